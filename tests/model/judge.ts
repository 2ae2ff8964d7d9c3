import type { Core } from "./core";
import type { Event, Happened } from "./events/event";
import { playScenes } from "./scenes/playScenes";
import { type Cost, Settler } from "./settle";
import { Violation } from "./violation";
import type { World } from "./world/world";

/** Judges states by what can become of them. */
export class Judge {
    private readonly quiet: Settler;
    private readonly refreshed: Settler;

    constructor(core: Core) {
        this.quiet = new Settler(core, false, () => {});
        this.refreshed = new Settler(core, true, (rest) => playScenes(rest, core));
    }

    /** From every state a pair settles, with and without a refresh (rule 4), and then does its work. */
    judge(world: World): Cost {
        const quiet = this.quiet.settle(world);
        const refreshed = this.refreshed.settle(world);
        return { updates: Math.max(quiet.updates, refreshed.updates), regenerates: quiet.regenerates };
    }
}

/** Rule 4: a crash costs at most one regenerate more than the same history without it. */
export function judgeCost(event: Event, happened: Happened, due: number, then: number): void {
    const { extraRegenerates } = event;
    if (extraRegenerates === undefined || happened.world.shape.rotateEveryTicks !== undefined) {
        return;
    }
    const made = happened.regenerates + then;
    // A list that does not show the work of an earlier update yet costs one regenerate of a key that nobody uses.
    const extra = extraRegenerates + (happened.isMisled === true ? 1 : 0);
    if (made > due + extra) {
        throw new Violation("4", `${made} regenerates where ${due} were due and ${extra} more may be`);
    }
}
