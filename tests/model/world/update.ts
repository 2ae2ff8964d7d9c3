import type { Core } from "../core";
import { Violation } from "../violation";
import { refreshConsumer, updateConsumer } from "./consumers";
import { runRetirement } from "./retirementStep";
import { refreshRotation, runRotation } from "./rotationStep";
import { Run } from "./run";
import { type Checkpoint, forgotten, type Id, isEmergencyPending, type World } from "./world";

/** How an update is run, where it is cut off, and what comes between. */
export interface UpdateOptions {
    readonly refresh: boolean;
    /** PULUMI_SKIP_CHECKPOINTS is set. */
    readonly isBlind: boolean;
    readonly crash?: Crash;
    readonly meanwhile?: Meanwhile;
}

/** A crash after a step, or a consumer that could not be written. */
export interface Crash {
    readonly after: "refresh" | "rotation" | "consumers" | "retirement";
    /** The consumers that were written by then; they are written in parallel. */
    readonly written: readonly number[];
    /** What was done and is not in the checkpoint: the last step, all consumers of the last step, or all of the update. */
    readonly lost: "nothing" | "last" | "inFlight" | "everything";
}

/** A second operator, who cancelled an update that only hung and runs another one from the checkpoint. */
export interface Meanwhile {
    /** How far the first update is: it has read the state, or done a step. */
    readonly after: "start" | "rotation" | "consumers";
    /** Whose checkpoint is written last. */
    readonly remains: "first" | "second";
}

export interface UpdateResult {
    readonly world: World;
    readonly failed: boolean;
    readonly messages: readonly string[];
    readonly regenerates: number;
    readonly calls: number;
}

/** A plain `pulumi up`. */
export const QUIET: UpdateOptions = { refresh: false, isBlind: false };

/** One `pulumi up`: Rotation, each consumer, Retirement, with a checkpoint after each. */
export function update(world: World, core: Core, options: UpdateOptions): UpdateResult {
    const run = new Run(world, core);
    const saved = carryOut(run, options);
    return {
        world: after(run, saved),
        failed: run.failed,
        messages: run.messages,
        regenerates: run.regenerates + run.regeneratesOfOthers,
        calls: run.calls,
    };
}

/** Runs the steps up to the crash, if any; returns the checkpoint that is left. */
function carryOut(run: Run, { refresh, isBlind, crash, meanwhile }: UpdateOptions): Checkpoint {
    const start = run.live;
    if (meanwhile?.after === "start") {
        beOvertaken(run);
    }
    if (refresh) {
        refreshRotation(run);
        run.consumers.forEach((_, place) => {
            refreshConsumer(run, place);
        });
        run.isMending ||= run.isStale;
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
    judgeSilence(run, refreshed);
    if (crash?.after === "rotation") {
        return checkpointLeft(run, crash, refreshed, start);
    }
    const rotated = run.live;
    let others = meanwhile?.after === "rotation" ? updateMeanwhile(run) : undefined;
    if (isOvertaken(run, others)) {
        return others;
    }
    let last = rotated;
    const written = crash?.after === "consumers" ? crash.written : run.consumers.map((_, place) => place);
    for (const place of written) {
        last = run.live;
        updateConsumer(run, place);
    }
    if (crash?.after === "consumers") {
        return checkpointLeft(run, crash, crash.lost === "inFlight" ? rotated : last, start);
    }
    others ??= meanwhile?.after === "consumers" ? updateMeanwhile(run) : undefined;
    if (isOvertaken(run, others)) {
        return others;
    }
    const switched = run.live;
    runRetirement(run);
    if (others !== undefined && meanwhile?.remains === "second") {
        return others;
    }
    if (crash !== undefined) {
        return checkpointLeft(run, crash, switched, start);
    }
    run.isMending &&= !isEverybodyOnActive(run);
    return run.live;
}

function isEverybodyOnActive({ live, consumers }: Run): boolean {
    return consumers.every(({ key }) => String(key) === live.rotation?.active.fingerprint);
}

/** The whole update of a second operator, from what this one has saved; returns the checkpoint that it leaves. */
function updateMeanwhile(run: Run): Checkpoint {
    const others = update(after(run, run.live), run.core, QUIET);
    run.goOnIn(others.world);
    run.regeneratesOfOthers += others.regenerates;
    return others.world.checkpoint;
}

/** An update goes on only where the second one has finished what both began: for more there is the engine's lock. */
function isOvertaken({ live }: Run, others: Checkpoint | undefined): others is Checkpoint {
    return others !== undefined && others.truth.mark !== live.truth.mark;
}

/** The second operator's update is over before this one, which has read the state, does anything. */
function beOvertaken(run: Run): void {
    const before = [...run.consumers, ...run.keys];
    updateMeanwhile(run);
    const now = [...run.consumers, ...run.keys];
    run.isStale ||= now.some((it, index) => it !== before[index]);
    run.consumers = forgotten(run.consumers, run.live);
}

/** Rules 5 and 8: what a program asks for and an update leaves undone, it speaks of. */
function judgeSilence({ world, live, messages }: Run, before: Checkpoint): void {
    const isAway = world.program.strategy === "there-and-back" && live.rotation?.active.slot !== live.rotation?.home;
    const isPending = world.program.trigger !== live.truth.trigger && !isAway;
    const isSilent = messages.length === 0 && live.truth.mark === before.truth.mark;
    if (isSilent && (isPending || isEmergencyPending(world.program, live.truth))) {
        throw new Violation("5", "a trigger waits, and nobody is told");
    }
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
    const { services, consumers, leftAt, fresh, isStale, isMending, world } = run;
    const { shape, program, backup, gate, now } = world;
    const killed = run.killed.filter((key) => isGiven(key, checkpoint) || isGiven(key, backup));
    return {
        shape,
        program,
        backup,
        gate,
        now,
        services,
        consumers,
        leftAt,
        killed,
        fresh,
        isStale,
        isMending,
        checkpoint,
    };
}

/** Whether a checkpoint may still give a key to somebody. */
function isGiven(key: Id, checkpoint: Checkpoint | undefined): boolean {
    return (
        checkpoint !== undefined &&
        (Number(checkpoint.rotation?.active.fingerprint ?? 0) === key ||
            checkpoint.consumers.some((saved) => saved?.held === key))
    );
}
