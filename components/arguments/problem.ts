import { durationMs } from "../duration";
import { containsUnknown } from "./unknown";

/** A bad argument, by the name under which the user wrote it. */
export interface ArgumentProblem {
    readonly property: string;
    readonly reason: string;
}

export function oneOfProblems(property: string, value: string, allowed: readonly string[]): readonly ArgumentProblem[] {
    return unless(allowed.includes(value), property, `"${value}" is none of ${allowed.join(", ")}`, value);
}

export function countProblems(property: string, count: number): readonly ArgumentProblem[] {
    return unless(Number.isInteger(count) && count > 0, property, "must be a whole number above 0", count);
}

export function durationProblems(property: string, text: string, kind?: "positive"): readonly ArgumentProblem[] {
    const ms = typeof text === "string" ? durationMs(text) : undefined;
    const reason = `"${text}" is no${kind === "positive" ? " positive" : ""} duration; write it like "90d", "48h", "10m" or "30s"`;
    return unless(ms !== undefined && (ms > 0 || kind === undefined), property, reason, text);
}

/** An id as Azure gives one to a workspace or a principal. */
export function isGuid(text: string): boolean {
    return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}

/** The problem, unless all is right or it cannot be told yet because `value` is unknown. */
export function unless(right: boolean, property: string, reason: string, value?: unknown): readonly ArgumentProblem[] {
    return right || containsUnknown(value) ? [] : [{ property, reason }];
}
