import type { DesiredWave, WaveState } from "../../../components/lifecycle/decideWave";
import { isUrgent } from "../../../components/lifecycle/emergency";
import type { RotationState } from "../../../components/lifecycle/state";
import type { WaveEnd } from "../../../components/lifecycle/wave";
import { placesUpTo } from "../pairShape";
import { Violation } from "../violation";
import { proofsOf } from "./consumers";
import { Driver } from "./drive";
import { msOf } from "./moment";
import { judgeProof } from "./rotationStep";
import type { Run } from "./run";
import { type Id, isEmergencyPending, type SavedWave, TICK_MS } from "./world";

/** Runs a wave after the first as its handlers do, once every consumer of the wave before is done. */
export function runWave(run: Run, wave: number): void {
    const { rotation, waves } = run.live;
    if (rotation === undefined) {
        return;
    }
    const desired = desiredWave(run, wave, rotation);
    const old = waves[wave - 2];
    const driver = new Driver(run, "wave", wave);
    if (old !== undefined && !differs(run, driver, old, desired)) {
        return;
    }
    run.isChanged = true;
    const end = driver.perform(run.core.wave(old?.state, desired, run.core));
    if (end === undefined) {
        return;
    }
    if (end.kind === "refused") {
        judgeProof(run, end.reason);
        run.messages.push(end.reason);
        run.failed = true;
        return;
    }
    judgeHold(run, end.kind);
    if (old !== undefined) {
        judgePass(run, old, desired, end.kind);
    }
    const next = { state: end.state, key: keyOf(end, old, desired) };
    run.live = { ...run.live, waves: waves.map((before, at) => (at === wave - 2 ? next : before)) };
}

/** The states of the waves, as Retirement gets them. */
export function waveStates({ live }: Run): readonly WaveState[] {
    return live.waves.flatMap((saved) => (saved === undefined ? [] : [saved.state]));
}

/** Whether the engine sees a change. */
function differs(run: Run, driver: Driver, old: SavedWave, desired: DesiredWave): boolean {
    const shown = driver.preview(run.core.wave(old.state, desired, run.core));
    if (shown === undefined || shown === "begun" || shown.kind === "refused") {
        return true;
    }
    const { kind, state } = shown;
    judgeHold(run, kind);
    switch (kind) {
        case "kept":
            return old.key !== Number(desired.active.fingerprint);
        case "passed":
            return true;
        case "held":
            return !(
                old.state.soaking?.rotatedAt === state.soaking?.rotatedAt &&
                old.state.soaking?.since === state.soaking?.since &&
                old.state.waitingFor === state.waitingFor &&
                old.state.switchesAt === state.switchesAt
            );
    }
}

function keyOf(
    { kind, state }: Exclude<WaveEnd, { kind: "refused" }>,
    old: SavedWave | undefined,
    { active }: DesiredWave,
): Id {
    return kind === "held" ? (old?.key ?? Number(state.given.fingerprint)) : Number(active.fingerprint);
}

/** An emergency waits for no wave (rule 8). */
function judgeHold({ world, live }: Run, kind: WaveEnd["kind"]): void {
    if (kind === "held" && (live.truth.urgent || isEmergencyPending(world.program, live.truth))) {
        throw new Violation("8", "a wave waits in an emergency");
    }
}

/** Once it has soaked, a wave is not moved from a good key to one that a person regenerated meanwhile. */
function judgePass(run: Run, { key, state: { soaking } }: SavedWave, { active }: DesiredWave, kind: WaveEnd["kind"]) {
    const hasSoaked = soaking?.rotatedAt === active.rotatedAt && msOf(soaking.since) < run.world.now;
    const isGood = (id: number) => run.keys.includes(id);
    if (kind === "passed" && hasSoaked && !run.isStale && isGood(key) && !isGood(Number(active.fingerprint))) {
        throw new Violation("3", "a wave is moved from a good key to one that was regenerated");
    }
}

function desiredWave(run: Run, wave: number, rotation: RotationState): DesiredWave {
    const { program, shape } = run.world;
    const { source, generation, active, outgoing, rotatedAt } = rotation;
    const previous = run.live.waves[wave - 3]?.state;
    const emergency = program.emergency === 0 ? "" : String(program.emergency);
    return {
        wave,
        active: { ...active, source, generation, rotatedAt },
        ...(outgoing === undefined ? {} : { outgoing }),
        ...(previous === undefined ? {} : { previous }),
        written: proofsOf(run, placesUpTo(shape, wave - 1)),
        urgent: isUrgent(emergency, rotation),
        soakMs: (shape.soakTicks ?? 0) * TICK_MS,
    };
}
