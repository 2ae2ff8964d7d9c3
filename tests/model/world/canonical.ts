import type { SlotKey } from "../../../components/lifecycle/state";
import { sourceName } from "./rotationStep";
import { type Checkpoint, type Id, tickOf, type World } from "./world";

const WRITERS = ["stack", "forgotten", "hand"] as const;
const GATES = ["open", "waiting", "failed"] as const;

/**
 * A state as a short text, equal for two worlds that nothing can tell apart: ids by the order in which they appear,
 * moments by their age up to the longest wait, generations by their distance from the current one.
 */
export function canonical(world: World): string {
    const { program, shape } = world;
    const ids: Id[] = [];
    const codes: number[] = [];
    const put = (code: number) => {
        codes.push(code + 48);
    };
    const putId = (id: Id) => {
        const known = id === 0 ? -1 : ids.indexOf(id);
        put(id === 0 ? 0 : known >= 0 ? known + 1 : ids.push(id));
    };
    const oldest = Math.max(shape.graceTicks, shape.lagTicks, shape.rotateEveryTicks ?? 0);
    const putAge = (tick: number | undefined) => {
        put(tick === undefined || tick === Number.POSITIVE_INFINITY ? oldest : Math.min(world.now - tick, oldest));
    };
    const putKey = (key: SlotKey | undefined) => {
        put(key === undefined ? 0 : key.slot === "key1" ? 1 : 2);
        putId(Number(key?.fingerprint ?? 0));
    };
    // An adoption starts at 0 again, so where a source may change, generations are not relative.
    const zero = shape.groups.includes("source") ? 0 : (world.checkpoint.rotation?.generation ?? 0);
    const putGeneration = (generation: number | undefined) => {
        put(generation === undefined || generation < 0 ? 60 : generation - zero + 20);
    };
    const putWritten = (place: number, generation: number) => {
        if (shape.consumers[place] === "secret") {
            putId(Math.max(generation, 0));
        } else {
            putGeneration(generation);
        }
    };
    const putCheckpoint = ({ rotation, truth, consumers, retirement }: Checkpoint) => {
        if (rotation === undefined) {
            put(0);
        } else {
            put(rotation.source === sourceName(0) ? 1 : 2);
            putGeneration(rotation.generation);
            putKey(rotation.active);
            putKey(rotation.outgoing);
            put(rotation.home === "key1" ? 0 : 1);
            putId(Number(rotation.trigger));
            putId(Number(rotation.emergency));
            put((rotation.urgent ? 1 : 0) + (truth.urgent ? 2 : 0));
            putAge(tickOf(rotation.rotatedAt));
            putId(truth.left);
            putId(truth.mark);
            putId(truth.trigger);
            putId(truth.emergency);
            put(world.killed.includes(Number(rotation.active.fingerprint)) ? 1 : 0);
        }
        for (const [place, saved] of consumers.entries()) {
            put(saved === undefined ? 0 : 1);
            if (saved !== undefined) {
                putWritten(place, saved.generation);
                putId(saved.value);
                putId(saved.version);
                putId(saved.held);
                put(world.killed.includes(saved.held) ? 1 : 0);
            }
        }
        if (retirement === undefined) {
            put(0);
        } else {
            put((retirement.source === sourceName(0) ? 1 : 2) + (retirement.settled ? 2 : 0));
            putGeneration(retirement.generation);
            putAge(tickOf(retirement.switchedAt));
            putId(Number(retirement.retireTrigger));
        }
    };
    put((program.strategy === "alternate" ? 0 : 1) + 2 * program.source + 4 * (program.pin ?? 2));
    put(GATES.indexOf(world.gate) + (world.isStale ? 3 : 0));
    for (const id of [...world.services[0], ...world.services[1], program.trigger, program.previousTrigger]) {
        putId(id);
    }
    putId(program.emergency);
    putId(program.retireTrigger);
    putAge(world.leftAt[0]);
    putAge(world.leftAt[1]);
    for (const [place, { key, tag, generation, version, writer }] of world.consumers.entries()) {
        putId(key);
        putId(tag);
        putWritten(place, generation);
        putId(version);
        put(WRITERS.indexOf(writer));
    }
    putCheckpoint(world.checkpoint);
    if (world.backup !== undefined) {
        putCheckpoint(world.backup);
    }
    return String.fromCharCode(...codes);
}
