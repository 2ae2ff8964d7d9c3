import type { Core } from "./core";
import { isAtRest } from "./settle";
import { Violation } from "./violation";
import { update } from "./world/update";
import type { World } from "./world/world";

const QUIET = { refresh: false, isBlind: false };

/** From a pair at rest, what a user asks for is done in as many updates, and with as many regenerates, as promised. */
export function judgeRequests(rest: World, core: Core): void {
    if (!isAtRest(rest, true) || rest.program.pin !== undefined) {
        return;
    }
    const isTimed = rest.shape.graceTicks + rest.shape.lagTicks > 0;
    if (!isTimed && rest.shape.retire === "automatic") {
        judgeBump(rest, core);
    }
    judgeEmergency(rest, core);
}

/** One update for `alternate`; two for `there-and-back`, which ends where it began, with both keys new (rule 10). */
function judgeBump(rest: World, core: Core): void {
    const { strategy, source } = rest.program;
    const program = { ...rest.program, trigger: rest.fresh };
    const updates = strategy === "alternate" ? 1 : 2;
    let world: World = { ...rest, gate: "open", program, fresh: rest.fresh + 1 };
    let regenerates = 0;
    for (let done = 0; done < updates; done++) {
        if (done > 0 && isAtRest(world, true)) {
            throw new Violation("10", "there-and-back is over before it came back");
        }
        const result = update(world, core, QUIET);
        world = result.world;
        regenerates += result.regenerates;
    }
    const rule = strategy === "alternate" ? "4" : "10";
    const isBothNew = world.services[source].every((key) => !rest.services[source].includes(key));
    if (!isAtRest(world, true) || regenerates !== 2 || !isBothNew) {
        throw new Violation(rule, `${updates} update(s) with a bump make ${regenerates} regenerates, or do not settle`);
    }
}

/** Rule 8: one update, whatever gate waits; a gate that failed stops it. */
function judgeEmergency(rest: World, core: Core): void {
    const program = { ...rest.program, emergency: rest.fresh };
    const world: World = { ...rest, program, gate: "waiting", fresh: rest.fresh + 1 };
    const result = update(world, core, QUIET);
    const retirement = result.world.checkpoint.retirement;
    if (result.failed || result.regenerates !== 2 || retirement?.settled !== true) {
        throw new Violation("8", "an emergency is not over in one update, although no gate failed");
    }
}
