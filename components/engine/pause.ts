import { setTimeout as sleep } from "node:timers/promises";
import { whenStopped } from "./stop";

/** A timer of Node that is to last longer than this, 24.8 days, ends at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/**
 * Waits, in pieces if it is long, and ends early with an error if the update is stopped.
 *
 * @throws the reason of the signal: RotationError `stopped`
 */
export async function pause(ms: number, signal: AbortSignal = whenStopped): Promise<void> {
    let left = ms;
    do {
        signal.throwIfAborted();
        const piece = Math.min(left, LONGEST_TIMER_MS);
        await sleep(piece, undefined, { signal }).catch((error: unknown) => {
            signal.throwIfAborted();
            throw error;
        });
        left -= piece;
    } while (left > 0);
}
