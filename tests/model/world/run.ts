import type { Observed } from "../../../components/lifecycle/state";
import type { Core } from "../core";
import { look } from "./consumers";
import { judgeRegenerate } from "./judgeRegenerate";
import { type Checkpoint, type Id, type Keys, type Reality, type SlotIndex, slotIndex, type World } from "./world";

/** One `pulumi up` under way: the only thing that changes in place. Every regenerate passes here, and is judged here. */
export class Run {
    readonly services: [Keys, Keys];
    consumers: Reality[];
    readonly leftAt: [number | undefined, number | undefined];
    readonly killed: Id[];
    fresh: Id;
    isStale: boolean;
    isMending: boolean;
    /** What the engine holds in memory; what of it is saved is decided at the end. */
    live: Checkpoint;
    readonly messages: string[] = [];
    /** Whether the update stopped with an error. */
    failed = false;
    regenerates = 0;
    /** Those of a second operator's update meanwhile. */
    regeneratesOfOthers = 0;
    /** Calls of the service and looks at consumers. */
    calls = 0;
    hasAdopted = false;
    /** Whether the update began with a refresh of everything. */
    hasRefreshed = false;
    /** Whether Retirement looked at keys and consumers. */
    hasLooked = false;
    hasRotatedUrgently = false;

    constructor(
        readonly world: World,
        readonly core: Core,
    ) {
        this.services = [world.services[0], world.services[1]];
        this.consumers = [...world.consumers];
        this.leftAt = [world.leftAt[0], world.leftAt[1]];
        this.killed = [...world.killed];
        this.fresh = world.fresh;
        this.isStale = world.isStale;
        this.isMending = world.isMending;
        this.live = world.checkpoint;
    }

    get keys(): Keys {
        return this.services[this.world.program.source];
    }

    /** Goes on in a world that another update has changed meanwhile. */
    goOnIn({ services, consumers, leftAt, killed, fresh }: World): void {
        this.services.splice(0, 2, ...services);
        this.consumers = [...consumers];
        this.leftAt.splice(0, 2, ...leftAt);
        this.killed.splice(0, this.killed.length, ...killed);
        this.fresh = fresh;
    }

    nextId(): Id {
        return this.fresh++;
    }

    /** Lists the keys of a service. */
    list(source: SlotIndex): Observed["fingerprints"] {
        this.calls++;
        const [key1, key2] = this.services[source];
        return { key1: String(key1), key2: String(key2) };
    }

    /** Lists the keys and looks at the consumers. */
    observe(): Observed {
        this.calls += this.consumers.length;
        return { fingerprints: this.list(this.world.program.source), holdings: look(this.world.shape, this.consumers) };
    }

    /** Regenerates a key, unless that breaks a rule. */
    regenerate(slot: string, by: "rotation" | "retirement"): Id {
        const index = slotIndex(slot);
        const gone = this.keys[index];
        judgeRegenerate(this, index, by);
        this.calls++;
        this.regenerates++;
        const key = this.nextId();
        this.services[this.world.program.source] = index === 0 ? [key, this.keys[1]] : [this.keys[0], key];
        this.leftAt[index] = undefined;
        this.killed.push(gone);
        return key;
    }
}
