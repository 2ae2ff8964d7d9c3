import type { DesiredWave, WaveDecision, WaveState } from "../../../components/lifecycle/decideWave";
import { isUrgent } from "../../../components/lifecycle/emergency";
import type { RotationState } from "../../../components/lifecycle/state";
import { Violation } from "../violation";
import type { Run } from "./run";
import { dateOf, isEmergencyPending, type SavedWave, TICK_MS, tickOf } from "./world";

/** Runs a wave after the first as its handlers do, once every consumer of the wave before is done. */
export function runWave(run: Run, wave: number): void {
    const { rotation, waves } = run.live;
    if (rotation === undefined) {
        return;
    }
    const desired = desiredWave(run, wave, rotation);
    const old = waves[wave - 2];
    const next = old === undefined ? withActiveKey(run, undefined, desired) : asked(run, old, desired);
    run.live = { ...run.live, waves: waves.map((before, at) => (at === wave - 2 ? next : before)) };
}

/** What its consumers are given, and by which switch. */
export function givenTo({ live }: Run, wave: number): { key: number; generation: number; mark: number } | undefined {
    const { rotation, truth, waves } = live;
    if (wave === 1) {
        return (
            rotation && { key: Number(rotation.active.fingerprint), generation: rotation.generation, mark: truth.mark }
        );
    }
    const saved = waves[wave - 2];
    const given = saved?.state.given;
    return saved && given && { key: saved.key, generation: given.generation, mark: Number(given.rotatedAt) };
}

/** The states of the waves, as Retirement is told of them. */
export function waveStates({ live }: Run): readonly WaveState[] {
    return live.waves.flatMap((saved) => (saved === undefined ? [] : [saved.state]));
}

function asked(run: Run, old: SavedWave, desired: DesiredWave): SavedWave {
    const now = dateOf(run.world.now);
    const state = run.core.beginWave(old.state, desired, now);
    const unseen = run.core.decideWave(state, desired, undefined, now);
    const decision =
        unseen.kind === "look"
            ? run.core.decideWave(state, desired, { fingerprints: run.list(run.world.program.source) }, now)
            : unseen;
    judgeHold(run, decision);
    judgePass(run, old, state, desired, decision);
    switch (decision.kind) {
        case "keep":
            return old;
        case "pass":
            return withActiveKey(run, old.state, desired);
        case "look":
            return old;
        case "refuse":
            run.messages.push(decision.reason);
            run.failed = true;
            return old;
        case "hold": {
            const changes =
                state !== old.state || decision.reason !== state.waitingFor || decision.switchesAt !== state.switchesAt;
            return changes ? { ...old, state: run.core.held(state, decision) } : old;
        }
    }
}

/** An emergency waits for no wave (rule 8). */
function judgeHold({ world, live }: Run, { kind }: WaveDecision): void {
    if (kind === "hold" && (live.truth.urgent || isEmergencyPending(world.program, live.truth))) {
        throw new Violation("8", "a wave waits in an emergency");
    }
}

/** Once it has soaked, a wave is not moved from a good key to one that a person regenerated meanwhile. */
function judgePass(
    run: Run,
    { key }: SavedWave,
    { soaking }: WaveState,
    { active }: DesiredWave,
    { kind }: WaveDecision,
) {
    const hasSoaked = soaking?.rotatedAt === active.rotatedAt && tickOf(soaking.since) < run.world.now;
    const isGood = (id: number) => run.keys.includes(id);
    if (kind === "pass" && hasSoaked && !run.isStale && isGood(key) && !isGood(Number(active.fingerprint))) {
        throw new Violation("3", "a wave is moved from a good key to one that was regenerated");
    }
}

function withActiveKey(run: Run, old: WaveState | undefined, desired: DesiredWave): SavedWave {
    return { state: run.core.passed(old, desired), key: Number(desired.active.fingerprint) };
}

function desiredWave({ world, live }: Run, wave: number, rotation: RotationState): DesiredWave {
    const { program, shape } = world;
    const { source, generation, active, outgoing } = rotation;
    const previous = live.waves[wave - 3]?.state;
    const emergency = program.emergency === 0 ? "" : String(program.emergency);
    return {
        wave,
        active: { ...active, source, generation, rotatedAt: String(live.truth.mark) },
        ...(outgoing === undefined ? {} : { outgoing }),
        ...(previous === undefined ? {} : { previous }),
        urgent: isUrgent(emergency, rotation),
        soakMs: (shape.soakTicks ?? 0) * TICK_MS,
    };
}
