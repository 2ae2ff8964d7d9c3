import type { Limit, PairShape } from "../pairShape";
import { Violation } from "../violation";
import type { Run } from "./run";
import { type Id, isEmergencyPending, SLOTS, type SlotIndex, slotIndex, type Truth, type World } from "./world";

/** A regenerate that is about to happen. */
interface Regenerate {
    readonly by: "rotation" | "retirement";
    readonly gone: Id;
    readonly what: string;
    readonly world: World;
    readonly truth: Truth;
    /** Whether an emergency asks for something that was not done yet. */
    readonly isEmergency: boolean;
}

/** What holds for every regenerate, whatever the core decided it for. */
export function judgeRegenerate(run: Run, index: SlotIndex, by: Regenerate["by"]): void {
    const { world, live, keys } = run;
    const { rotation, truth } = live;
    const gone = keys[index];
    const what = `${by} regenerates ${SLOTS[index]}`;
    if (rotation === undefined || run.hasAdopted) {
        throw new Violation("2", `${what} of a pair that was only adopted`);
    }
    const active = slotIndex(rotation.active.slot);
    if (index === active) {
        throw new Violation("1", `${what}, the active slot`);
    }
    if (String(keys[active]) !== rotation.active.fingerprint) {
        throw new Violation("6", `${what}, although ${rotation.active.slot} is not what consumers were given`);
    }
    const regenerate = { by, gone, what, world, truth, isEmergency: isEmergencyPending(world.program, truth) };
    judgeConsumers(run, regenerate);
    if (by === "rotation") {
        judgeRotation(regenerate);
    } else {
        judgeRetirement(regenerate);
    }
    judgeWait(regenerate, run.leftAt[index]);
}

function judgeConsumers(
    { consumers, isStale, isMending }: Run,
    { by, gone, what, world, truth, isEmergency }: Regenerate,
): void {
    consumers.forEach(({ key, writer }, place) => {
        const isCustom = world.shape.consumers[place] === "custom";
        // A custom consumer cannot be looked at: an old state is not covered (rule 16), nor what a person does.
        const isForced = by === "rotation" && isEmergency && !judges(world.shape, "emergency");
        const isAdopted = truth.left === 0 && !judges(world.shape, "adopted");
        const isExcused = isCustom && (isForced || isAdopted || isStale || isMending || writer !== "stack");
        if (key === gone && !isExcused) {
            throw new Violation(isCustom ? "15" : "3", `${what}, which consumer ${place} holds`);
        }
    });
}

function judgeRotation({ gone, what, world, truth, isEmergency }: Regenerate): void {
    const { program, shape, now } = world;
    if (program.pin !== undefined) {
        throw new Violation("9", `${what} of a pinned pair`);
    }
    if (isEmergency) {
        return;
    }
    if (gone === truth.left) {
        throw new Violation("5", `${what}, which holds the outgoing key of an unfinished rotation`);
    }
    if (program.strategy === "there-and-back") {
        throw new Violation("10", `${what} on the way there or back`);
    }
    const isOfAge = now - truth.since >= (shape.rotateEveryTicks ?? Number.POSITIVE_INFINITY);
    if (program.trigger === truth.trigger && !isOfAge) {
        throw new Violation("1", `${what}, although no trigger changed`);
    }
}

function judgeRetirement({ gone, what, world, truth, isEmergency }: Regenerate): void {
    const { gate, program } = world;
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
    if (program.retire === "manual" && truth.asked === program.retireTrigger) {
        throw new Violation("8", `${what} although a person retires it`);
    }
}

/** Nobody may be on the key any more who was given it by this stack, but in an emergency (rule 8). */
function judgeWait({ by, what, world, truth, isEmergency }: Regenerate, leftAt: number | undefined): void {
    const { shape, now } = world;
    const wait = Math.max(shape.graceTicks, shape.lagTicks);
    const isUrgent = isEmergency || (by === "retirement" && truth.urgent);
    if (!isUrgent && leftAt !== undefined && now - leftAt < wait) {
        throw new Violation("8", `${what} ${now - leftAt} ticks after a consumer left it, not ${wait}`);
    }
}

function judges({ judges: judged }: PairShape, limit: Limit): boolean {
    return judged?.includes(limit) ?? false;
}
