import { seconds } from "./moments";
import type { Timeline } from "./timeline";

/** What the demo comes to. */
export interface Verdict {
    /** Whether all went as it should: no request failed, and the expected slots were in use one after the other. */
    readonly passed: boolean;
    readonly sentences: readonly string[];
}

/** Judges what happened. `slots` are those that the app should have run on, one after the other. */
export function verdictOn(timeline: Timeline, slots: readonly string[]): Verdict {
    const { ok, failed, failures, slowestMs, outageMs, app, keys } = timeline;
    const seen = app.map(({ label }) => label);
    const refusedAfter = (slot: string, left: number) =>
        keys.some((lane) => lane.slot === slot && lane.refused.some((at) => at >= left));
    const stillValid = app.slice(0, -1).filter(({ label, to }) => !refusedAfter(label, to));
    const problems = [
        ...(ok === 0 ? ["No request was answered, so the count of failures says nothing."] : []),
        ...(seen.join() === slots.join() ? [] : [`The app ran on ${seen.join(" → ")}, not on ${slots.join(" → ")}.`]),
        ...stillValid.map(({ label }) => `The old ${label} was never refused after the app had left it.`),
    ];
    const ways = [...failures].map(([outcome, count]) => `${outcome}: ${count}`).join(", ");
    const count = `Failed requests: ${failed} of ${ok + failed}${failed === 0 ? "" : ` (${ways})`}.`;
    const manner =
        failed === 0
            ? `The slowest answer took ${Math.round(slowestMs)} ms.`
            : `From the first to the last of them: ${seconds(outageMs)} s.`;
    return { passed: failed === 0 && problems.length === 0, sentences: [`${count} ${manner}`, ...problems] };
}
