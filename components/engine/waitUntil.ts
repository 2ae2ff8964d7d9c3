import { durationText } from "../duration";
import { pause } from "./pause";

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
export const wallClock: Clock = { now: Date.now, sleep: pause };
const PROGRESS_EVERY_MS = 15_000;

/**
 * Asks until the answer is yes several times in a row, and says whether it was in time.
 * @param onWait called now and then with the seconds waited so far and, if there is one, the limit
 */
export async function waitUntil(
    ask: () => Promise<boolean>,
    { timeoutMs = Infinity, maxTries = Infinity, intervalMs, consecutive = 1 }: Patience,
    onWait: (seconds: number, limit?: string) => Promise<void>,
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
            const limit = Number.isFinite(timeoutMs) ? durationText(timeoutMs) : undefined;
            await onWait(Math.round((now - start) / 1000), limit);
        }
        await clock.sleep(intervalMs);
    }
}

/** How long a wait has lasted, for people: `40 s of at most 10m`. */
export function waited(seconds: number, limit: string | undefined): string {
    return limit === undefined ? `${seconds} s` : `${seconds} s of at most ${limit}`;
}
