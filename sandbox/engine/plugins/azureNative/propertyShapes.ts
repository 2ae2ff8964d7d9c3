// The shapes of azure-native (members of `properties` lifted to the top, some renamed) and of the resource manager.
import type { Properties } from "../pluginProperties";
import { pathInputs, type ResourceType } from "./resourceTypes";

/** The body of a PUT. */
export function requestBody(type: ResourceType, inputs: Properties): Properties {
    const members = Object.entries(inputs).filter(([name]) => !pathInputs(type).includes(name));
    const { liftedBeside } = type;
    if (liftedBeside === "nothing is lifted") {
        return withAttributes(Object.fromEntries(members), type.renamedAttributes ?? {});
    }
    const lifted = members.filter(([name]) => !liftedBeside.includes(name));
    return {
        ...Object.fromEntries(members.filter(([name]) => liftedBeside.includes(name))),
        properties: Object.fromEntries(lifted.map(([name, value]) => [type.renamed?.[name] ?? name, value])),
    };
}

/** A resource's outputs from an answer's body. */
export function outputsFrom(type: ResourceType, body: Properties): Properties {
    const { id: _, properties, ...envelope } = body;
    if (type.liftedBeside === "nothing is lifted") {
        const shown = withAttributes({ ...envelope, properties }, reversed(type.renamedAttributes ?? {}));
        return { ...shown, azureApiVersion: type.apiVersion };
    }
    const original = reversed(type.renamed ?? {});
    const lifted = Object.entries(isObject(properties) ? properties : {});
    return {
        ...Object.fromEntries(lifted.map(([name, value]) => [original[name] ?? name, value])),
        ...envelope,
        azureApiVersion: type.apiVersion,
    };
}

/** The resource with the members of `properties.attributes` under other names. */
function withAttributes(body: Properties, names: Readonly<Record<string, string>>): Properties {
    const { properties } = body;
    if (!isObject(properties) || !isObject(properties.attributes)) {
        return body;
    }
    const attributes = Object.entries(properties.attributes).map(([name, value]) => [names[name] ?? name, value]);
    return { ...body, properties: { ...properties, attributes: Object.fromEntries(attributes) } };
}

function reversed(names: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
    return Object.fromEntries(Object.entries(names).map(([ours, theirs]) => [theirs, ours]));
}

/**
 * The program's inputs as the service has them now, so that a refresh sees drift. Only inputs that the program set are compared; values
 * that the service never returns (a secret's value) stay unchanged. Tags are compared as a whole.
 */
export function projectInputs(inputs: Properties, outputs: Properties, except: readonly string[]): Properties {
    const projected = Object.entries(inputs)
        .filter(([name]) => !except.includes(name))
        .map(([name, value]) => [name, name === "tags" ? (outputs.tags ?? {}) : project(value, outputs[name])]);
    return Object.fromEntries(projected);
}

function project(before: unknown, now: unknown): unknown {
    if (now === undefined || now === null) {
        return before;
    }
    if (isObject(before) && isObject(now)) {
        return Object.fromEntries(Object.entries(before).map(([name, value]) => [name, project(value, now[name])]));
    }
    if (Array.isArray(before) && Array.isArray(now)) {
        return before.length === now.length ? before.map((value, index) => project(value, now[index])) : now;
    }
    return isSameText(before, now) ? before : now;
}

/** `West Europe` and `westeurope` are one place to Azure. */
function isSameText(before: unknown, now: unknown): boolean {
    return typeof before === "string" && typeof now === "string" && normal(before) === normal(now);
}

function normal(text: string): string {
    return text.replaceAll(" ", "").toLowerCase();
}

function isObject(value: unknown): value is Properties {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}
