import type { Fingerprints } from "../../../components/lifecycle/effects";
import type { Holding } from "../../../components/lifecycle/state";
import type { Core, Part } from "../core";
import { Moment } from "./moment";
import type { UpdateOptions } from "./updateOptions";
import {
    type Checkpoint,
    type Id,
    type Keys,
    type Past,
    type Reality,
    remembered,
    type SlotIndex,
    slotIndex,
    type World,
} from "./world";

/** One `pulumi up` under way: the only thing that changes in place. */
export class Run {
    readonly services: [Keys, Keys];
    consumers: Reality[];
    readonly leftAt: [number | undefined, number | undefined];
    readonly killed: Id[];
    past: readonly Past[];
    fresh: Id;
    now: number;
    isStale: boolean;
    isMending: boolean;
    /** The memory of the engine. The end of the update decides which part is saved. */
    live: Checkpoint;
    readonly messages: string[] = [];
    /** Whether the update stopped with an error. */
    failed = false;
    regenerates = 0;
    /** The number of regenerates that were asked for, with any result. */
    attempts = 0;
    /** Those of a second operator's update meanwhile. */
    regeneratesOfOthers = 0;
    /** Calls of the service and looks at consumers. */
    calls = 0;
    hasAdopted = false;
    /** Whether the update began with a refresh of everything. */
    hasRefreshed = false;
    /** Whether the refresh took over a key. */
    hasHealed = false;
    /** Whether Retirement looked at keys and consumers. */
    hasLooked = false;
    hasRotatedUrgently = false;
    /** The part that is under way. */
    part: Part = "rotation";
    /** The keys that the last look has shown. */
    shown: Fingerprints = {};
    /** The holdings that it has shown. */
    seen: readonly Holding[] = [];
    /** Whether it was cut off. */
    isStopped = false;
    /** Whether any resource was written. */
    isChanged = false;
    /** How many effects were performed. */
    effects = 0;
    /** Whether a person has done what there was to do. */
    isHandled = false;
    private moment: Moment | undefined;

    constructor(
        readonly world: World,
        readonly core: Core,
        readonly options: UpdateOptions,
    ) {
        this.services = [world.services[0], world.services[1]];
        this.consumers = [...world.consumers];
        this.leftAt = [world.leftAt[0], world.leftAt[1]];
        this.killed = [...world.killed];
        this.past = world.past;
        this.fresh = world.fresh;
        this.now = world.now;
        this.isStale = world.isStale;
        this.isMending = world.isMending;
        this.live = world.checkpoint;
    }

    get keys(): Keys {
        return this.services[this.world.program.source];
    }

    /** Whether lists showed less than what had happened before. */
    get isMisled(): boolean {
        return this.options.weather.listLagMs > 0 && this.world.past.length > 0;
    }

    /** Begins a part, whose moments are its own. */
    begin(part: Part): void {
        this.part = part;
        this.moment = undefined;
    }

    /** The time; one moment until the clock moves or the next part begins. */
    get date(): Moment {
        this.moment ??= new Moment(this.now, this.nextId());
        return this.moment;
    }

    timePasses(ms: number): void {
        this.now += ms;
        this.moment = undefined;
    }

    /** Goes on in a world that somebody else has changed meanwhile. */
    goOnIn({ services, consumers, leftAt, killed, past, fresh, now }: World): void {
        this.services.splice(0, 2, ...services);
        this.consumers = [...consumers];
        this.leftAt.splice(0, 2, ...leftAt);
        this.killed.splice(0, this.killed.length, ...killed);
        this.past = past;
        this.fresh = fresh;
        this.now = now;
        this.moment = undefined;
    }

    nextId(): Id {
        return this.fresh++;
    }

    /** Regenerates a key, whether or not that breaks a rule. */
    regenerate(slot: string): Id {
        const index = slotIndex(slot);
        this.calls++;
        this.regenerates++;
        const [gone, kept] = index === 0 ? this.keys : [this.keys[1], this.keys[0]];
        if (gone !== kept) {
            this.killed.push(gone);
        }
        return this.replaceKey(index);
    }

    /** The service is replaced under its own name: another one has other keys. */
    replaceSource(): void {
        this.services[this.world.program.source] = [this.nextId(), this.nextId()];
        this.past = [];
        this.leftAt.fill(undefined);
    }

    /** Another key stands in the slot from now on. */
    replaceKey(slot: SlotIndex): Id {
        const key = this.nextId();
        const { shape, program } = this.world;
        this.past = remembered(shape, this.past, {
            source: program.source,
            slot,
            key: this.keys[slot],
            at: this.now,
            isKnown: false,
        });
        this.services[program.source] = slot === 0 ? [key, this.keys[1]] : [this.keys[0], key];
        this.leftAt[slot] = undefined;
        return key;
    }
}
