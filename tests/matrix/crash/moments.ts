import { setTimeout as sleep } from "node:timers/promises";
import type { Stack } from "../../integration/support/stack";
import type { MatrixPair } from "../support/matrixPair";
import { onCheckpoint, type Saved, savedSince } from "./checkpoints";
import { HeldCall } from "./heldCall";
import { type CheckpointMoment, isInDiff, type Moment } from "./moment";
import { pauseProgram, type Victim } from "./victim";

/** A moment of one of the stack's pairs. */
export interface PairMoment {
    readonly pair: MatrixPair;
    readonly moment: Moment;
}

/** A moment that has not come so long after the one before it does not come; others are held meanwhile. */
const PATIENCE_MS = 180_000;

/** The moments of several pairs, which are held until every one is there. */
export interface HeldMoments {
    /** Done when all are there, or when one is missed. */
    come(engine: number): Promise<void>;
    readonly areThere: readonly boolean[];
    /** Lets go what is held. */
    release(): void;
}

/** @param moments all of one kind. */
export async function holdMoments(stack: Stack, victim: Victim, moments: readonly PairMoment[]): Promise<HeldMoments> {
    const checkpoints = moments.flatMap(({ pair, moment }) => (moment.kind === "checkpoint" ? [{ pair, moment }] : []));
    return checkpoints.length > 0 ? holdCheckpoints(stack, checkpoints) : holdCalls(victim, moments);
}

function holdCalls(victim: Victim, moments: readonly PairMoment[]): HeldMoments {
    const held = moments.flatMap(({ pair, moment }) =>
        moment.kind === "call" ? [{ call: new HeldCall(pair, victim, moment), isInDiff: isInDiff(moment) }] : [],
    );
    const calls = held.map(({ call }) => call);
    // While the engine waits for a diff, it begins nothing else: all are there with the first.
    const isFirstEnough = held.some((one) => one.isInDiff);
    return {
        come: () => (isFirstEnough ? firstReached(calls) : allReached(calls)),
        get areThere() {
            return calls.map(({ isReached }) => isReached || (isFirstEnough && calls.some((call) => call.isReached)));
        },
        release: () => releaseAll(calls),
    };
}

/** Stops the program while a step of each pair is under way, so that nothing follows when the step is saved. */
async function holdCheckpoints(
    stack: Stack,
    moments: readonly (PairMoment & { readonly moment: CheckpointMoment })[],
): Promise<HeldMoments> {
    const calls = moments.flatMap(({ pair, moment: { within } }) =>
        within === undefined ? [] : [new HeldCall(pair, "program", within)],
    );
    const before = await stack.readState();
    let saved: readonly Saved[] = [];
    let resume = () => {};
    const isSaved = ({ pair, moment }: (typeof moments)[number]) =>
        saved.some(({ type, name }) => type === moment.saved && `${name}-`.startsWith(`${pair.name}-`));
    const allSaved = new Promise<void>((resolve) => {
        const end = onCheckpoint(stack, (state) => {
            saved = savedSince(before, state);
            if (moments.every(isSaved)) {
                end();
                resolve();
            }
        });
    });
    return {
        async come(engine) {
            if (calls.length > 0) {
                await allReached(calls);
                resume = pauseProgram(engine);
                releaseAll(calls);
            }
            await Promise.race([allSaved, sleep(PATIENCE_MS, undefined, { ref: false })]);
        },
        get areThere() {
            return moments.map(isSaved);
        },
        release() {
            releaseAll(calls);
            resume();
        },
    };
}

function releaseAll(calls: readonly HeldCall[]): void {
    for (const call of calls) {
        call.release();
    }
}

function firstReached(calls: readonly HeldCall[]): Promise<void> {
    return Promise.race([...calls.map(({ reached }) => reached), sleep(PATIENCE_MS, undefined, { ref: false })]);
}

async function allReached(calls: readonly HeldCall[]): Promise<void> {
    for (let missing = calls; missing.length > 0; ) {
        await firstReached(missing);
        const stillMissing = missing.filter(({ isReached }) => !isReached);
        if (stillMissing.length === missing.length) {
            return;
        }
        missing = stillMissing;
    }
}
