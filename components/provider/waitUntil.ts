import { setTimeout } from "node:timers/promises";

/** How long and how often something is asked. Times in milliseconds. */
export interface Patience {
    /** After this long, the wait ends without success; default: never. */
    readonly timeoutMs?: number;
    /** After so many tries, the wait ends without success; default: never. */
    readonly maxTries?: number;
    /** Time between two tries. */
    readonly intervalMs: number;
    /** So many tries in a row must succeed; default 1. */
    readonly consecutive?: number;
}

/** The clock of a wait. */
export interface Clock {
    now(): number;
    sleep(ms: number): Promise<unknown>;
}

/** The clock of this machine. */
export const wallClock: Clock = { now: Date.now, sleep: setTimeout };
const PROGRESS_EVERY_MS = 15_000;

/**
 * Asks until the answer is yes several times in a row, and says whether it was in time.
 * @param onWait called now and then with the seconds waited so far
 */
export async function waitUntil(
    ask: () => Promise<boolean>,
    { timeoutMs = Infinity, maxTries = Infinity, intervalMs, consecutive = 1 }: Patience,
    onWait: (seconds: number) => Promise<void>,
    clock: Clock = wallClock,
): Promise<boolean> {
    const start = clock.now();
    let said = start;
    let succeeded = 0;
    for (let tries = 1; ; tries++) {
        succeeded = (await ask()) ? succeeded + 1 : 0;
        if (succeeded >= consecutive) {
            return true;
        }
        const now = clock.now();
        if (now - start >= timeoutMs || tries >= maxTries) {
            return false;
        }
        if (now - said >= PROGRESS_EVERY_MS) {
            said = now;
            await onWait(Math.round((now - start) / 1000));
        }
        await clock.sleep(intervalMs);
    }
}
