import { setTimeout as sleep } from "node:timers/promises";
import { durationText } from "./duration";

/** The result, or `late` if it does not come in time. Nobody hears of it then. */
export async function within<Result>(ms: number, promise: Promise<Result>): Promise<Result | "late"> {
    const settled = new AbortController();
    try {
        return await Promise.race([promise, sleep(ms, "late" as const, { signal: settled.signal })]);
    } finally {
        settled.abort();
    }
}

/** How long a module of the user's own may take for one answer. */
const MODULE_ANSWERS_WITHIN_MS = 10 * 60_000;

/**
 * The answer of a module of the user's own: an update must not wait for it without an end.
 *
 * @throws Error the error of the module, or that it gave no answer in time
 */
export async function answerOfModule<Result>(
    ask: () => Result | Promise<Result>,
    withinMs: number = MODULE_ANSWERS_WITHIN_MS,
): Promise<Result> {
    const answer = await within(withinMs, Promise.resolve(ask()));
    if (answer === "late") {
        throw new Error(`it gave no answer within ${durationText(withinMs)}`);
    }
    return answer;
}
