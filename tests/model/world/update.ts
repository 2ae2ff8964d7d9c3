import type { Core } from "../core";
import { placesOf, wavesOf } from "../pairShape";
import { Violation } from "../violation";
import { refreshConsumer, updateConsumer } from "./consumers";
import { type Crash, checkpointLeft, isCutOff } from "./crash";
import { runRetirement } from "./retirementStep";
import { refreshRotation, runRotation } from "./rotationStep";
import { Run } from "./run";
import { runWave } from "./waveStep";
import { type Checkpoint, forgotten, type Id, isEmergencyPending, type World } from "./world";

/** How an update is run, where it is cut off, and what comes between. */
export interface UpdateOptions {
    readonly refresh: boolean;
    /** PULUMI_SKIP_CHECKPOINTS is set. */
    readonly isBlind: boolean;
    readonly crash?: Crash;
    readonly meanwhile?: Meanwhile;
}

/** A second operator, who cancelled an update that only hung and runs another one from the checkpoint. */
export interface Meanwhile {
    /** How far the first update is: it has read the state, or done a step. */
    readonly after: "start" | "rotation" | "wave" | "consumers";
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

/** One `pulumi up`: Rotation, each consumer wave by wave, Retirement, with a checkpoint after each. */
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
        run.hasRefreshed = true;
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
    let others = meanwhile?.after === "rotation" ? updateMeanwhile(run) : undefined;
    if (isOvertaken(run, others)) {
        return others;
    }
    const { shape } = run.world;
    for (const wave of wavesOf(shape)) {
        if (wave > 1) {
            const before = run.live;
            runWave(run, wave);
            if (run.failed) {
                return run.live;
            }
            if (isCutOff(crash, "wave", wave, shape)) {
                return checkpointLeft(run, crash, before, start);
            }
            others ??= meanwhile?.after === "wave" ? updateMeanwhile(run) : undefined;
            if (isOvertaken(run, others)) {
                return others;
            }
        }
        const begun = run.live;
        const isLast = isCutOff(crash, "consumers", wave, shape);
        const last = writeConsumers(run, wave, isLast ? crash.written : undefined);
        if (isLast) {
            return checkpointLeft(run, crash, crash.lost === "inFlight" ? begun : last, start);
        }
    }
    others ??= meanwhile?.after === "consumers" ? updateMeanwhile(run) : undefined;
    if (isOvertaken(run, others)) {
        return others;
    }
    if (refresh) {
        judgeHealed(run);
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

/** Writes the consumers of a wave, or only some; returns what the engine held before the last of them. */
function writeConsumers(run: Run, wave: number, only?: readonly number[]): Checkpoint {
    let last = run.live;
    for (const place of placesOf(run.world.shape, wave)) {
        if (only === undefined || only.includes(place)) {
            last = run.live;
            updateConsumer(run, place);
        }
    }
    return last;
}

/** Rule 7: after a refresh everybody who can be looked at is on a key that the service accepts. */
function judgeHealed({ world, consumers, keys }: Run): void {
    const place = consumers.findIndex(({ key }, at) => world.shape.consumers[at] !== "custom" && !keys.includes(key));
    if (place >= 0) {
        throw new Violation("7", `a refresh leaves consumer ${place} on a key that was regenerated`);
    }
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
            checkpoint.consumers.some((saved) => saved?.held === key) ||
            checkpoint.waves.some((saved) => saved?.key === key))
    );
}
