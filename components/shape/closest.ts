/** Of the known names, the one that a misspelt name most likely means: at most two letters off, or different in case alone. */
export function closest(name: string, known: readonly string[]): string | undefined {
    const ranked = known
        .map((one) => ({ one, far: distance(name.toLowerCase(), one.toLowerCase()) }))
        .filter(({ one, far }) => far <= Math.min(2, Math.floor(one.length / 3)))
        .sort((a, b) => a.far - b.far);
    return ranked[0]?.one;
}

/** How many letters have to be changed, added or taken away (Levenshtein). Long texts are not close to any name. */
function distance(one: string, other: string): number {
    if (Math.abs(one.length - other.length) > 2) {
        return Number.POSITIVE_INFINITY;
    }
    let row = Array.from({ length: other.length + 1 }, (_, index) => index);
    for (const [index, letter] of [...one].entries()) {
        const next = [index + 1];
        for (const [column, otherLetter] of [...other].entries()) {
            const changed = (row[column] ?? 0) + (letter === otherLetter ? 0 : 1);
            next.push(Math.min(changed, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
        }
        row = next;
    }
    return row[other.length] ?? Number.POSITIVE_INFINITY;
}
