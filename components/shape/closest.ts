import { distance } from "fastest-levenshtein";

/** Of the known names, the one that a misspelt name most likely means: at most two letters off, or different in case alone. */
export function closest(name: string, known: readonly string[]): string | undefined {
    const ranked = known
        .map((one) => ({ one, far: lettersOff(name.toLowerCase(), one.toLowerCase()) }))
        .filter(({ one, far }) => far <= Math.min(FARTHEST, Math.floor(one.length / 3)))
        .sort((a, b) => a.far - b.far);
    return ranked[0]?.one;
}

const FARTHEST = 2;

/** Long texts are not close to any name, and are not compared. */
function lettersOff(one: string, other: string): number {
    return Math.abs(one.length - other.length) > FARTHEST ? Number.POSITIVE_INFINITY : distance(one, other);
}

/** The end of a sentence about an unknown value: the known one that was probably meant, or nothing. */
export function didYouMean(value: unknown, known: readonly string[]): string {
    const meant = typeof value === "string" ? closest(value, known) : undefined;
    return meant === undefined || meant === value ? "" : `; did you mean "${meant}"?`;
}
