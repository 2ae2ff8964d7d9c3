/** A value whose change means "rotate". */
export type RotationTrigger = string | number | boolean | Date;

/**
 * The form in which triggers are remembered and compared; empty where there is none. A change of type is a change: `1` and `"1"` differ.
 * What can be no trigger has a form of its own, which `isTrigger` refuses: a change of it could not be seen, or cannot be told.
 */
export function canonicalTrigger(trigger: unknown): string {
    switch (typeof trigger) {
        case "string":
            return trigger === "" ? "" : JSON.stringify(trigger);
        case "number":
            return Number.isFinite(trigger) ? JSON.stringify(trigger) : String(trigger);
        case "boolean":
            return JSON.stringify(trigger);
        case "undefined":
            return "";
        default:
            return trigger === null ? "" : canonicalObject(trigger);
    }
}

function canonicalObject(trigger: unknown): string {
    if (trigger instanceof Date) {
        return Number.isNaN(trigger.getTime()) ? "Invalid Date" : JSON.stringify(trigger);
    }
    return Array.isArray(trigger) ? "[]" : "{}";
}

/** Whether a canonical form is that of a trigger, or of none. */
export function isTrigger(text: string): boolean {
    return text === "" || /^("|-?\d|true$|false$)/.test(text);
}
