import type { Operation, Parameter } from "../../specs/operation";
import type { Answer } from "../answer";
import { ArmError } from "../arm/armErrors";
import type { Body } from "../arm/body";
import type { ArmRequest } from "../arm/router";
import type { Behaviour } from "./keyCall";
import { KeyedResource } from "./keyedResource";
import type { KeyServiceType } from "./keyServiceType";
import type { KeyView } from "./keyView";
import { slotParameterOf } from "./specification";

/** Resources that list their own keys and make one of them anew: nearly all. */
export const plainKeys: Behaviour = ({ operation, role, resource, request, finish }) => {
    if (!(resource instanceof KeyedResource) || role === "other") {
        return undefined;
    }
    const given = resource.type.anyCase === true ? inCaseOf(operation, request.body) : request.body;
    checkBody(operation, given);
    if (role === "list") {
        return finish(() => {
            const { view, mark } = resource.listed(request.weather);
            const body = onlyNamed(everythingOf(resource.type, view), operation.response);
            return { status: 200, body, ...(mark === undefined ? {} : { weather: mark }) };
        });
    }
    const value = requestedValue(operation, { path: request.path, body: given });
    const slots = slotsFor(resource, value, operation);
    const { key, keyValue } = given;
    const chosen = slotParameterOf(operation)?.name === "key" ? undefined : (key ?? keyValue);
    return finish(() => {
        const key = typeof chosen === "string" && chosen !== "" ? chosen : undefined;
        const { view, mark } = resource.regenerateIn(request.weather, slots, key);
        const answer = regenerated(resource, view, operation, slots[0] ?? "");
        return mark === undefined ? answer : { ...answer, weather: mark };
    });
};

/** The key that the request asks for, in the words of the operation; nothing if it does not say. */
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

/** Refuses, with 400, values that the operation does not take. */
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

/** The body with the values that its operation allows, where it has them in another letter case. */
function inCaseOf({ body: parameters = [] }: Operation, body: Body): Body {
    const known = parameters.flatMap(({ allowedValues = [] }) => allowedValues);
    return Object.fromEntries(
        Object.entries(body).map(([name, value]) => [
            name,
            known.find((one) => one.toLowerCase() === String(value).toLowerCase()) ?? value,
        ]),
    );
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

function regenerated(
    { type }: KeyedResource,
    view: KeyView | undefined,
    { response, statuses }: Operation,
    slot: string,
): Answer {
    const status = statuses.includes(200) ? 200 : (statuses[0] ?? 200);
    if (response.length === 0 || view === undefined) {
        return { status };
    }
    const body = type.regenerated?.(view, slot) ?? everythingOf(type, view);
    return { status, body: onlyNamed(body, response) };
}

function everythingOf({ slots, listed: own, shown }: KeyServiceType, view: KeyView): Body {
    if (own !== undefined) {
        return own(view);
    }
    const body: Record<string, unknown> = { ...shown?.(view) };
    for (const [slot, member] of Object.entries(slots)) {
        const [outer = "", inner] = member.split(".");
        const key = view.keys[slot];
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
