import type { Core } from "./core";
import type { Event } from "./events/event";
import { eventsOf } from "./events/eventsOf";
import { Judge, judgeCost } from "./judge";
import type { PairShape } from "./pairShape";
import { Violation } from "./violation";
import { canonical } from "./world/canonical";
import { update } from "./world/update";
import { QUIET } from "./world/updateOptions";
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
    /** By the index of a state: its origin, the event that led to it, and the cost of settling it. */
    private readonly parents: number[] = [];
    private readonly by: number[] = [];
    private readonly costs: number[] = [];
    private readonly judge: Judge;
    private readonly events: readonly Event[];
    private frontier: Entry[] = [];
    private mostUpdates = 0;
    /** Whether states are only judged, not followed any further. */
    private isLast = false;

    constructor(
        private readonly shape: PairShape,
        private readonly core: Core,
    ) {
        this.events = eventsOf(shape);
        this.judge = new Judge(core);
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
                this.isLast = level === depth;
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
                const adopted = update(nothing, this.core, QUIET).world;
                return groups.includes("source") ? [nothing, adopted] : [adopted];
            });
    }

    private step({ world, index }: Entry, at: number): void {
        const event = this.events[at];
        const happened = event?.happen(world, this.core);
        if (event === undefined || happened === undefined || happened.world === world) {
            return;
        }
        const after = this.enter(happened.world, index, at);
        judgeCost(event, happened, this.costs[index] ?? 0, this.costs[after] ?? 0);
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
        const { regenerates, updates } = this.judge.judge(world);
        this.costs.push(regenerates);
        this.mostUpdates = Math.max(this.mostUpdates, updates);
        if (!this.isLast) {
            this.frontier.push({ world, index });
        }
        return index;
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
