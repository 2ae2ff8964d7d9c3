/** A stretch of time, in milliseconds from the beginning. */
export interface Span {
    readonly from: number;
    readonly to: number;
}

/** The times that are in one of the spans and in one of the others. */
export function overlap(spans: readonly Span[], others: readonly Span[]): readonly Span[] {
    return spans.flatMap((span) =>
        others
            .map((other) => ({ from: Math.max(span.from, other.from), to: Math.min(span.to, other.to) }))
            .filter(({ from, to }) => from < to),
    );
}

/** The times that are in one of the spans and in none of the others, which are in their order and do not overlap. */
export function without(spans: readonly Span[], others: readonly Span[]): readonly Span[] {
    return spans.flatMap((span) => {
        const edges = [span.from, ...others.flatMap(({ from, to }) => [from, to]), span.to];
        const left: Span[] = [];
        for (let index = 0; index < edges.length; index += 2) {
            const from = Math.max(span.from, edges[index] ?? span.from);
            const to = Math.min(span.to, edges[index + 1] ?? span.to);
            if (from < to) {
                left.push({ from, to });
            }
        }
        return left;
    });
}
