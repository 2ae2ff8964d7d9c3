import type { Stack } from "../../integration/support/stack";
import { startUp } from "../../integration/support/startedUp";
import type { Testbed } from "../../integration/support/testbed";
import type { Moment } from "../crash/moment";
import type { Victim } from "../crash/victim";
import type { MatrixPair } from "../support/matrixPair";
import type { KillEnd, Up } from "../support/matrixStack";
import { holdMoment } from "./heldMoment";
import { ended, kill } from "./kill";

/** Runs `up` with its configuration and kills the victim at the moment; nothing of it runs after that. */
export async function upKilled(
    testbed: Testbed,
    { stack, pair }: { readonly stack: Stack; readonly pair: MatrixPair },
    victim: Victim,
    moment: Moment,
    environment: Readonly<Record<string, string>> = {},
): Promise<Up & { readonly killEnd: KillEnd }> {
    const held = await holdMoment(stack, pair, victim, moment);
    const { child } = await startUp(testbed, stack, [], environment);
    const engine = child.pid ?? 0;
    await Promise.race([held.come(engine), child]);
    const dying = kill(victim, engine);
    const killEnd = !held.isThere ? "missed" : dying.length === 0 ? "gone" : "killed";
    await ended(dying);
    held.release();
    const { all, exitCode } = await child;
    await ended(dying);
    testbed.trail.print(all);
    return { output: all, hasFailed: exitCode !== 0, killEnd };
}
