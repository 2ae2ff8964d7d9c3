import type { Stack } from "../../integration/support/stack";
import { startUp } from "../../integration/support/startedUp";
import type { Testbed } from "../../integration/support/testbed";
import { holdMoments, type PairMoment } from "./moments";
import { ended, kill, type Victim } from "./victim";

/** What is to be killed, and the moment of each pair at which that happens. */
export interface Kill {
    readonly victim: Victim;
    /** All of one kind. */
    readonly moments: readonly PairMoment[];
    readonly environment?: Readonly<Record<string, string>>;
}

/** How an update ended that something was killed of. */
export interface KilledUpdate {
    readonly output: string;
    /** What became of the kill, for each moment. */
    readonly ends: readonly KillEnd[];
}

/** `missed`: the moment did not come. `gone`: when it came, the process had already ended by itself. */
export type KillEnd = "killed" | "gone" | "missed";

/** With so many at once, no pair waits for another one's held call. */
const PARALLEL = ["--parallel", "64"];

/** Runs `up` as it is configured and kills the victim once every pair is at its moment; nothing of it runs after that. */
export async function runUp(testbed: Testbed, stack: Stack, plan?: Kill): Promise<KilledUpdate> {
    const { victim = "engine", moments = [], environment = {} } = plan ?? {};
    const held = await holdMoments(stack, victim, moments);
    const { child } = await startUp(testbed, stack, PARALLEL, environment);
    const engine = child.pid ?? 0;
    await Promise.race([moments.length > 0 ? held.come(engine) : child, child]);
    const dying = moments.length > 0 ? kill(victim, engine) : [];
    const ends = held.areThere.map((isThere) => (!isThere ? "missed" : dying.length === 0 ? "gone" : "killed"));
    await ended(dying);
    held.release();
    const { all } = await child;
    await ended(dying);
    testbed.trail.print(all);
    return { output: all, ends };
}
