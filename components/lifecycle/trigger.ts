/** A value whose change means "rotate". */
export type RotationTrigger = string | number | boolean | Date;

/**
 * The form in which triggers are remembered and compared; empty where there is none. A change of type is a change:
 * `1` and `"1"` differ.
 */
export function canonicalTrigger(trigger: unknown): string {
    if (trigger === undefined || trigger === null || trigger === "" || Number.isNaN(trigger)) {
        return "";
    }
    return JSON.stringify(trigger);
}
