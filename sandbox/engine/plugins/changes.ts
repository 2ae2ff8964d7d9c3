import { isDeepStrictEqual } from "node:util";
import type { Properties } from "./pluginProperties";

/** A difference between a resource's old and new inputs. */
export interface Change {
    /** The input that it is in. */
    readonly input: string;
    /** Its path, as the engine writes paths: `properties.value`, `tags["a.b"]`. */
    readonly path: string;
    readonly change: "ADD" | "DELETE" | "UPDATE";
}

/** Every difference, as deep as both sides are objects. */
export function changes(oldInputs: Properties, newInputs: Properties): Change[] {
    return names(oldInputs, newInputs).flatMap((input) =>
        compare(oldInputs[input], newInputs[input], step("", input)).map((found) => ({ ...found, input })),
    );
}

function compare(before: unknown, after: unknown, path: string): Omit<Change, "input">[] {
    if (isDeepStrictEqual(before, after)) {
        return [];
    }
    if (isObject(before) && isObject(after)) {
        return names(before, after).flatMap((name) => compare(before[name], after[name], step(path, name)));
    }
    return [{ path, change: before === undefined ? "ADD" : after === undefined ? "DELETE" : "UPDATE" }];
}

function names(before: Properties, after: Properties): string[] {
    return [...new Set([...Object.keys(before), ...Object.keys(after)])];
}

function step(path: string, name: string): string {
    if (!/^\w+$/.test(name)) {
        return `${path}["${name.replaceAll('"', '\\"')}"]`;
    }
    return path === "" ? name : `${path}.${name}`;
}

function isObject(value: unknown): value is Properties {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}
