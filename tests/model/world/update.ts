import type { Effect } from "../../../components/lifecycle/effects";
import { LONGEST_LAG_MS } from "../../../components/lifecycle/patience";
import type { Core, Part } from "../core";
import { placesOf, wavesOf } from "../pairShape";
import { Violation } from "../violation";
import { refreshConsumer, updateConsumer } from "./consumers";
import { type Crash, checkpointLeft, isCutOff } from "./crash";
import { Stopped } from "./drive";
import { runRetirement } from "./retirementStep";
import { refreshRotation, runRotation } from "./rotationStep";
import { Run } from "./run";
import { runWave } from "./waveStep";
import { FINE, type Weather } from "./weather";
import { type Checkpoint, forgotten, type Id, isEmergencyPending, type Past, type World } from "./world";

/** How an update is run, where it is cut off, and what comes between. */
export interface UpdateOptions {
    readonly refresh: boolean;
    /** PULUMI_SKIP_CHECKPOINTS is set. */
    readonly isBlind: boolean;
    readonly crash?: Crash;
    readonly meanwhile?: Meanwhile;
    readonly weather: Weather;
    /** The effect before which the update is cut off, counted from one. */
    readonly stopBefore?: number;
    readonly hand?: Hand;
    /** Consumers that the engine skips, by `--target` or `--exclude`. */
    readonly skipped?: readonly number[];
    /** What is created anew in this update: its state was lost, or somebody asked for it; `source`: it is replaced under its own name. */
    readonly anew?: "rotation" | "waves" | "source";
}

/** A person who changes something while an update is busy with an effect of this kind, for the first time. */
export interface Hand {
    readonly part: Part;
    readonly during: Effect["do"];
    /** Returns the world after it; undefined where it cannot be done. */
    readonly act: (world: World) => World | undefined;
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
    /** Whether any resource was written. */
    readonly isChanged: boolean;
    readonly isStopped: boolean;
    readonly isMisled: boolean;
}

/** A plain `pulumi up`. */
export const QUIET: UpdateOptions = { refresh: false, isBlind: false, weather: FINE };

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
        isMisled: isMisled(run),
    };
}

/** Whether lists showed less than what had happened before. */
export function isMisled({ world, options }: Run): boolean {
    return options.weather.listLagMs > 0 && world.past.length > 0;
}

/** An update that is cut off leaves what it has saved. */
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
        run.isStale = run.isStale && isMisled(run);
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

/** Writes the consumers of a wave, or only some; returns what the engine held before the last of them. */
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

/** Rules 5 and 8: what a program asks for and an update leaves undone, it speaks of. */
function judgeSilence({ world, live, messages }: Run, before: Checkpoint): void {
    const isAway = world.program.strategy === "there-and-back" && live.rotation?.active.slot !== live.rotation?.home;
    const isPending = world.program.trigger !== live.truth.trigger && !isAway;
    const isSilent = messages.length === 0 && live.truth.mark === before.truth.mark;
    if (isSilent && (isPending || isEmergencyPending(world.program, live.truth))) {
        throw new Violation("5", "a trigger waits, and nobody is told");
    }
}

/** The world as an update has made it, with this checkpoint. */
export function worldOf(run: Run, checkpoint: Checkpoint): World {
    const { services, consumers, leftAt, fresh, now, isStale, isMending, world } = run;
    const { shape, program, backup, stranger, gate, use, setBack } = world;
    return {
        shape,
        program,
        backup,
        stranger,
        gate,
        use,
        setBack,
        now,
        services: [services[0], services[1]],
        consumers,
        leftAt: [leftAt[0], leftAt[1]],
        killed: run.killed.filter((key) => isGiven(key, checkpoint) || isGiven(key, backup)),
        past: run.past.length === 0 ? run.past : stillPast(run),
        fresh,
        isStale,
        isMending,
        checkpoint,
    };
}

/** What somebody may still not know of. */
function stillPast({ past, now, options }: Run): readonly Past[] {
    const { dataLagMs } = options.weather;
    return past
        .filter(({ at }) => now - at < LONGEST_LAG_MS)
        .map((one) => (one.isKnown || now - one.at < dataLagMs ? one : { ...one, isKnown: true }));
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
