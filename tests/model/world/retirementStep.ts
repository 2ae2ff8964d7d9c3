import type { DesiredRetirement, RetirementDecision } from "../../../components/lifecycle/decideRetirement";
import { isUrgent } from "../../../components/lifecycle/emergency";
import type { GateResult } from "../../../components/lifecycle/gate";
import { afterEarlierWave } from "../../../components/lifecycle/reasons";
import type { RetirementState, RotationState } from "../../../components/lifecycle/state";
import { Violation } from "../violation";
import type { Run } from "./run";
import { waveStates } from "./waveStep";
import { dateOf, type Program, SETTLE_MS, SLOTS, TICK_MS, type Truth, tickOf, type World } from "./world";

/** Runs Retirement as its handlers do, once every consumer is done. */
export function runRetirement(run: Run): void {
    const { rotation, retirement } = run.live;
    if (rotation === undefined) {
        return;
    }
    const desired = desiredRetirement(run, rotation);
    const truth = desired.behind === undefined ? asking(run.live.truth, run.world.program) : run.live.truth;
    run.live = truth === run.live.truth ? run.live : { ...run.live, truth };
    if (retirement === undefined || diff(run, retirement, desired)) {
        retire(run, retirement, desired);
    }
    judgeEnd(run, rotation);
}

/** A person is asked from the first Retirement of a generation that is left to one, once every wave has its key. */
function asking(truth: Truth, { retire, retireTrigger }: Program): Truth {
    const asked = retire === "automatic" ? 0 : truth.asked === 0 ? retireTrigger : truth.asked;
    return asked === truth.asked ? truth : { ...truth, asked };
}

/** Whether the engine is told of a change. */
function diff(run: Run, old: RetirementState, desired: DesiredRetirement): boolean {
    const now = dateOf(run.world.now);
    const state = run.core.beginRetirement(old, desired, now);
    const decision = run.core.decideRetirement(state, desired, undefined, now);
    const begins = state !== old;
    switch (decision.kind) {
        case "keep":
            return begins;
        case "wait": {
            const changes = begins || decision.retiresAt !== state.retiresAt || decision.reason !== state.waitingFor;
            if (!changes) {
                run.messages.push(decision.reason);
            }
            return changes;
        }
        case "look":
        case "pause":
        case "settle":
        case "retire":
        case "refuse":
            return true;
    }
}

function retire(run: Run, old: RetirementState | undefined, desired: DesiredRetirement): void {
    const { core } = run;
    const state = core.beginRetirement(old, desired, dateOf(run.world.now));
    const decision = decide(run, state, desired);
    switch (decision.kind) {
        case "keep":
            keep(run, state);
            return;
        case "settle":
            keep(run, core.settled(state));
            return;
        case "wait":
            run.messages.push(decision.reason);
            keep(run, core.waiting(state, decision));
            return;
        case "refuse":
            run.messages.push(decision.reason);
            run.failed = true;
            keep(run, core.waiting(state, decision));
            return;
        case "retire":
            keep(run, state);
            run.regenerate(decision.outgoing.slot, "retirement");
            keep(run, core.settled(state));
            return;
        case "look":
        case "pause":
            return;
    }
}

/** A pause is shorter than a tick, so that it does not move the clock of the world. */
function decide(run: Run, state: RetirementState, desired: DesiredRetirement): RetirementDecision {
    let now = dateOf(run.world.now);
    let unseen = run.core.decideRetirement(state, desired, undefined, now);
    if (unseen.kind === "pause") {
        now = unseen.until;
        unseen = run.core.decideRetirement(state, desired, undefined, now);
    }
    if (unseen.kind !== "look") {
        return unseen;
    }
    run.hasLooked = true;
    const observed = { ...run.observe(), gates: askGates(run.world, state) };
    return run.core.decideRetirement(state, desired, observed, now);
}

function askGates({ shape, gate, now }: World, { switchedAt }: RetirementState): GateResult[] {
    const isInGrace = now < tickOf(switchedAt) + shape.graceTicks;
    return [
        isInGrace ? { gate: "grace", status: "waiting", reason: "grace" } : { gate: "grace", status: "open" },
        gate === "open" ? { gate: "health", status: gate } : { gate: "health", status: gate, reason: "health" },
    ];
}

function keep(run: Run, retirement: RetirementState): void {
    run.live = { ...run.live, retirement };
}

/** What the outputs say at the end of an update must be so (rules 8 and 11). */
function judgeEnd(run: Run, { active, generation, source }: RotationState): void {
    const { retirement, truth } = run.live;
    const standby = run.keys[active.slot === SLOTS[0] ? 1 : 0];
    const isSettled = retirement?.settled === true && retirement.generation === generation;
    if (run.hasRotatedUrgently && !run.failed && !isSettled) {
        throw new Violation("8", "an emergency leaves the key in its old slot valid");
    }
    if (!isSettled || retirement.source !== source) {
        return;
    }
    if (run.keys.includes(truth.left)) {
        throw new Violation("11", "the pair says that it is settled while the outgoing key is valid");
    }
    if (run.live.waves.some((saved) => saved?.key !== Number(active.fingerprint))) {
        throw new Violation("11", "the pair says that it is settled while a wave is given another key");
    }
    run.consumers.forEach(({ key, writer }, place) => {
        const isCustom = run.world.shape.consumers[place] === "custom";
        const isSeen = run.hasLooked && key === standby && !isCustom;
        const isKnown = writer !== "hand" && !run.isStale && !(isCustom && run.isMending);
        if (isSeen || (String(key) !== active.fingerprint && isKnown)) {
            throw new Violation("11", `the pair says that it is settled while consumer ${place} is on another key`);
        }
    });
    if (run.regenerates > 2) {
        throw new Violation("13", "an update regenerates more than two keys");
    }
}

function desiredRetirement(run: Run, rotation: RotationState): DesiredRetirement {
    const { program, shape } = run.world;
    const switched = { source: rotation.source, rotatedAt: String(run.live.truth.mark) };
    const behind = run.core.waveBehind(waveStates(run), switched);
    const emergency = program.emergency === 0 ? "" : String(program.emergency);
    return {
        source: rotation.source,
        generation: rotation.generation,
        active: rotation.active,
        ...(rotation.outgoing === undefined ? {} : { outgoing: rotation.outgoing }),
        ...(behind === undefined
            ? {}
            : { behind: behind.waitingFor ?? afterEarlierWave(behind.wave, rotation.active.slot) }),
        urgent: isUrgent(emergency, rotation),
        readerLagMs: shape.lagTicks * TICK_MS,
        graceMs: shape.graceTicks * TICK_MS,
        settleMs: shape.consumers.includes("custom") ? SETTLE_MS : 0,
        retire: program.retire,
        retireTrigger: JSON.stringify(program.retireTrigger),
    };
}
