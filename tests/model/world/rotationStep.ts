import type { DesiredRotation } from "../../../components/lifecycle/decideRotation";
import type { RotationConduct } from "../../../components/lifecycle/rotationEnd";
import { otherSlot, type RotationState } from "../../../components/lifecycle/state";
import { Violation } from "../violation";
import { Driver } from "./drive";
import type { Run } from "./run";
import { type Id, isEmergencyPending, type Program, SLOTS, slotIndex, TICK_MS, type Truth } from "./world";

/** Runs Rotation as its handlers do. */
export function runRotation(run: Run, isBlind: boolean): void {
    const { since } = run.live.truth;
    if (since > run.now) {
        // A moment to come was told by a clock that ran ahead, and counts as now (rule 29).
        run.live = { ...run.live, truth: { ...run.live.truth, since: run.now } };
    }
    const desired = desiredRotation(run, isBlind);
    const conduct = conductOf(run);
    const old = run.live.rotation;
    const driver = new Driver(run, "rotation");
    if (old !== undefined && !differs(run, driver, old, desired, conduct)) {
        return;
    }
    run.isChanged = true;
    const before = run.attempts;
    const end = driver.perform(run.core.rotation(old, desired, conduct, run.core));
    if (end === undefined) {
        return;
    }
    if (end.kind === "refused") {
        refuse(run, end.reason);
        return;
    }
    if (end.kind === "kept") {
        say(run, end.reason);
        run.live = { ...run.live, rotation: end.state, truth: withoutPast(run.live.truth, run.world.program) };
        return;
    }
    run.live = {
        ...run.live,
        rotation: end.state,
        truth: truthOf(run, old, desired, end.state, run.attempts > before),
    };
}

/** `--refresh` of Rotation (rule 7). */
export function refreshRotation(run: Run): void {
    const { rotation: old, truth } = run.live;
    if (old === undefined) {
        return;
    }
    const end = new Driver(run, "refresh").perform(run.core.refresh(old, SLOTS, run.core));
    if (end === undefined || end.kind === "refused") {
        refuse(run, end?.reason);
        return;
    }
    run.hasHealed = end.state !== old;
    const source = old.source === sourceName(0) ? 0 : 1;
    const keys = run.services[source];
    const isChanged = String(keys[slotIndex(old.active.slot)]) !== old.active.fingerprint;
    const isHealed = isChanged && (run.options.weather.listLagMs === 0 || end.state !== old);
    const standby = keys[slotIndex(otherSlot(SLOTS, old.active.slot))];
    run.live = { ...run.live, rotation: end.state, truth: isHealed ? { ...begun(run, truth), left: standby } : truth };
}

/** Whether the engine sees a change. */
function differs(
    run: Run,
    driver: Driver,
    old: RotationState,
    desired: DesiredRotation,
    conduct: RotationConduct,
): boolean {
    const shown = driver.preview(run.core.rotation(old, desired, conduct, run.core));
    if (shown === undefined || shown === "begun") {
        return shown !== undefined;
    }
    switch (shown.kind) {
        case "refused":
            refuse(run, shown.reason);
            return false;
        case "given":
            return true;
        case "kept":
            say(run, shown.reason);
            return shown.state !== old;
    }
}

/** The truth about a key that consumers are given from now on. */
function truthOf(
    run: Run,
    old: RotationState | undefined,
    desired: DesiredRotation,
    { active }: RotationState,
    isRegenerated: boolean,
): Truth {
    const { program } = run.world;
    const { truth } = run.live;
    const { trigger, emergency } = program;
    if (old === undefined || old.source !== desired.source) {
        if (program.pin !== undefined && slotIndex(active.slot) !== program.pin) {
            throw new Violation("9", `a pair that is pinned to ${SLOTS[program.pin]} is adopted on ${active.slot}`);
        }
        if (old === undefined && program.pin === undefined) {
            judgeAdoption(run, active.slot);
        }
        run.hasAdopted = true;
        run.leftAt.fill(undefined);
        const adopted = { ...withoutPast(begun(run, truth), program), left: 0 };
        return old === undefined ? { ...adopted, trigger, emergency } : adopted;
    }
    const left = Number(isRegenerated ? old.active.fingerprint : run.shown[old.active.slot]);
    if (isRegenerated) {
        const urgent = isEmergencyPending(program, truth);
        run.hasRotatedUrgently = urgent;
        return { ...begun(run, truth), left, trigger, emergency, urgent };
    }
    if (run.keys[0] !== run.keys[1]) {
        judgeSwitch(active.slot, Number(active.fingerprint), program, truth);
    }
    const isThere = program.pin === undefined && old.active.slot === old.home;
    return { ...withoutPast(begun(run, truth), program), left, trigger: isThere ? trigger : truth.trigger };
}

/** Rule 34: consumers that were all seen on one slot are not moved to the other because a program says so. */
function judgeAdoption({ seen, shown }: Run, slot: string): void {
    const isHeld = (other: string) =>
        seen.some(({ holds }) => typeof holds === "object" && holds.fingerprint === shown[other]);
    const other = otherSlot(SLOTS, slot);
    if (shown[other] !== shown[slot] && isHeld(other) && !isHeld(slot)) {
        throw new Violation("34", `a pair whose consumers are on ${other} is adopted on ${slot}`);
    }
}

/** An emergency that is taken away is forgotten. */
function withoutPast(truth: Truth, { emergency }: Program): Truth {
    return emergency === 0 ? { ...truth, emergency } : truth;
}

/** The truth about a generation that begins now. */
function begun(run: Run, truth: Truth): Truth {
    return { ...truth, mark: run.date.mark, urgent: false, since: run.now, asked: 0 };
}

/** A pin may go back to the outgoing key; there-and-back never moves to a key that is still to be retired. */
function judgeSwitch(slot: string, key: Id, { pin }: Program, { left }: Truth): void {
    if (pin !== undefined && slotIndex(slot) !== pin) {
        throw new Violation("9", `a pair that is pinned to ${SLOTS[pin]} switches to ${slot}`);
    }
    if (pin === undefined && key === left) {
        throw new Violation("10", `consumers are moved back to ${slot} before it was retired`);
    }
}

function say({ messages }: Run, reason: string | undefined): void {
    if (reason !== undefined) {
        messages.push(reason);
    }
}

function refuse(run: Run, reason: string | undefined): void {
    judgeProof(run, reason);
    say(run, reason);
    run.failed = true;
}

/** A key that is accepted is asked for again, but only where the weather may change the answer: each question takes its time. */
function conductOf({ world: { shape } }: Run): RotationConduct {
    const conduct = shape.groups.includes("weather") ? PATIENT : QUICK;
    const asking = shape.asksUse === true ? { ...conduct, asksUse: true } : conduct;
    return shape.searches === true ? { ...asking, dependents: STRICT } : asking;
}

/** Rule 19: that somebody regenerated a key is only said where it is so. */
export function judgeProof(run: Run, reason: string | undefined): void {
    const { active } = run.live.rotation ?? {};
    const isThere = active !== undefined && String(run.keys[slotIndex(active.slot)]) === active.fingerprint;
    if (isThere && reason?.includes("was regenerated outside") === true) {
        throw new Violation("19", `an update says that ${active.slot} was regenerated, and it was not`);
    }
}

const STRICT = { unregistered: "refuse", notLookedAt: "warn" } as const;
const QUICK: RotationConduct = {
    propagation: { timeoutMs: 600_000, timeout: "10m", intervalMs: 500, consecutive: 1 },
    asksUse: false,
};
const PATIENT: RotationConduct = { ...QUICK, propagation: { ...QUICK.propagation, consecutive: 3 } };

function desiredRotation({ world: { program, shape } }: Run, isBlind: boolean): DesiredRotation {
    const { rotateEveryTicks } = shape;
    return {
        source: sourceName(program.source),
        slots: SLOTS,
        initialSlot: SLOTS[program.initialSlot],
        trigger: String(program.trigger),
        emergency: program.emergency === 0 ? "" : String(program.emergency),
        strategy: program.strategy,
        ...(program.pin === undefined ? {} : { pinnedSlot: SLOTS[program.pin] }),
        ...(rotateEveryTicks === undefined ? {} : { rotateEveryMs: rotateEveryTicks * TICK_MS }),
        blind: isBlind && shape.consumers.includes("custom"),
    };
}

export function sourceName(source: 0 | 1): string {
    return source === 0 ? "first" : "second";
}
