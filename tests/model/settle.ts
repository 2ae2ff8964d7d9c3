import type { Core } from "./core";
import { Violation } from "./violation";
import { canonical } from "./world/canonical";
import { QUIET, type UpdateResult, update } from "./world/update";
import { isEmergencyPending, slotIndex, type World } from "./world/world";

/** More updates than any history has needed to settle. */
const MOST_UPDATES = 20;

export interface Settled {
    readonly world: World;
    readonly updates: number;
    readonly regenerates: number;
}

/**
 * Runs updates as a user would who does what the messages ask, with gates open, until the pair is at rest (rule 4).
 * After a refresh every consumer must be on the active key. Without one, a consumer that a person moved, or one that the
 * checkpoint is too old to know of, may stay where it is: an update in which nothing is wanted looks at nothing (rule 13).
 */
export function settle(from: World, core: Core, refreshFirst: boolean): Settled {
    let world: World = { ...from, gate: "open" };
    let refresh = refreshFirst;
    let regenerates = 0;
    const heard: string[] = [];
    for (let updates = 1; updates <= MOST_UPDATES; updates++) {
        const result = update(world, core, { refresh, isBlind: false });
        regenerates += result.regenerates;
        heard.push(result.messages.join("; "));
        if (!result.failed && isAtRest(result.world, refreshFirst)) {
            judgeRest(result.world, core);
            return { world: result.world, updates, regenerates };
        }
        refresh = result.messages.some((message) => message.includes("--refresh"));
        world = afterReading(result);
    }
    throw new Violation("4", `${MOST_UPDATES} updates do not settle the pair: ${heard.join(" | ")}`);
}

/** What a user does who has read the messages. */
function afterReading({ world, messages, failed }: UpdateResult): World {
    const asks = (text: string) => messages.some((message) => message.includes(text));
    const isToUnpin = failed && asks("remove `pinnedSlot`");
    const program = {
        ...world.program,
        ...(isToUnpin ? { pin: undefined } : {}),
        ...(asks("until `retireTrigger` changes") ? { retireTrigger: world.fresh } : {}),
    };
    return {
        ...world,
        program,
        fresh: world.fresh + 1,
        now: asks(" until 20") || asks(" after 20") ? world.now + 1 : world.now,
    };
}

/** Whether all that the program asks for is done. */
export function isAtRest(world: World, isRefreshed: boolean): boolean {
    const { program, checkpoint, shape } = world;
    const { rotation, retirement, truth } = checkpoint;
    if (rotation === undefined || retirement === undefined) {
        return false;
    }
    const keys = world.services[program.source];
    const active = slotIndex(rotation.active.slot);
    const key = Number(rotation.active.fingerprint);
    const isWhereWanted =
        program.pin === undefined
            ? truth.trigger === program.trigger &&
              !isEmergencyPending(program, truth) &&
              (program.strategy === "alternate" || rotation.active.slot === rotation.home)
            : active === program.pin;
    const age = world.now - truth.since;
    const isYoung = program.pin !== undefined || age < (shape.rotateEveryTicks ?? Number.POSITIVE_INFINITY);
    const isSettled = retirement.settled && retirement.generation === rotation.generation && !keys.includes(truth.left);
    const areWavesRight = checkpoint.waves.every((saved) => saved?.key === key);
    const isKeyRight = keys[active] === key || (!isRefreshed && (world.isStale || !world.killed.includes(key)));
    const areConsumersRight = world.consumers.every(
        (consumer, place) =>
            consumer.key === key ||
            (!isRefreshed && (consumer.writer === "hand" || world.isStale)) ||
            (shape.consumers[place] === "custom" && (world.isStale || world.isMending)),
    );
    return isWhereWanted && isYoung && isSettled && isKeyRight && areWavesRight && areConsumersRight;
}

/** Rule 13: at rest, an update calls nobody and changes nothing. */
function judgeRest(world: World, core: Core): void {
    const again = update(world, core, QUIET);
    const isSame = again.world.checkpoint === world.checkpoint || canonical(again.world) === canonical(world);
    if (again.failed || again.calls > 0 || !isSame) {
        throw new Violation("13", "an update of a pair at rest does something");
    }
}
