import { durationMs, LONGEST } from "../duration";
import { didYouMean } from "./closest";
import { containsUnknown } from "./unknown";

/** A bad argument, by the name under which the user wrote it. */
export interface ArgumentProblem {
    readonly property: string;
    readonly reason: string;
}

export function oneOfProblems(property: string, value: string, allowed: readonly string[]): readonly ArgumentProblem[] {
    const reason = `"${value}" is not one of ${allowed.join(", ")}${didYouMean(value, allowed)}`;
    return unless(allowed.includes(value), property, reason, value);
}

export function countProblems(property: string, count: number): readonly ArgumentProblem[] {
    return unless(Number.isInteger(count) && count > 0, property, "must be a whole number above 0", count);
}

/**
 * Problems of a duration.
 *
 * @param kind `timer`: positive, and no longer than a single timer of Node can hold. All others are waited for in pieces.
 */
export function durationProblems(
    property: string,
    text: string,
    kind?: "positive" | "timer",
): readonly ArgumentProblem[] {
    const ms = typeof text === "string" ? durationMs(text) : undefined;
    const positive = kind === undefined ? "" : " positive";
    const reason = `"${text}" is no${positive} duration of at most ${kind === "timer" ? LONGEST_TIMER : LONGEST}; write it like "90d", "48h", "10m" or "30s"`;
    const fits = kind !== "timer" || (ms ?? 0) <= (durationMs(LONGEST_TIMER) ?? 0);
    return unless(ms !== undefined && (ms > 0 || kind === undefined) && fits, property, reason, text);
}

/** Node's timers hold less than 24.9 days. */
const LONGEST_TIMER = "24d";

/** An id in the form of Azure's workspaces and principals. */
export function isGuid(text: string): boolean {
    return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}

/** The problem, unless everything is correct or `value` is still unknown. */
export function unless(right: boolean, property: string, reason: string, value?: unknown): readonly ArgumentProblem[] {
    return right || containsUnknown(value) ? [] : [{ property, reason }];
}
