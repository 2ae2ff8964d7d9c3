import { setTimeout } from "node:timers/promises";
import { ArmError } from "./armError";
import type { Sleep } from "./repeatUntilUsable";

export { UNREGISTERED } from "./armError";

/** Operations of real services were recorded to keep others waiting for 30 s (IoT Hub) to 200 s (Cosmos DB). */
const LONGEST_WAIT_MS = 300_000;
const LONGEST_PAUSE_MS = 30_000;

/**
 * Repeats a call that may be repeated while another operation is in its way: for five minutes, with growing pauses, or with those that the
 * service asks for.
 *
 * @param isConditional the call holds for one state of the resource (`If-Match`). Once that has changed, the caller must read it again.
 */
export async function repeatAfterConflict<Answer>(
    call: () => Promise<Answer>,
    isConditional: boolean,
    sleep: Sleep = setTimeout,
): Promise<Answer> {
    for (let pauseMs = 1_000, waitedMs = 0; ; pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS)) {
        try {
            return await call();
        } catch (error) {
            const mayBeRepeated =
                error instanceof ArmError && error.isConflict && !(isConditional && error.status === 412);
            const waitMs = Math.max(pauseMs, mayBeRepeated ? (error.retryAfterMs ?? 0) : 0);
            waitedMs += waitMs;
            if (!mayBeRepeated || waitedMs > LONGEST_WAIT_MS) {
                throw error;
            }
            await sleep(waitMs);
        }
    }
}
