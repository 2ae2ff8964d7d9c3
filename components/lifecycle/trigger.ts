/** A value whose change means "rotate". */
export type RotationTrigger = string | number | boolean | Date;

/** The forms of values that cannot be a trigger: a change of them could not be found, or cannot be told. */
const NO_TRIGGER: readonly string[] = ["NaN", "Infinity", "-Infinity", "Invalid Date", "[]", "{}"];

/**
 * The form in which triggers are remembered, compared and shown; empty if it is not set. A change of type is a change: `1` and `"1"` differ. A
 * text stays unchanged, but stands in quotes if it would be taken for something else.
 */
export function canonicalTrigger(trigger: unknown): string {
    switch (typeof trigger) {
        case "string":
            return readsAsAnother(trigger) ? `'${trigger}'` : trigger;
        case "number":
        case "boolean":
            return String(trigger);
        case "undefined":
            return "";
        default:
            return trigger === null ? "" : canonicalObject(trigger);
    }
}

function readsAsAnother(text: string): boolean {
    return text === String(Number(text)) || ["true", "false", ...NO_TRIGGER].includes(text) || text.startsWith("'");
}

function canonicalObject(trigger: unknown): string {
    if (trigger instanceof Date) {
        return Number.isNaN(trigger.getTime()) ? "Invalid Date" : trigger.toISOString();
    }
    return Array.isArray(trigger) ? "[]" : "{}";
}

/** Whether a canonical form can be that of a trigger, or is empty. */
export function isTrigger(text: string): boolean {
    return !NO_TRIGGER.includes(text);
}
