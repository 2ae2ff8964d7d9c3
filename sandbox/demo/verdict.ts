import { seconds } from "./moments";
import type { Timeline } from "./timeline";

/** The verdict of the demo. */
export interface Verdict {
    /** Whether all went as it should: no request was refused, and the expected slots were in use one after the other. */
    readonly passed: boolean;
    readonly sentences: readonly string[];
}

/** Judges the events. `slots` are those that the app should have run on, one after the other. */
export function verdictOn(timeline: Timeline, slots: readonly string[]): Verdict {
    const { ok, refused, unanswered, refusals, slowestMs, outageMs, app, keys } = timeline;
    const seen = app.map(({ label }) => label);
    const refusedAfter = (slot: string, left: number) =>
        keys.some((lane) => lane.slot === slot && lane.refused.some((at) => at >= left));
    const stillValid = app.slice(0, -1).filter(({ label, to }) => !refusedAfter(label, to));
    const problems = [
        ...(ok === 0 ? ["No request was answered, so the count of refusals says nothing."] : []),
        ...(seen.join() === slots.join() ? [] : [`The app ran on ${seen.join(" → ")}, not on ${slots.join(" → ")}.`]),
        ...stillValid.map(({ label }) => `The old ${label} was never refused after the app had left it.`),
    ];
    const ways = [...refusals].map(([outcome, count]) => `${outcome}: ${count}`).join(", ");
    const all = ok + refused + unanswered;
    const count = `Refused: ${refused} of ${all} requests${refused === 0 ? "" : ` (${ways})`}.`;
    const manner =
        refused === 0
            ? `The slowest answer took ${Math.round(slowestMs)} ms.`
            : `From the first to the last of them: ${seconds(outageMs)} s.`;
    const late = unanswered === 0 ? [] : [`Not answered in time: ${unanswered} (the machine is busy).`];
    return { passed: refused === 0 && problems.length === 0, sentences: [`${count} ${manner}`, ...late, ...problems] };
}
