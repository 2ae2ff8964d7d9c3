import { setTimeout } from "node:timers/promises";
import { UnusableAnswer } from "./armError";

/** How a wait passes. */
export type Sleep = (ms: number) => Promise<unknown>;

/** Azure's own retries end after as many. */
const MOST_REPEATS = 3;

/** Repeats a call that may be repeated if its answer cannot be used, after the same times as Azure's own retries, which leave that out. */
export async function repeatUntilUsable<Answer>(
    call: () => Promise<Answer>,
    sleep: Sleep = setTimeout,
): Promise<Answer> {
    for (let repeats = 0; ; repeats++) {
        try {
            return await call();
        } catch (error) {
            if (!(error instanceof UnusableAnswer) || repeats >= MOST_REPEATS) {
                throw error;
            }
            await sleep(1_000 * 2 ** repeats);
        }
    }
}
