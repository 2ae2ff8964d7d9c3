import type { Core } from "./core";
import type { Event, Happened } from "./events/event";
import { playScenes } from "./scenes/playScenes";
import { settle } from "./settle";
import { Violation } from "./violation";
import { canonical } from "./world/canonical";
import type { World } from "./world/world";

/** What it takes to settle a pair. */
export interface Cost {
    readonly updates: number;
    readonly regenerates: number;
}

/** Judges states by what can become of them. */
export class Judge {
    /** The states at rest from which scenes were played. */
    private readonly rests = new Set<string>();

    constructor(private readonly core: Core) {}

    /** From every state a pair settles, with and without a refresh (rule 4), and then does what is asked of it. */
    judge(world: World): Cost {
        const quiet = settle(world, this.core, false);
        const refreshed = settle(world, this.core, true);
        const rest = canonical(refreshed.world);
        if (!this.rests.has(rest)) {
            playScenes(refreshed.world, this.core);
            this.rests.add(rest);
        }
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
    if (made > due + extraRegenerates) {
        throw new Violation("4", `${made} regenerates where ${due} were due and ${extraRegenerates} more may be`);
    }
}
