import ms from "ms";

/** Milliseconds of a duration such as `90d`, `48h`, `10m` or `30s`; undefined where the text is none or is negative. */
export function durationMs(text: string): number | undefined {
    if (!/^\s*\d+(\.\d+)?\s*[a-z]+\s*$/i.test(text)) {
        return undefined;
    }
    const parsed: unknown = ms(text as ms.StringValue);
    return typeof parsed === "number" && Number.isFinite(parsed) ? parsed : undefined;
}

/** A duration as a person says it, such as `2d`. */
export function durationText(milliseconds: number): string {
    return ms(milliseconds);
}
