import type { Observed } from "../../../components/lifecycle/state";
import type { Core } from "../core";
import { Violation } from "../violation";
import { look } from "./consumers";
import {
    type Checkpoint,
    type Id,
    isEmergencyPending,
    type Keys,
    type Reality,
    SLOTS,
    type SlotIndex,
    slotIndex,
    type World,
} from "./world";

/** One `pulumi up` under way: the only thing that changes in place. Every regenerate passes here, and is judged here. */
export class Run {
    readonly services: [Keys, Keys];
    consumers: Reality[];
    readonly leftAt: [number | undefined, number | undefined];
    readonly killed: Id[];
    fresh: Id;
    isStale: boolean;
    /** What the engine holds in memory; what of it is saved is decided at the end. */
    live: Checkpoint;
    readonly messages: string[] = [];
    /** Whether the update stopped with an error. */
    failed = false;
    regenerates = 0;
    /** Calls of the service and looks at consumers. */
    calls = 0;
    hasAdopted = false;
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
        this.live = world.checkpoint;
    }

    get keys(): Keys {
        return this.services[this.world.program.source];
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
        this.judge(index, gone, by);
        this.calls++;
        this.regenerates++;
        const key = this.nextId();
        this.services[this.world.program.source] = index === 0 ? [key, this.keys[1]] : [this.keys[0], key];
        this.leftAt[index] = undefined;
        this.killed.push(gone);
        return key;
    }

    private judge(index: SlotIndex, gone: Id, by: "rotation" | "retirement"): void {
        const { program, shape } = this.world;
        const { rotation, truth } = this.live;
        const what = `${by} regenerates ${SLOTS[index]}`;
        const isEmergency = isEmergencyPending(program, truth);
        if (rotation === undefined || this.hasAdopted) {
            throw new Violation("2", `${what} of a pair that was only adopted`);
        }
        const active = slotIndex(rotation.active.slot);
        if (index === active) {
            throw new Violation("1", `${what}, the active slot`);
        }
        if (String(this.keys[active]) !== rotation.active.fingerprint) {
            throw new Violation("6", `${what}, although ${rotation.active.slot} is not what consumers were given`);
        }
        this.judgeConsumers(what, gone, by === "rotation" && isEmergency);
        if (by === "rotation") {
            this.judgeRotation(what, gone, isEmergency);
        } else {
            this.judgeRetirement(what, gone, isEmergency);
        }
        const urgent = isEmergency || (by === "retirement" && truth.urgent);
        const leftAt = this.leftAt[index];
        const wait = Math.max(shape.graceTicks, shape.lagTicks);
        if (!urgent && leftAt !== undefined && this.world.now - leftAt < wait) {
            throw new Violation("8", `${what} ${this.world.now - leftAt} ticks after a consumer left it, not ${wait}`);
        }
    }

    private judgeConsumers(what: string, gone: Id, isEmergencyRotation: boolean): void {
        this.consumers.forEach(({ key, writer }, place) => {
            const isCustom = this.world.shape.consumers[place] === "custom";
            // A custom consumer cannot be looked at: an old state is not covered (rule 16), nor what a person does.
            const isForced = isEmergencyRotation && !this.world.shape.judges?.includes("emergency");
            const isExcused = isCustom && (isForced || this.isStale || writer === "hand");
            if (key === gone && !isExcused) {
                throw new Violation(isCustom ? "15" : "3", `${what}, which consumer ${place} holds`);
            }
        });
    }

    private judgeRotation(what: string, gone: Id, isEmergency: boolean): void {
        const { program } = this.world;
        const { left, trigger } = this.live.truth;
        if (program.pin !== undefined) {
            throw new Violation("9", `${what} of a pinned pair`);
        }
        if (isEmergency) {
            return;
        }
        if (gone === left) {
            throw new Violation("5", `${what}, which holds the outgoing key of an unfinished rotation`);
        }
        if (program.strategy === "there-and-back") {
            throw new Violation("10", `${what} on the way there or back`);
        }
        if (program.trigger === trigger && this.world.shape.rotateEveryTicks === undefined) {
            throw new Violation("1", `${what}, although no trigger changed`);
        }
    }

    private judgeRetirement(what: string, gone: Id, isEmergency: boolean): void {
        const { gate, program, shape } = this.world;
        const { truth, retirement } = this.live;
        if (gone !== truth.left) {
            throw new Violation("4", `${what}, which no longer holds the outgoing key`);
        }
        if (gate === "failed") {
            throw new Violation("8", `${what} although a gate failed`);
        }
        if (isEmergency || truth.urgent) {
            return;
        }
        if (gate === "waiting") {
            throw new Violation("8", `${what} while a gate waits`);
        }
        const begun = retirement?.generation === this.live.rotation?.generation ? retirement : undefined;
        const triggerThen = begun?.retireTrigger ?? JSON.stringify(program.retireTrigger);
        if (shape.retire === "manual" && triggerThen === JSON.stringify(program.retireTrigger)) {
            throw new Violation("8", `${what} although a person retires it`);
        }
    }
}
