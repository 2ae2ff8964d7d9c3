import type { RetirementState, RotationState, SlotKey } from "../../../components/lifecycle/state";
import { type PairShape, waveOf } from "../pairShape";
import { sourceName } from "./rotationStep";
import {
    type Checkpoint,
    type Id,
    type Reality,
    type SavedConsumer,
    type SavedWave,
    tickOf,
    type World,
} from "./world";

const WRITERS = ["stack", "forgotten", "hand"] as const;
const GATES = ["open", "waiting", "failed"] as const;

/**
 * A state as a short text, equal for two worlds that nothing can tell apart: ids by the order in which they appear,
 * moments by their age up to the longest wait, and nothing that nobody will ask for again.
 */
export function canonical(world: World): string {
    const writing = new Writing(world);
    writing.putWorld();
    return String.fromCharCode(...writing.codes);
}

class Writing {
    readonly codes: number[] = [];
    private readonly ids: Id[] = [];
    private readonly shape: PairShape;
    private readonly keys: readonly Id[];
    private readonly longestWait: number;
    private readonly generation: number;
    private readonly mayRefer: boolean;
    private readonly mayMove: boolean;
    private readonly hasCustom: boolean;

    constructor(private readonly world: World) {
        const { shape, services, checkpoint } = world;
        this.shape = shape;
        this.keys = services.flat();
        this.longestWait = Math.max(shape.graceTicks, shape.lagTicks);
        this.generation = checkpoint.rotation?.generation ?? 0;
        this.mayRefer = shape.consumers.includes("reference");
        this.hasCustom = shape.consumers.includes("custom");
        this.mayMove = shape.groups.includes("source");
    }

    putWorld(): void {
        const { program, services, consumers, checkpoint, backup, gate, isStale, isMending, leftAt } = this.world;
        const { strategy, source, pin, retire, initialSlot } = program;
        this.put((strategy === "alternate" ? 0 : 1) + 2 * source + 4 * (pin ?? 2) + (retire === "manual" ? 12 : 0));
        this.put(initialSlot);
        this.put(GATES.indexOf(gate) + (isStale ? 3 : 0) + (isMending && this.hasCustom ? 6 : 0));
        for (const key of this.mayMove ? services.flat() : services[0]) {
            this.putId(key);
        }
        this.putId(program.trigger);
        this.putId(program.previousTrigger);
        this.putId(program.emergency);
        this.putId(program.emergency === 0 ? program.pastEmergency : 0);
        if (this.shape.groups.includes("manual")) {
            this.putId(program.retireTrigger);
        }
        this.putAge(leftAt[0], this.longestWait);
        this.putAge(leftAt[1], this.longestWait);
        consumers.forEach((reality, place) => {
            this.putReality(reality, place);
        });
        this.putCheckpoint(checkpoint);
        if (backup !== undefined) {
            this.putCheckpoint(backup);
        }
    }

    private put(code: number): void {
        this.codes.push(code + 48);
    }

    private putId(id: Id): void {
        const known = id === 0 ? -1 : this.ids.indexOf(id);
        this.put(id === 0 ? 0 : known >= 0 ? known + 1 : this.ids.push(id));
    }

    /** A key that is only ever compared with those that stand in the service: once gone, it does not come back. */
    private putStandingKey(key: Id): void {
        this.putId(this.keys.includes(key) ? key : 0);
    }

    private putAge(tick: number | undefined, longest: number): void {
        if (longest > 0) {
            this.put(tick === undefined ? longest : Math.min(this.world.now - tick, longest));
        }
    }

    private putReality({ key, tag, generation, version, writer }: Reality, place: number): void {
        this.putId(key);
        this.put(WRITERS.indexOf(writer));
        switch (this.shape.consumers[place]) {
            case "secret":
                this.putId(tag);
                this.putId(Math.max(generation, 0));
                this.putId(this.mayRefer ? version : 0);
                return;
            case "reference":
                this.putId(version);
                return;
            case "custom":
                this.putGeneration(generation);
                return;
            case "setting":
            case undefined:
                return;
        }
    }

    /** A resource of the user's own has its generation in reality, where an older state may find it again. */
    private putGeneration(generation: number): void {
        this.put(generation < 0 ? 60 : generation - this.generation + 20);
    }

    private putCheckpoint({ rotation, truth, consumers, waves, retirement }: Checkpoint): void {
        if (rotation === undefined) {
            this.put(0);
            return;
        }
        this.putRotation(rotation);
        this.put(truth.urgent ? 1 : 0);
        this.putStandingKey(truth.left);
        this.putId(truth.mark);
        this.putId(truth.trigger);
        this.putId(truth.emergency);
        consumers.forEach((saved, place) => {
            this.putSaved(saved, place, rotation);
            const wave = waves[waveOf(this.shape, place) - 2];
            this.put(saved !== undefined && saved.generation === wave?.state.given.generation ? 1 : 0);
        });
        for (const wave of waves) {
            this.putWave(wave, rotation, truth.mark);
        }
        this.putRetirement(retirement, rotation, truth.asked);
    }

    /** Once a wave has the key of a switch, and with another switch, the wait for it is not asked for again. */
    private putWave(saved: SavedWave | undefined, { generation, source }: RotationState, mark: Id): void {
        this.put(saved === undefined ? 0 : this.world.killed.includes(saved.key) ? 2 : 1);
        if (saved === undefined) {
            return;
        }
        const { given, soaking, left } = saved.state;
        this.putStandingKey(Number(left ?? 0));
        this.putId(saved.key);
        this.putId(Number(given.fingerprint));
        this.putId(Number(given.rotatedAt));
        this.put((given.generation === generation ? 1 : 0) + (given.source === source ? 2 : 0));
        const isAwaited = soaking?.rotatedAt === String(mark) && given.rotatedAt !== soaking.rotatedAt;
        this.put(isAwaited ? this.world.now - tickOf(soaking.since) + 1 : 0);
    }

    private putRotation(rotation: RotationState): void {
        const { source, active, outgoing, home, trigger, emergency, urgent, rotatedAt } = rotation;
        this.put((source === sourceName(0) ? 1 : 2) + (home === "key1" ? 0 : 2) + (urgent ? 4 : 0));
        if (this.hasCustom) {
            this.putGeneration(rotation.generation);
        }
        this.put(active.slot === "key1" ? 1 : 2);
        this.putId(keyOf(active));
        this.put(this.world.killed.includes(keyOf(active)) ? 1 : 0);
        this.put(outgoing === undefined ? 0 : 1);
        this.putStandingKey(outgoing === undefined ? 0 : keyOf(outgoing));
        this.putId(Number(trigger));
        this.putId(Number(emergency));
        this.putAge(tickOf(rotatedAt), this.shape.rotateEveryTicks ?? 0);
    }

    private putSaved(saved: SavedConsumer | undefined, place: number, { generation }: RotationState): void {
        this.put(saved === undefined ? 0 : this.world.killed.includes(saved.held) ? 2 : 1);
        if (saved === undefined) {
            return;
        }
        this.putId(saved.held);
        switch (this.shape.consumers[place]) {
            case "secret":
                this.putId(saved.generation);
                this.putId(saved.value);
                this.putId(this.mayRefer ? saved.version : 0);
                return;
            case "reference":
                this.put(saved.generation === generation ? 1 : 0);
                this.putId(saved.version);
                return;
            case "custom":
                this.putGeneration(saved.generation);
                return;
            case "setting":
            case undefined:
                this.put(saved.generation === generation ? 1 : 0);
                return;
        }
    }

    /** What is remembered of an earlier generation, or of a settled one, is not asked for again. */
    private putRetirement(retirement: RetirementState | undefined, rotation: RotationState, asked: Id): void {
        const isCurrent = retirement?.generation === rotation.generation && retirement.source === rotation.source;
        this.put(retirement === undefined ? 0 : !isCurrent ? 1 : retirement.settled ? 2 : 3);
        if (isCurrent && !retirement.settled) {
            this.put(retirement.isBehind === true ? 1 : 0);
            this.putAge(tickOf(retirement.switchedAt), this.longestWait);
            this.putId(Number(retirement.retireTrigger ?? 0));
            this.putId(asked);
        }
    }
}

function keyOf({ fingerprint }: SlotKey): Id {
    return Number(fingerprint);
}
