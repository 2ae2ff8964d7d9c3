import { ArmError } from "./armErrors";

/** A JSON object of a request. */
export type Body = Readonly<Record<string, unknown>>;

/** The request's JSON object; empty if there is no body. */
export function parseBody(text: string): Body {
    if (text.trim() === "") {
        return {};
    }
    try {
        return record(JSON.parse(text), "body");
    } catch (error) {
        if (error instanceof ArmError) {
            throw error;
        }
        throw new ArmError(
            400,
            "InvalidRequestContent",
            "The request content was invalid and could not be deserialized.",
        );
    }
}

/** The value as an object; empty if it is absent. */
export function record(value: unknown, name: string): Body {
    if (value === undefined || value === null) {
        return {};
    }
    if (typeof value !== "object" || Array.isArray(value)) {
        throw new ArmError(400, "InvalidRequestContent", `'${name}' must be an object.`);
    }
    return { ...value };
}

/** The value as a map of strings, as tags and settings are. */
export function stringMap(value: unknown, name: string): Readonly<Record<string, string>> {
    return Object.fromEntries(
        Object.entries(record(value, name)).map(([key, entry]) => {
            if (typeof entry !== "string") {
                throw new ArmError(400, "InvalidRequestContent", `'${name}.${key}' must be a string.`);
            }
            return [key, entry];
        }),
    );
}

/** The value as a string, or nothing if it is absent. */
export function optionalText(value: unknown, name: string): string | undefined {
    if (value === undefined || value === null) {
        return undefined;
    }
    if (typeof value !== "string") {
        throw new ArmError(400, "InvalidRequestContent", `'${name}' must be a string.`);
    }
    return value;
}

/** The value as a list; empty if it is absent. */
export function list(value: unknown, name: string): readonly unknown[] {
    if (value === undefined || value === null) {
        return [];
    }
    if (!Array.isArray(value)) {
        throw new ArmError(400, "InvalidRequestContent", `'${name}' must be an array.`);
    }
    return value;
}
