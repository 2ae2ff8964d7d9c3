import type { DesiredRotation, RotationDecision } from "../../../components/lifecycle/decideRotation";
import { otherSlot, type RotationState } from "../../../components/lifecycle/state";
import { wavesOf } from "../pairShape";
import { Violation } from "../violation";
import type { Run } from "./run";
import { dateOf, type Id, isEmergencyPending, type Program, SLOTS, slotIndex, TICK_MS, type Truth } from "./world";

/** Runs Rotation as its handlers do. */
export function runRotation(run: Run, isBlind: boolean): void {
    const desired = desiredRotation(run, isBlind);
    const old = run.live.rotation;
    if (old === undefined) {
        adopt(run, desired);
        return;
    }
    const state = run.core.withoutPastEmergency(old, desired.emergency);
    const shown = diff(run, state, desired);
    if (run.failed || (shown === undefined && state === old)) {
        return;
    }
    if (run.world.program.emergency === 0) {
        run.live = { ...run.live, rotation: state, truth: { ...run.live.truth, emergency: 0 } };
    }
    if (shown === undefined) {
        return;
    }
    const now = dateOf(run.world.now);
    const unseen = run.core.decideRotation(state, desired, undefined, now);
    const observed = unseen.kind === "look" ? run.observe() : { fingerprints: {}, holdings: [] };
    const decision = unseen.kind === "look" ? run.core.decideRotation(state, desired, observed, now) : unseen;
    switch (decision.kind) {
        case "adopt":
            adopt(run, desired);
            return;
        case "keep":
        case "look":
            return;
        case "defer":
            run.messages.push(decision.reason);
            return;
        case "refuse":
            run.messages.push(decision.reason);
            run.failed = true;
            return;
        case "rotate":
            rotate(run, state, desired, decision);
            return;
        case "switch":
            switchOver(run, state, desired, decision, observed.fingerprints);
            return;
    }
}

/** `--refresh` of Rotation (rule 7). */
export function refreshRotation(run: Run): void {
    const { rotation, truth } = run.live;
    if (rotation === undefined) {
        return;
    }
    const source = rotation.source === sourceName(0) ? 0 : 1;
    const fingerprints = run.list(source);
    const found = run.core.refreshed(rotation, SLOTS, { fingerprints }, dateOf(run.world.now));
    const isInWaves = wavesOf(run.world.shape).length > 1;
    const next = isInWaves ? run.core.withoutGoneOutgoing(found, { fingerprints }) : found;
    const isHealed = fingerprints[rotation.active.slot] !== rotation.active.fingerprint;
    const standby = Number(fingerprints[otherSlot(SLOTS, rotation.active.slot)]);
    const healed: Truth = { ...begun(run, truth), left: standby };
    run.live = { ...run.live, rotation: next, truth: isHealed ? healed : truth };
}

/** What the engine is told by `diff`: undefined for "no change". */
function diff(run: Run, state: RotationState, desired: DesiredRotation): RotationDecision | undefined {
    const now = dateOf(run.world.now);
    const unseen = run.core.decideRotation(state, desired, undefined, now);
    const decision =
        unseen.kind === "look" && state.outgoing !== undefined
            ? run.core.decideRotation(
                  state,
                  desired,
                  { fingerprints: run.list(run.world.program.source), holdings: [] },
                  now,
              )
            : unseen;
    switch (decision.kind) {
        case "keep":
            return undefined;
        case "defer":
            run.messages.push(decision.reason);
            return undefined;
        case "refuse":
            run.messages.push(decision.reason);
            run.failed = true;
            return undefined;
        case "adopt":
        case "look":
        case "switch":
        case "rotate":
            return decision;
    }
}

function adopt(run: Run, desired: DesiredRotation): void {
    const { program, now } = run.world;
    const fingerprints = run.list(program.source);
    run.hasAdopted = true;
    run.leftAt.fill(undefined);
    const { trigger, emergency } = program;
    const truth: Truth = { ...begun(run, run.live.truth), left: 0, trigger, emergency };
    run.live = {
        ...run.live,
        rotation: run.core.adopted(desired, { fingerprints }, dateOf(now), run.live.rotation),
        truth,
    };
}

function rotate(
    run: Run,
    state: RotationState,
    desired: DesiredRotation,
    { standby, urgent }: Extract<RotationDecision, { kind: "rotate" }>,
): void {
    const { program, now } = run.world;
    const { truth } = run.live;
    const left = run.keys[slotIndex(state.active.slot)];
    const key = run.regenerate(standby.slot, "rotation");
    const active = { slot: standby.slot, fingerprint: String(key) };
    const isUrgent = isEmergencyPending(program, truth);
    run.hasRotatedUrgently = isUrgent;
    const { trigger, emergency } = program;
    const next: Truth = { ...begun(run, truth), left, trigger, emergency, urgent: isUrgent };
    run.live = {
        ...run.live,
        rotation: run.core.rotated(state, desired, active, urgent, dateOf(now)),
        truth: next,
    };
}

function switchOver(
    run: Run,
    state: RotationState,
    desired: DesiredRotation,
    decision: Extract<RotationDecision, { kind: "switch" }>,
    fingerprints: Readonly<Record<string, string>>,
): void {
    const { program, now } = run.world;
    const { truth } = run.live;
    const { to, why } = decision;
    judgeSwitch(to.slot, Number(to.fingerprint), program, truth);
    const trigger = why === "there" ? program.trigger : truth.trigger;
    const left: Id = run.keys[slotIndex(state.active.slot)];
    run.live = {
        ...run.live,
        rotation: run.core.switched(state, desired, decision, { fingerprints }, dateOf(now)),
        truth: { ...begun(run, truth), left, trigger },
    };
}

/** What is so of a generation that begins now. */
function begun(run: Run, truth: Truth): Truth {
    return { ...truth, mark: run.nextId(), urgent: false, since: run.world.now, asked: 0 };
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
