/** A value whose change means "rotate". */
export type RotationTrigger = string | number | boolean | Date;

/**
 * The form in which triggers are remembered and compared; empty where there is none, or none that could ever change, as
 * NaN or an invalid date. A change of type is a change: `1` and `"1"` differ.
 */
export function canonicalTrigger(trigger: unknown): string {
    const text: string | undefined = JSON.stringify(trigger);
    return text === undefined || text === "null" || text === '""' ? "" : text;
}
