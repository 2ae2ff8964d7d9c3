import { setTimeout as sleep } from "node:timers/promises";
import type { Stack } from "../../integration/support/stack";
import type { CheckpointMoment, Moment } from "../crash/moment";
import type { Victim } from "../crash/victim";
import { HeldCall } from "../support/heldCall";
import type { MatrixPair } from "../support/matrixPair";
import { onCheckpoint, savedSince } from "./checkpoints";
import { pauseProgram } from "./kill";

/** A moment that has not come so long after the start does not come. */
const PATIENCE_MS = 180_000;

/** A moment that is held until the victim is dead. */
export interface HeldMoment {
    /** Done when it is there, or is missed. */
    come(engine: number): Promise<void>;
    readonly isThere: boolean;
    /** Lets the held call go. */
    release(): void;
}

export async function holdMoment(stack: Stack, pair: MatrixPair, victim: Victim, moment: Moment): Promise<HeldMoment> {
    if (moment.kind === "checkpoint") {
        return holdCheckpoint(stack, pair, moment);
    }
    const call = new HeldCall(pair, victim, moment);
    return {
        come: () => inTime(call.reached),
        get isThere() {
            return call.isReached;
        },
        release: () => call.release(),
    };
}

/** Stops the program while the step is under way, so that nothing follows when the step is saved. */
async function holdCheckpoint(
    stack: Stack,
    pair: MatrixPair,
    { saved, within }: CheckpointMoment,
): Promise<HeldMoment> {
    const call = within === undefined ? undefined : new HeldCall(pair, "program", within);
    const before = await stack.readState();
    let isThere = false;
    let resume = () => {};
    const isSaved = new Promise<void>((resolve) => {
        const end = onCheckpoint(stack, (state) => {
            if (savedSince(before, state).some(({ type }) => type === saved)) {
                isThere = true;
                end();
                resolve();
            }
        });
    });
    return {
        async come(engine) {
            if (call !== undefined) {
                await inTime(call.reached);
                resume = pauseProgram(engine);
                call.release();
            }
            await inTime(isSaved);
        },
        get isThere() {
            return isThere;
        },
        release() {
            call?.release();
            resume();
        },
    };
}

function inTime(reached: Promise<void>): Promise<void> {
    return Promise.race([reached, sleep(PATIENCE_MS, undefined, { ref: false })]);
}
