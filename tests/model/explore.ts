import type { Core } from "./core";
import { type Event, eventsOf, type Happened } from "./events";
import type { PairShape } from "./pairShape";
import { judgeRequests } from "./requests";
import { settle } from "./settle";
import { Violation } from "./violation";
import { canonical } from "./world/canonical";
import { update } from "./world/update";
import { beginning, type World } from "./world/world";

export interface Exploration {
    readonly states: number;
    /** Every history of up to this many events was looked at. */
    readonly depth: number;
    /** The most updates that a history needed to settle. */
    readonly mostUpdates: number;
    /** The shortest history that broke a rule. */
    readonly found?: Found;
}

export interface Found {
    readonly history: readonly string[];
    readonly rule: string;
    readonly detail: string;
}

interface Entry {
    readonly world: World;
    readonly index: number;
}

/** Explores breadth first all that can happen to a pair within `depth` events, each distinct state once. */
export class Explorer {
    private readonly indexes = new Map<string, number>();
    /** By the index of a state: where it came from, by which event, and what settling it costs. */
    private readonly parents: number[] = [];
    private readonly by: number[] = [];
    private readonly costs: number[] = [];
    /** The states at rest from which requests were judged. */
    private readonly rests = new Set<string>();
    private readonly events: readonly Event[];
    private frontier: Entry[] = [];
    private mostUpdates = 0;

    constructor(
        private readonly shape: PairShape,
        private readonly core: Core,
    ) {
        this.events = eventsOf(shape);
    }

    explore(depth: number, onLevel: (level: number, states: number) => void = () => {}): Exploration {
        let parent = -1;
        let event = -1;
        try {
            for (const world of this.roots()) {
                this.enter(world, -1, -1);
            }
            for (let level = 1; level <= depth; level++) {
                const entries = this.frontier;
                this.frontier = [];
                for (const entry of entries) {
                    parent = entry.index;
                    for (event = 0; event < this.events.length; event++) {
                        this.step(entry, event);
                    }
                }
                onLevel(level, this.indexes.size);
            }
        } catch (error) {
            if (error instanceof Violation) {
                return { ...this.counts(depth), found: this.foundBy(error, parent, event) };
            }
            throw error;
        }
        return this.counts(depth);
    }

    /** Nothing deployed, and a pair that was just adopted, with either strategy. */
    private roots(): readonly World[] {
        const { groups } = this.shape;
        return (["alternate", "there-and-back"] as const)
            .filter((strategy) => strategy === "alternate" || groups.includes("strategy"))
            .flatMap((strategy) => {
                const nothing = beginning(this.shape, strategy);
                const adopted = update(nothing, this.core, { refresh: false, isBlind: false }).world;
                return groups.includes("source") ? [nothing, adopted] : [adopted];
            });
    }

    private step({ world, index }: Entry, at: number): void {
        const event = this.events[at];
        const happened = event?.happen(world, this.core);
        if (event === undefined || happened === undefined || happened.world === world) {
            return;
        }
        this.judgeCost(event, happened, index, this.enter(happened.world, index, at));
    }

    /** Takes note of a state; judges it where it is new. Returns its index. */
    private enter(world: World, parent: number, event: number): number {
        const text = canonical(world);
        const known = this.indexes.get(text);
        if (known !== undefined) {
            return known;
        }
        const index = this.indexes.size;
        this.indexes.set(text, index);
        this.parents.push(parent);
        this.by.push(event);
        const quiet = settle(world, this.core, false);
        const refreshed = settle(world, this.core, true);
        this.judgeRequests(refreshed.world);
        this.costs.push(quiet.regenerates);
        this.mostUpdates = Math.max(this.mostUpdates, quiet.updates, refreshed.updates);
        this.frontier.push({ world, index });
        return index;
    }

    private judgeRequests(rest: World): void {
        const text = canonical(rest);
        if (!this.rests.has(text)) {
            this.rests.add(text);
            judgeRequests(rest, this.core);
        }
    }

    /** Rule 4: a crash costs at most one regenerate more than the same history without it. */
    private judgeCost({ extraRegenerates }: Event, { regenerates }: Happened, before: number, after: number): void {
        if (extraRegenerates === undefined || this.shape.rotateEveryTicks !== undefined) {
            return;
        }
        const due = this.costs[before] ?? 0;
        const made = regenerates + (this.costs[after] ?? 0);
        if (made > due + extraRegenerates) {
            throw new Violation("4", `${made} regenerates where ${due} were due and ${extraRegenerates} more may be`);
        }
    }

    private counts(depth: number): Exploration {
        return { states: this.indexes.size, depth, mostUpdates: this.mostUpdates };
    }

    private foundBy({ rule, detail }: Violation, parent: number, event: number): Found {
        const history = [this.events[event]?.name ?? "the beginning"];
        for (let index = parent; index >= 0 && this.by[index] !== -1; index = this.parents[index] ?? -1) {
            history.unshift(this.events[this.by[index] ?? -1]?.name ?? "");
        }
        return { history, rule, detail };
    }
}
