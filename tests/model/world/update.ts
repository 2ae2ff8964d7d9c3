import type { Core } from "../core";
import { placesOf, wavesOf } from "../pairShape";
import { Violation } from "../violation";
import { refreshConsumer, updateConsumer } from "./consumers";
import { checkpointLeft, isCutOff } from "./crash";
import { Stopped } from "./drive";
import { runRetirement } from "./retirementStep";
import { refreshRotation, runRotation } from "./rotationStep";
import { Run } from "./run";
import { QUIET, type UpdateOptions } from "./updateOptions";
import { runWave } from "./waveStep";
import { type Checkpoint, forgotten, isEmergencyPending, type World } from "./world";
import { worldOf } from "./worldOf";

export interface UpdateResult {
    readonly world: World;
    readonly failed: boolean;
    readonly messages: readonly string[];
    readonly regenerates: number;
    readonly calls: number;
    /** Whether any resource was written. */
    readonly isChanged: boolean;
    readonly isStopped: boolean;
    readonly isMisled: boolean;
}

/** One `pulumi up`: Rotation, each consumer wave by wave, Retirement, with a checkpoint after each. */
export function update(world: World, core: Core, options: UpdateOptions): UpdateResult {
    const run = new Run(world, core, options);
    const saved = untilStopped(run, options);
    return {
        world: worldOf(run, saved),
        failed: run.failed,
        messages: run.messages,
        regenerates: run.regenerates + run.regeneratesOfOthers,
        calls: run.calls,
        isChanged: run.isChanged,
        isStopped: run.isStopped,
        isMisled: run.isMisled,
    };
}

/** An update that is cut off leaves its saved states. */
function untilStopped(run: Run, options: UpdateOptions): Checkpoint {
    try {
        return carryOut(run, options);
    } catch (error) {
        if (error instanceof Stopped) {
            run.failed = true;
            run.messages.push(error.message);
            return run.live;
        }
        throw error;
    }
}

/** Runs the steps up to the crash, if any; returns the checkpoint that is left. */
function carryOut(run: Run, { refresh, isBlind, crash, meanwhile }: UpdateOptions): Checkpoint {
    const start = run.live;
    if (meanwhile?.after === "start") {
        beOvertaken(run);
    }
    if (refresh) {
        refreshRotation(run);
        if (run.failed) {
            return run.live;
        }
        run.consumers.forEach((_, place) => {
            refreshConsumer(run, place);
        });
        run.hasRefreshed = true;
        run.isMending ||= run.isStale;
        run.isStale = run.isStale && run.isMisled;
    }
    if (crash?.after === "refresh") {
        return checkpointLeft(run, crash, start, start);
    }
    const refreshed = run.live;
    beginAnew(run);
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
    if (refresh && run.options.skipped === undefined) {
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

/** The engine creates a resource of which it has no state, and deletes the former one only from the state. */
function beginAnew(run: Run): void {
    switch (run.options.anew) {
        case "source":
            run.replaceSource();
            run.live = { ...run.live, rotation: undefined };
            run.isMending = true;
            return;
        case "rotation":
            run.isMending = true;
            run.live = { ...run.live, rotation: undefined };
            return;
        case "waves":
            run.live = { ...run.live, waves: run.live.waves.map(() => undefined) };
            return;
        case undefined:
            return;
    }
}

/** Writes the consumers of a wave, or only some; returns the memory of the engine before the last of them. */
function writeConsumers(run: Run, wave: number, only?: readonly number[]): Checkpoint {
    let last = run.live;
    for (const place of placesOf(run.world.shape, wave)) {
        if ((only === undefined || only.includes(place)) && run.options.skipped?.includes(place) !== true) {
            last = run.live;
            updateConsumer(run, place);
        }
    }
    return last;
}

/** Rule 7: after a refresh everybody who can be looked at is on a key that the service accepts. */
function judgeHealed({ world, consumers, keys, options, past }: Run): void {
    if (options.weather.listLagMs > 0 && past.length > 0) {
        return;
    }
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
    const others = update(worldOf(run, run.live), run.core, QUIET);
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

/** Rules 5 and 8: an update names every wish of the program that it leaves undone. */
function judgeSilence({ world, live, messages }: Run, before: Checkpoint): void {
    const isAway = world.program.strategy === "there-and-back" && live.rotation?.active.slot !== live.rotation?.home;
    const isPending = world.program.trigger !== live.truth.trigger && !isAway;
    const isSilent = messages.length === 0 && live.truth.mark === before.truth.mark;
    if (isSilent && (isPending || isEmergencyPending(world.program, live.truth))) {
        throw new Violation("5", "a trigger waits, and nobody is told");
    }
}
