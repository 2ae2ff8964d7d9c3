import { judges } from "../pairShape";
import { Violation } from "../violation";
import { digestOf } from "./consumers";
import type { Run } from "./run";
import {
    type Id,
    isEmergencyPending,
    SLOTS,
    type SlotIndex,
    slotIndex,
    TICK_MS,
    type Truth,
    type World,
} from "./world";

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

/** The rules that hold for every regenerate, whatever the core decided it for. */
export function judgeRegenerate(run: Run, index: SlotIndex): void {
    const { world, live, keys, part } = run;
    if (part === "refresh" || part === "wave") {
        throw new Violation("2", `a ${part} regenerates ${SLOTS[index]}`);
    }
    const by = part;
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
    const isShown = run.options.weather.listLagMs === 0 || run.past.every(({ slot }) => slot !== active);
    if (String(keys[active]) !== rotation.active.fingerprint && isShown) {
        throw new Violation("6", `${what}, although ${rotation.active.slot} is not what consumers were given`);
    }
    const regenerate = { by, gone, what, world, truth, isEmergency: isEmergencyPending(world.program, truth) };
    // A holder of a key that stands in the other slot as well goes on with that.
    const isElsewhere = keys[0] === keys[1];
    if (!isElsewhere) {
        judgeConsumers(run, regenerate);
    }
    if (by === "rotation") {
        judgeRotation(regenerate, run.now, run.isMisled || isElsewhere);
    } else {
        judgeRetirement(regenerate, run.isMisled);
    }
    judgeStranger(regenerate);
    if (isElsewhere) {
        return;
    }
    judgeWait(regenerate, run.leftAt[index], run.now);
    if (by === "retirement") {
        judgeStrays(run, regenerate);
    }
}

function judgeConsumers(
    { consumers, isStale, isMending, live, options }: Run,
    { by, gone, what, world, truth, isEmergency }: Regenerate,
): void {
    consumers.forEach(({ key, writer }, place) => {
        const isCustom = world.shape.consumers[place] === "custom";
        // A custom consumer cannot be looked at: neither an old state (rule 16) nor a change by a person is covered.
        const isForced = by === "rotation" && isEmergency && !judges(world.shape, "emergency");
        const isAdopted = truth.left === 0 && !judges(world.shape, "adopted");
        const isSkipped = options.skipped?.includes(place) === true && !judges(world.shape, "unfinished");
        const isUnseen = isCustom && isWrittenUnseen(live, place);
        const isExcused =
            isCustom &&
            ((isSkipped && isUnseen) || isForced || isAdopted || isStale || isMending || writer !== "stack");
        if (key === gone && !isExcused) {
            throw new Violation(isCustom ? "15" : "3", `${what}, which consumer ${place} holds`);
        }
    });
}

/** Whether a resource of the user's own was written with a switch before this one that no Retirement saw: its digest changed without a witness. */
function isWrittenUnseen({ consumers, retirement, rotation }: Run["live"], place: number): boolean {
    const isLater = (rotation?.generation ?? 0) > (retirement?.generation ?? 0) + 1;
    const saved = consumers[place];
    const before = retirement?.digestsBefore?.[`consumer ${place}`];
    return isLater || (before !== undefined && before !== digestOf(saved));
}

function judgeRotation({ gone, what, world, truth, isEmergency }: Regenerate, now: number, misled: boolean): void {
    const { program, shape } = world;
    if (program.pin !== undefined) {
        throw new Violation("9", `${what} of a pinned pair`);
    }
    if (isEmergency) {
        return;
    }
    if (world.shape.asksUse === true && world.use !== "open") {
        throw new Violation("8", `${what}, although somebody may use it`);
    }
    // A late list may hide that the outgoing key is there: nobody who holds it loses it all the same.
    if (gone === truth.left && !misled) {
        throw new Violation("5", `${what}, which holds the outgoing key of an unfinished rotation`);
    }
    if (program.strategy === "there-and-back") {
        throw new Violation("10", `${what} on the way there or back`);
    }
    const isOfAge = now - truth.since >= (shape.rotateEveryTicks ?? Number.POSITIVE_INFINITY) * TICK_MS;
    if (program.trigger === truth.trigger && !isOfAge) {
        throw new Violation("1", `${what}, although no trigger changed`);
    }
}

function judgeRetirement({ gone, what, world, truth, isEmergency }: Regenerate, misled: boolean): void {
    const { gate, program } = world;
    if (gone !== truth.left && !misled) {
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

/** A consumer that can be checked has the key that it was given, except in an emergency. */
function judgeStrays({ consumers, live }: Run, { what, world, truth, isEmergency }: Regenerate): void {
    const active = Number(live.rotation?.active.fingerprint);
    consumers.forEach(({ key }, place) => {
        const isStray = key !== 0 && key !== active && world.shape.consumers[place] !== "custom";
        if (isStray && !isEmergency && !truth.urgent) {
            throw new Violation("14", `${what}, although consumer ${place} holds another key than it was given`);
        }
    });
}

/** A place that a search finds loses no key, but in an emergency. */
function judgeStranger({ by, gone, what, world: { shape, stranger }, truth, isEmergency }: Regenerate): void {
    const isUrgent = isEmergency || (by === "retirement" && truth.urgent);
    if (shape.searches === true && gone === stranger && !isUrgent) {
        throw new Violation("14", `${what}, which a place holds that nobody registered`);
    }
}

/** Every consumer that got the key from this stack must have left it, except in an emergency (rule 8). */
function judgeWait({ by, what, world, truth, isEmergency }: Regenerate, leftAt: number | undefined, now: number): void {
    const { shape } = world;
    const wait = Math.max(shape.graceTicks, shape.lagTicks) * TICK_MS;
    const isUrgent = isEmergency || (by === "retirement" && truth.urgent);
    if (!isUrgent && leftAt !== undefined && now - leftAt < wait) {
        throw new Violation("8", `${what} ${now - leftAt} ms after a consumer left it, not ${wait}`);
    }
}
