import type { Absent } from "../../absent";
import { unlessAbsent } from "../../azure/armError";
import { pause } from "../pause";

/** The pauses before a source that was not found is asked for again: a 404 that is not true has been reported of the real service. */
const ASK_AGAIN_MS = [1_000, 2_000, 4_000] as const;

/** The answer, or `absent` if the source does not exist: in the service's own words, each time that it is asked (rule 31). */
export async function unlessGone<Answer>(
    ask: () => Promise<Answer>,
    sleep: (ms: number) => Promise<unknown> = pause,
): Promise<Answer | Absent> {
    let answer = await unlessAbsent(ask());
    for (const ms of ASK_AGAIN_MS) {
        if (answer !== "absent") {
            return answer;
        }
        await sleep(ms);
        answer = await unlessAbsent(ask());
    }
    return answer;
}
