import { type DesiredRetirement, isSameSwitch } from "../../../components/lifecycle/decideRetirement";
import { isUrgent } from "../../../components/lifecycle/emergency";
import { afterEarlierWave } from "../../../components/lifecycle/reasons";
import type { RetirementConduct } from "../../../components/lifecycle/retirement";
import type { RetirementState, RotationState } from "../../../components/lifecycle/state";
import { Violation } from "../violation";
import { proofsOf } from "./consumers";
import { Driver } from "./drive";
import { judgeProof } from "./rotationStep";
import type { Run } from "./run";
import { waveStates } from "./waveStep";
import { type Program, SETTLE_MS, SLOTS, TICK_MS, type Truth } from "./world";

/** Runs Retirement as its handlers do, once every consumer is done. */
export function runRetirement(run: Run): void {
    const { rotation, retirement: old } = run.live;
    if (rotation === undefined) {
        return;
    }
    const desired = desiredRetirement(run, rotation);
    const truth = desired.behind === undefined ? asking(run.live.truth, run.world.program) : run.live.truth;
    run.live = truth === run.live.truth ? run.live : { ...run.live, truth };
    const driver = new Driver(run, "retirement");
    if (old === undefined || differs(run, driver, old, desired)) {
        retire(run, driver, old, desired);
    }
    judgeEnd(run, rotation);
}

/** A person is asked from the first Retirement of a generation that is left to one, once every wave has its key. */
function asking(truth: Truth, { retire, retireTrigger }: Program): Truth {
    const asked = retire === "automatic" ? 0 : truth.asked === 0 ? retireTrigger : truth.asked;
    return asked === truth.asked ? truth : { ...truth, asked };
}

/** Whether the engine sees a change. */
function differs(run: Run, driver: Driver, old: RetirementState, desired: DesiredRetirement): boolean {
    const said = run.messages.length;
    const shown = driver.preview(run.core.retirement(old, desired, conductOf(run), run.core));
    run.messages.splice(said);
    if (shown === undefined || shown === "begun") {
        return true;
    }
    if (shown.kind !== "waits") {
        return shown.state !== old;
    }
    const { state, reason } = shown;
    const isKnown =
        isSameSwitch(old, desired) &&
        old.retiresAt === state.retiresAt &&
        old.waitingFor === reason &&
        old.digests === state.digests &&
        old.isBehind === state.isBehind;
    if (isKnown) {
        run.messages.push(reason);
    }
    return !isKnown;
}

function retire(run: Run, driver: Driver, old: RetirementState | undefined, desired: DesiredRetirement): void {
    run.isChanged = true;
    const end = driver.perform(run.core.retirement(old, desired, conductOf(run), run.core));
    if (end === undefined) {
        return;
    }
    run.live = { ...run.live, retirement: end.state };
    if (end.kind !== "settled") {
        run.messages.push(end.reason);
        judgeProof(run, end.reason);
        run.failed ||= end.kind === "refused";
    }
}

function conductOf({ world: { shape } }: Run): RetirementConduct {
    return { searches: shape.searches === true };
}

/** The outputs at the end of an update must be true (rules 8 and 11). */
function judgeEnd(run: Run, rotation: RotationState): void {
    const { active, source } = rotation;
    const { retirement: state, truth } = run.live;
    const standby = run.keys[active.slot === SLOTS[0] ? 1 : 0];
    const isSettled = state?.settled === true && isSameSwitch(state, rotation);
    const isUndisturbed = run.options.skipped === undefined && run.options.hand === undefined;
    if (run.hasRotatedUrgently && !run.failed && !isSettled && isUndisturbed) {
        throw new Violation("8", "an emergency leaves the key in its old slot valid");
    }
    if (!isSettled || state.source !== source) {
        return;
    }
    if (standby === truth.left && String(standby) !== active.fingerprint) {
        throw new Violation("11", "the pair says that it is settled while the outgoing key is valid");
    }
    if (run.live.waves.some((saved) => saved?.key !== Number(active.fingerprint))) {
        throw new Violation("11", "the pair says that it is settled while a wave is given another key");
    }
    run.consumers.forEach(({ key, writer }, place) => {
        const isCustom = run.world.shape.consumers[place] === "custom";
        const isSeen =
            run.hasLooked && key === standby && standby !== Number(active.fingerprint) && !isCustom && !run.isHandled;
        const isReference = run.world.shape.consumers[place] === "reference";
        const isSkipped = run.options.skipped?.some((skipped) => skipped === place || (isReference && skipped === 0));
        const isKnown = writer !== "hand" && isSkipped !== true && !run.isStale && !(isCustom && run.isMending);
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
    const { source, generation, rotatedAt, active, outgoing } = rotation;
    const behind = run.core.waveBehind(waveStates(run), rotation);
    const emergency = program.emergency === 0 ? "" : String(program.emergency);
    return {
        source,
        generation,
        rotatedAt,
        active,
        ...(outgoing === undefined ? {} : { outgoing }),
        written: proofsOf(run, shape.consumers.keys()),
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
