import type { Operation, Parameter } from "../../specs/operation";
import { ArmError } from "../arm/armError";
import type { Body } from "../arm/body";
import type { ArmRequest } from "../arm/router";
import type { Answer } from "../callPipeline";
import type { Behaviour } from "./keyCall";
import { KeyedResource } from "./keyedResource";
import { slotParameterOf } from "./specification";

/** Resources that list their own keys and make one of them anew: nearly all. */
export const plainKeys: Behaviour = ({ operation, role, resource, request, finish }) => {
    if (!(resource instanceof KeyedResource) || role === "other") {
        return undefined;
    }
    checkBody(operation, request.body);
    if (role === "list") {
        return finish(() => ({ status: 200, body: listed(resource, operation) }));
    }
    const value = requestedValue(operation, request);
    const slots = slotsFor(resource, value, operation);
    const { key, keyValue } = request.body;
    const chosen = slotParameterOf(operation)?.name === "key" ? undefined : (key ?? keyValue);
    return finish(() => {
        for (const slot of slots) {
            resource.regenerate(slot, typeof chosen === "string" && chosen !== "" ? chosen : undefined);
        }
        return regenerated(resource, operation, slots[0] ?? "");
    });
};

/** Which key the request asks for, in the words of the operation; nothing where it does not say. */
export function requestedValue(
    operation: Operation,
    { path, body }: Pick<ArmRequest, "path" | "body">,
): string | undefined {
    const parameter = slotParameterOf(operation);
    const segments = path.split("/");
    if (parameter === undefined) {
        // A slot has an operation of its own, or the operation makes every key anew.
        return /^regenerate(primary|secondary)key$/i.exec(segments.at(-1) ?? "")?.[1]?.toLowerCase();
    }
    if (operation.path.endsWith(`/{${parameter.name}}`)) {
        return segments.at(-1);
    }
    const value = body[parameter.name];
    return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
}

/** Refuses, with 400, what the operation does not take. */
export function checkBody({ name, body: parameters = [] }: Operation, body: Body): void {
    for (const member of Object.keys(body)) {
        if (!parameters.some((parameter) => parameter.name === member)) {
            throw invalid(
                `${name} takes no '${member}': ${parameters.map((known) => known.name).join(", ") || "it takes no body"}.`,
            );
        }
    }
    for (const parameter of parameters) {
        checkValue(parameter, body[parameter.name]);
    }
}

function checkValue({ name, required, allowedValues }: Parameter, value: unknown): void {
    if (value === undefined || value === null) {
        if (required) {
            throw invalid(`The parameter '${name}' is missing.`);
        }
    } else if (allowedValues?.includes(String(value)) === false) {
        throw invalid(`The value '${value}' of '${name}' is not one of ${allowedValues.join(", ")}.`);
    }
}

function slotsFor(resource: KeyedResource, value: string | undefined, operation: Operation): readonly string[] {
    const { slots, everySlot, slotOf } = resource.type;
    const parameter = slotParameterOf(operation);
    if (value !== undefined && value === everySlot) {
        return Object.keys(slots);
    }
    const slot = value === undefined ? undefined : slotOf === undefined ? value : slotOf(value, resource);
    if (slot === undefined || slots[slot] === undefined) {
        throw invalid(`The value '${value}' of '${parameter?.name}' names no key.`);
    }
    return [slot];
}

function regenerated(resource: KeyedResource, { response, statuses }: Operation, slot: string): Answer {
    const status = statuses.includes(200) ? 200 : (statuses[0] ?? 200);
    if (response.length === 0) {
        return { status };
    }
    const body = resource.type.regenerated?.(resource, slot) ?? everythingOf(resource);
    return { status, body: onlyNamed(body, response) };
}

function listed(resource: KeyedResource, { response }: Operation): Body {
    return onlyNamed(everythingOf(resource), response);
}

function everythingOf(resource: KeyedResource): Body {
    const { slots, listed: own, shown } = resource.type;
    if (own !== undefined) {
        return own(resource);
    }
    const body: Record<string, unknown> = { ...shown?.(resource) };
    for (const [slot, member] of Object.entries(slots)) {
        const [outer = "", inner] = member.split(".");
        const key = resource.keys[slot];
        body[outer] = inner === undefined ? key : { ...Object(body[outer]), [inner]: key };
    }
    return body;
}

/** The members that the operation's answer has, by its specification. */
function onlyNamed(body: Body, response: readonly string[]): Body {
    return Object.fromEntries(Object.entries(body).filter(([name]) => response.includes(name)));
}

function invalid(message: string): ArmError {
    return new ArmError(400, "InvalidParameterValue", message);
}
