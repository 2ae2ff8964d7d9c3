import { isSameSwitch } from "../../../components/lifecycle/decideRetirement";
import { LONGEST_LAG_MS } from "../../../components/lifecycle/patience";
import type { Digests } from "../../../components/lifecycle/proof";
import type { RetirementState, RotationState, SlotKey } from "../../../components/lifecycle/state";
import type { PairShape } from "../pairShape";
import { markOf, msOf } from "./moment";
import { sourceName } from "./rotationStep";
import {
    type Checkpoint,
    type Id,
    MOST_SET_BACK,
    type Reality,
    type SavedConsumer,
    type SavedWave,
    TICK_MS,
    type World,
} from "./world";

const WRITERS = ["stack", "forgotten", "hand"] as const;
/** Ages of moments that differ by less than a tick, by the order in which they came up. */
const ages = new Map<number, number>();

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
    private readonly marks: readonly Id[];
    private readonly mostSetBack: number;
    private readonly mayRefer: boolean;
    private readonly mayMove: boolean;
    private readonly hasCustom: boolean;

    constructor(private readonly world: World) {
        const { shape, services, checkpoint } = world;
        this.shape = shape;
        this.keys = services.flat();
        this.longestWait = Math.max(shape.graceTicks, shape.lagTicks) * TICK_MS;
        this.generation = checkpoint.rotation?.generation ?? 0;
        this.marks = [...marksOf(checkpoint), ...marksOf(world.backup)];
        this.mostSetBack = shape.groups.includes("time") ? (MOST_SET_BACK - world.setBack) * TICK_MS : 0;
        this.mayRefer = shape.consumers.includes("reference");
        this.hasCustom = shape.consumers.includes("custom");
        this.mayMove = shape.groups.includes("source");
    }

    putWorld(): void {
        const { program, services, consumers, checkpoint, backup, gate, use, isStale, isMending, leftAt, past } =
            this.world;
        const { strategy, source, pin, retire, initialSlot } = program;
        this.put((strategy === "alternate" ? 0 : 1) + 2 * source + 4 * (pin ?? 2) + (retire === "manual" ? 12 : 0));
        this.put(initialSlot);
        this.put(GATES.indexOf(use));
        this.put(GATES.indexOf(gate) + (isStale ? 3 : 0) + (isMending && this.hasCustom ? 6 : 0));
        for (const key of this.mayMove ? services.flat() : services[0]) {
            this.putId(key);
        }
        this.put(this.world.setBack);
        this.putStandingKey(this.world.stranger);
        this.putId(program.trigger);
        this.putId(program.previousTrigger);
        this.putId(program.emergency);
        this.putId(program.emergency === 0 ? program.pastEmergency : 0);
        if (this.shape.groups.includes("manual")) {
            this.putId(program.retireTrigger);
        }
        this.putAge(leftAt[0], this.longestWait);
        this.putAge(leftAt[1], this.longestWait);
        for (const { source: of, slot, key, at, isKnown } of past) {
            this.put(1 + slot + 2 * of + (isKnown ? 4 : 0));
            this.putId(key);
            this.putAge(at, LONGEST_LAG_MS);
        }
        this.put(0);
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

    /** An age beyond the longest wait is one, however often the clock may still be set back. */
    private putAge(ms: number | undefined, wait: number): void {
        if (wait > 0) {
            const longest = wait + this.mostSetBack;
            const age = ms === undefined ? longest : Math.min(this.world.now - ms, longest);
            const known = ages.get(age) ?? ages.size;
            ages.set(age, known);
            this.put(known);
        }
    }

    /** A switch that may still be given to somebody, or that somebody may prove. */
    private putMark(moment: string): void {
        const mark = markOf(moment);
        this.putId(this.marks.includes(mark) ? mark : 0);
    }

    private putReality({ key, tag, generation, moment, version, writer }: Reality, place: number): void {
        this.putId(key);
        this.put(WRITERS.indexOf(writer));
        switch (this.shape.consumers[place]) {
            case "secret":
                this.putId(tag);
                this.putMark(moment);
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
        this.putId(truth.trigger);
        this.putId(truth.emergency);
        consumers.forEach((saved, place) => {
            this.putSaved(saved, place);
        });
        for (const wave of waves) {
            this.putWave(wave, rotation);
        }
        this.putRetirement(retirement, rotation, truth.asked);
    }

    /** Once a wave has the key of a switch, and with another switch, the wait for it is not asked for again. */
    private putWave(saved: SavedWave | undefined, { source, rotatedAt }: RotationState): void {
        this.put(saved === undefined ? 0 : this.world.killed.includes(saved.key) ? 2 : 1);
        if (saved === undefined) {
            return;
        }
        const { given, soaking, left } = saved.state;
        this.putStandingKey(Number(left ?? 0));
        this.putId(saved.key);
        this.putId(Number(given.fingerprint));
        this.putMark(given.rotatedAt);
        this.put(given.source === source ? 1 : 0);
        const isAwaited = soaking?.rotatedAt === rotatedAt && given.rotatedAt !== soaking.rotatedAt;
        this.put(isAwaited ? 1 : 0);
        this.putAge(isAwaited ? msOf(soaking.since) : undefined, (this.shape.soakTicks ?? 0) * TICK_MS);
    }

    private putRotation(rotation: RotationState): void {
        const { source, active, outgoing, home, trigger, emergency, urgent, rotatedAt, agesFrom } = rotation;
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
        this.putMark(rotatedAt);
        this.putAge(msOf(agesFrom ?? rotatedAt), (this.shape.rotateEveryTicks ?? 0) * TICK_MS);
    }

    private putSaved(saved: SavedConsumer | undefined, place: number): void {
        this.put(saved === undefined ? 0 : this.world.killed.includes(saved.held) ? 2 : 1);
        if (saved === undefined) {
            return;
        }
        this.putId(saved.held);
        switch (this.shape.consumers[place]) {
            case "secret":
                this.putMark(saved.moment);
                this.putId(saved.value);
                this.putId(this.mayRefer ? saved.version : 0);
                return;
            case "reference":
                this.putMark(saved.moment);
                this.putId(saved.origin);
                this.putId(saved.version);
                return;
            case "custom":
                this.putGeneration(saved.generation);
                return;
            case "setting":
            case undefined:
                this.putMark(saved.moment);
                this.putId(saved.origin);
                return;
        }
    }

    /** The memory of an earlier generation, or of a settled one, is not used again. */
    private putRetirement(retirement: RetirementState | undefined, rotation: RotationState, asked: Id): void {
        const isCurrent = retirement !== undefined && isSameSwitch(retirement, rotation);
        this.put(retirement === undefined ? 0 : !isCurrent ? 1 : retirement.settled ? 2 : 3);
        if (isCurrent && !retirement.settled) {
            this.put(retirement.isBehind === true ? 1 : 0);
            this.putAge(msOf(retirement.switchedAt), this.longestWait);
            this.putId(Number(retirement.retireTrigger ?? 0));
            this.putId(asked);
        }
        if (this.hasCustom && retirement !== undefined) {
            this.putDigests(retirement.digests);
            this.putDigests(isCurrent && !retirement.settled ? retirement.digestsBefore : undefined);
        }
    }

    /** The outputs of resources of the user's own: a generation that may come again, and a key. */
    private putDigests(digests: Digests | undefined): void {
        for (const digest of Object.values(digests ?? {})) {
            const [generation = "", key = ""] = digest.split("/");
            this.putGeneration(generation === "" ? -1 : Number(generation));
            this.putId(Number(key));
        }
        this.put(0);
    }
}

/** The switches that a checkpoint may give to consumers. */
function marksOf(checkpoint: Checkpoint | undefined): readonly Id[] {
    const { rotation, waves = [] } = checkpoint ?? {};
    return rotation === undefined
        ? []
        : [
              markOf(rotation.rotatedAt),
              ...waves.flatMap((saved) => (saved === undefined ? [] : [markOf(saved.state.given.rotatedAt)])),
          ];
}

function keyOf({ fingerprint }: SlotKey): Id {
    return Number(fingerprint);
}
