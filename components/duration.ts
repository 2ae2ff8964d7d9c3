import ms from "ms";

/** A moment that much later is still one that a date can hold; nothing is meant to take longer. */
export const LONGEST = "100y";

const LONGEST_MS = ms(LONGEST);

/**
 * Whole milliseconds of a duration such as `90d`, `48h`, `10m` or `30s`; undefined if the text is not a duration, is negative or is longer than
 * {@link LONGEST}.
 */
export function durationMs(text: string): number | undefined {
    if (!/^\s*\d+(\.\d+)?\s*[a-z]+\s*$/i.test(text)) {
        return undefined;
    }
    const parsed: unknown = ms(text.trim() as ms.StringValue);
    // Timers and processes take whole milliseconds alone.
    return typeof parsed === "number" && parsed <= LONGEST_MS ? Math.ceil(parsed) : undefined;
}

/** A duration in the form for people, such as `2d`. */
export function durationText(milliseconds: number): string {
    return ms(milliseconds);
}
