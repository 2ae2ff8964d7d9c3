import type { Core } from "../core";
import { refreshConsumer, updateConsumer } from "./consumers";
import { runRetirement } from "./retirementStep";
import { refreshRotation, runRotation } from "./rotationStep";
import { Run } from "./run";
import { type Checkpoint, forgotten, type World } from "./world";

/** How an update is run, and where it is cut off. */
export interface UpdateOptions {
    readonly refresh: boolean;
    /** PULUMI_SKIP_CHECKPOINTS is set. */
    readonly isBlind: boolean;
    readonly crash?: Crash;
}

/** A crash after a step, or a consumer that could not be written. */
export interface Crash {
    readonly after: "refresh" | "rotation" | "consumers" | "retirement";
    /** The consumers that were written by then; they are written in parallel. */
    readonly written: readonly number[];
    /** What was done and is not in the checkpoint: the last step, all consumers of the last step, or all of the update. */
    readonly lost: "nothing" | "last" | "inFlight" | "everything";
}

export interface UpdateResult {
    readonly world: World;
    readonly failed: boolean;
    readonly messages: readonly string[];
    readonly regenerates: number;
    readonly calls: number;
}

const BAD_ARGUMENTS = "pinnedSlot cannot be combined with there-and-back; remove `pinnedSlot`";

/** One `pulumi up`: Rotation, each consumer, Retirement, with a checkpoint after each. */
export function update(world: World, core: Core, options: UpdateOptions): UpdateResult {
    const { pin, strategy } = world.program;
    if (pin !== undefined && strategy === "there-and-back") {
        return { world, failed: true, messages: [BAD_ARGUMENTS], regenerates: 0, calls: 0 };
    }
    const run = new Run(world, core);
    const saved = carryOut(run, options);
    return {
        world: after(run, saved),
        failed: run.failed,
        messages: run.messages,
        regenerates: run.regenerates,
        calls: run.calls,
    };
}

/** Runs the steps up to the crash, if any; returns the checkpoint that is left. */
function carryOut(run: Run, { refresh, isBlind, crash }: UpdateOptions): Checkpoint {
    const start = run.live;
    if (refresh) {
        refreshRotation(run);
        run.consumers.forEach((_, place) => {
            refreshConsumer(run, place);
        });
        run.isStale = false;
    }
    if (crash?.after === "refresh") {
        return checkpointLeft(run, crash, start, start);
    }
    const refreshed = run.live;
    runRotation(run, isBlind);
    if (run.failed) {
        return run.live;
    }
    if (crash?.after === "rotation") {
        return checkpointLeft(run, crash, refreshed, start);
    }
    const rotated = run.live;
    let last = rotated;
    const written = crash?.after === "consumers" ? crash.written : run.consumers.map((_, place) => place);
    for (const place of written) {
        last = run.live;
        updateConsumer(run, place);
    }
    if (crash?.after === "consumers") {
        return checkpointLeft(run, crash, crash.lost === "inFlight" ? rotated : last, start);
    }
    const switched = run.live;
    runRetirement(run);
    return crash === undefined ? run.live : checkpointLeft(run, crash, switched, start);
}

function checkpointLeft(run: Run, { lost }: Crash, beforeLast: Checkpoint, start: Checkpoint): Checkpoint {
    switch (lost) {
        case "nothing":
            return run.live;
        case "last":
        case "inFlight":
            return beforeLast;
        case "everything":
            run.isStale = true;
            run.consumers = forgotten(run.consumers, start);
            return start;
    }
}

function after(run: Run, checkpoint: Checkpoint): World {
    const { services, consumers, leftAt, fresh, isStale, world } = run;
    const { backup } = world;
    const given = [checkpoint, backup].flatMap((state) => [
        Number(state?.rotation?.active.fingerprint ?? 0),
        ...(state?.consumers.map((saved) => saved?.held ?? 0) ?? []),
    ]);
    const killed = run.killed.length === 0 ? run.killed : given.filter((key) => run.killed.includes(key));
    return { ...world, services, consumers, leftAt, killed, fresh, isStale, checkpoint };
}
