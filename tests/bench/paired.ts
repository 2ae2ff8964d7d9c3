/** One round: what was measured for the one and for the other. */
export type Pair = readonly [one: number, other: number];

/**
 * Measures two things in turn, in the same conditions: A B, B A, A B, … after one unmeasured round.
 *
 * @param onRound called after each round with its number, from 1.
 */
export async function measurePairs(
    rounds: number,
    one: () => Promise<number>,
    other: () => Promise<number>,
    onRound: (round: number, pair: Pair) => void,
): Promise<readonly Pair[]> {
    await one();
    await other();
    const pairs: Pair[] = [];
    for (let round = 1; round <= rounds; round += 1) {
        const pair = round % 2 === 1 ? ([await one(), await other()] as const) : await reversed(one, other);
        pairs.push(pair);
        onRound(round, pair);
    }
    return pairs;
}

async function reversed(one: () => Promise<number>, other: () => Promise<number>): Promise<Pair> {
    const second = await other();
    return [await one(), second];
}

/** The middle value; of an even number, the mean of the two in the middle. */
export function median(values: readonly number[]): number {
    const sorted = [...values].sort((one, other) => one - other);
    const upper = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
    const lower = sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN;
    return (lower + upper) / 2;
}

/** How long something takes, in milliseconds. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
    const start = performance.now();
    await work();
    return performance.now() - start;
}
