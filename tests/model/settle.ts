import { isSameSwitch } from "../../components/lifecycle/decideRetirement";
import type { Core } from "./core";
import { Violation } from "./violation";
import { canonical } from "./world/canonical";
import { type UpdateResult, update } from "./world/update";
import { QUIET } from "./world/updateOptions";
import { isEmergencyPending, slotIndex, TICK_MS, type World } from "./world/world";

/** More updates than any history has needed to settle. */
const MOST_UPDATES = 20;

/** The cost of settling a pair. */
export interface Cost {
    readonly updates: number;
    readonly regenerates: number;
}

/**
 * Runs updates as a user would who follows the messages, with gates open, until the pair is at rest (rule 4). After a refresh every
 * consumer must be on the active key. Without one, a consumer that a person moved, or one that the checkpoint is too old to know, may stay
 * on its key: an update in which nothing is wanted looks at nothing (rule 13).
 */
export class Settler {
    /** The cost from here, by the world after an update. */
    private readonly known = new Map<string, Cost>();

    constructor(
        private readonly core: Core,
        /** Whether the first update refreshes. */
        private readonly refreshFirst: boolean,
        /** Called for each rest that is reached for the first time. */
        private readonly onRest: (rest: World) => void,
    ) {}

    settle(from: World): Cost {
        let world: World = { ...from, gate: "open", use: "open" };
        let refresh = this.refreshFirst;
        let regenerates = 0;
        const heard: string[] = [];
        const path: { readonly text: string; readonly regenerates: number }[] = [];
        for (let updates = 1; updates <= MOST_UPDATES; updates++) {
            const result = update(world, this.core, { ...QUIET, refresh });
            regenerates += result.regenerates;
            heard.push(result.messages.join("; "));
            const isOver = !result.failed && isAtRest(result.world, this.refreshFirst);
            refresh = result.messages.some((message) => message.includes("--refresh"));
            world = isOver ? result.world : afterReading(result);
            const text = `${isOver ? "." : refresh ? "r" : "u"}${canonical(world)}`;
            const rest = this.known.get(text) ?? (isOver ? this.rest(world) : undefined);
            path.push({ text, regenerates });
            if (rest !== undefined) {
                const cost = { updates: updates + rest.updates, regenerates: regenerates + rest.regenerates };
                path.forEach((step, index) => {
                    this.known.set(step.text, {
                        updates: cost.updates - index - 1,
                        regenerates: cost.regenerates - step.regenerates,
                    });
                });
                if (cost.updates <= MOST_UPDATES) {
                    return cost;
                }
            }
        }
        throw new Violation("4", `${MOST_UPDATES} updates do not settle the pair: ${heard.join(" | ")}`);
    }

    private rest(world: World): Cost {
        judgeRest(world, this.core);
        this.onRest(world);
        return { updates: 0, regenerates: 0 };
    }
}

/** The slot that a refused adoption names (rule 34). */
function initialSlotSaid(messages: readonly string[]): Partial<World["program"]> {
    const [, slot] = /say `initialSlot: "(\w+)"`/.exec(messages.join(" ")) ?? [];
    return slot === undefined ? {} : { initialSlot: slotIndex(slot) };
}

/** The reaction of a user to the messages. */
function afterReading({ world, messages, failed }: UpdateResult): World {
    const asks = (text: string) => messages.some((message) => message.includes(text));
    const isToUnpin = failed && asks("remove `pinnedSlot`");
    const program = {
        ...world.program,
        ...(isToUnpin ? { pin: undefined } : {}),
        ...initialSlotSaid(messages),
        ...(asks("until `retireTrigger` changes") ? { retireTrigger: world.fresh } : {}),
    };
    return {
        ...world,
        program,
        stranger: asks("make consumers of them") || asks("not in the program") ? 0 : world.stranger,
        fresh: world.fresh + 1,
        now: asks(" until 20") || asks(" after 20") ? world.now + TICK_MS : world.now,
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
            : active === program.pin && !isEmergencyPending(program, truth);
    const age = world.now - truth.since;
    const isYoung = program.pin !== undefined || age < (shape.rotateEveryTicks ?? Number.POSITIVE_INFINITY) * TICK_MS;
    const isSettled =
        retirement.settled &&
        isSameSwitch(retirement, rotation) &&
        (keys[active === 0 ? 1 : 0] !== truth.left || truth.left === key);
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
    if (again.failed || again.calls > 0 || again.isChanged || !isSame) {
        throw new Violation("13", "an update of a pair at rest does something");
    }
}
