import { isEmergency } from "./emergency";
import type { GateResult } from "./gate";
import {
    blindWithoutCheckpoints,
    changedOutside,
    emergencyAfterRotation,
    outgoingStillValid,
    pinned,
    pinnedInEmergency,
    standbyChanged,
    standbyMayBeUsed,
    standbyNotAsked,
    stillHeld,
} from "./reasons";
import type { RotationErrorCode } from "./rotationError";
import { holdersOf, keyIn, type Observed, otherSlot, type RotationState, type SlotKey, type SlotNames } from "./state";

/** What the program asks of Rotation. */
export interface DesiredRotation {
    /** Identity of the service that has the two keys. */
    readonly source: string;
    readonly slots: SlotNames;
    /** The slot that applications use when the pair is adopted. */
    readonly initialSlot: string;
    /** The rotation trigger in its canonical form; only whether it changed matters. */
    readonly trigger: string;
    /** The emergency trigger in its canonical form; empty where there is none. */
    readonly emergency: string;
    readonly strategy: "alternate" | "there-and-back";
    /** The slot that consumers shall use, whatever the triggers say. */
    readonly pinnedSlot?: string;
    /** Age of the active key, in milliseconds, at which it is rotated. */
    readonly rotateEveryMs?: number;
    /** Whether the engine writes no checkpoints while there are consumers that cannot be looked at. */
    readonly blind: boolean;
}

export type RotationDecision =
    /** Take the initial slot's key as active; regenerate nothing. */
    | { readonly kind: "adopt"; readonly slot: string }
    /** Nothing to do. */
    | { readonly kind: "keep" }
    /** A change is wanted; the service must be looked at before it is decided. */
    | { readonly kind: "look"; readonly wanted: Wanted }
    /** Regenerate the standby slot, in which `standby` stands now, and switch to it. */
    | { readonly kind: "rotate"; readonly standby: SlotKey; readonly urgent: boolean }
    /** Switch to a key as it is; regenerate nothing. */
    | { readonly kind: "switch"; readonly to: SlotKey; readonly why: "pin" | "there" | "back" }
    /** The trigger waits for a later update. */
    | { readonly kind: "defer"; readonly reason: string }
    /** Going on could take a key from somebody. */
    | { readonly kind: "refuse"; readonly code: RotationErrorCode; readonly reason: string };

/** What a program, or time, wants of a pair. */
export type Wanted = "nothing" | "emergency" | "rotation" | "pin" | "back";

/** What is wanted of an adopted pair, most urgent first. */
export function wantedOf(state: RotationState, desired: DesiredRotation, now: Date): Wanted {
    if (isEmergency(desired.emergency, state)) {
        return "emergency";
    }
    if (desired.pinnedSlot !== undefined && desired.pinnedSlot !== state.active.slot) {
        return "pin";
    }
    if (desired.pinnedSlot === undefined && desired.strategy === "there-and-back" && state.active.slot !== state.home) {
        return "back";
    }
    return rotationIsPending(state, desired, now) ? "rotation" : "nothing";
}

/** What was seen, with what was found out before of the use of the standby key; absent where that was not asked. */
export interface ObservedRotation extends Observed {
    readonly standbyUse?: StandbyUse;
}

/** What was found out of a key's use, which takes its time. */
export interface StandbyUse {
    /** The key of which it was asked. */
    readonly fingerprint: string;
    readonly gates: readonly GateResult[];
}

/** Decides what Rotation does. `observed` is absent where nothing was looked at yet. */
export function decideRotation(
    state: RotationState | undefined,
    desired: DesiredRotation,
    observed: ObservedRotation,
    now: Date,
): Exclude<RotationDecision, { kind: "look" }>;
export function decideRotation(
    state: RotationState | undefined,
    desired: DesiredRotation,
    observed: undefined,
    now: Date,
): RotationDecision;
export function decideRotation(
    state: RotationState | undefined,
    desired: DesiredRotation,
    observed: ObservedRotation | undefined,
    now: Date,
): RotationDecision {
    if (state === undefined || state.source !== desired.source) {
        return { kind: "adopt", slot: desired.initialSlot };
    }
    const wanted = wantedOf(state, desired, now);
    if (wanted === "nothing") {
        return { kind: "keep" };
    }
    const obstacle = standingObstacle(wanted, desired);
    if (obstacle !== undefined) {
        return obstacle;
    }
    if (observed === undefined) {
        return { kind: "look", wanted };
    }
    const standby = keyIn(otherSlot(desired.slots, state.active.slot), observed);
    if (wanted === "pin") {
        return { kind: "switch", to: standby, why: "pin" };
    }
    if (observed.fingerprints[state.active.slot] !== state.active.fingerprint) {
        return { kind: "refuse", code: "changed-outside", reason: changedOutside(state.active.slot) };
    }
    if (wanted !== "emergency" && outgoingIsValid(state, observed)) {
        return rotationIsPending(state, desired, now)
            ? { kind: "defer", reason: outgoingStillValid(state.outgoing.slot) }
            : { kind: "keep" };
    }
    if (wanted === "back") {
        return { kind: "switch", to: standby, why: "back" };
    }
    if (wanted === "rotation" && desired.strategy === "there-and-back") {
        return { kind: "switch", to: standby, why: "there" };
    }
    const holders = holdersOf(standby.fingerprint, observed.holdings);
    if (holders.length > 0) {
        const reason = outgoingIsValid(state, observed)
            ? emergencyAfterRotation(state.active.slot, standby.slot, holders)
            : stillHeld(standby.slot, holders);
        return { kind: "defer", reason };
    }
    const urgent = wanted === "emergency";
    return (urgent ? undefined : useOf(standby, observed)) ?? { kind: "rotate", standby, urgent };
}

/** A standby that somebody uses outside the stack, or of which nobody knows. An emergency does not wait for it (rule 8). */
function useOf({ slot, fingerprint }: SlotKey, { standbyUse }: ObservedRotation): StandingObstacle | undefined {
    if (standbyUse === undefined) {
        return undefined;
    }
    const { gates } = standbyUse;
    if (standbyUse.fingerprint !== fingerprint) {
        return { kind: "defer", reason: standbyChanged(slot) };
    }
    const failed = gates.find(({ status }) => status === "failed");
    if (failed?.status === "failed") {
        return { kind: "refuse", code: "gate-failed", reason: standbyNotAsked(slot, failed.gate, failed.reason) };
    }
    const waits = gates.find(({ status }) => status === "waiting");
    return waits?.status === "waiting"
        ? { kind: "defer", reason: standbyMayBeUsed(slot, waits.gate, waits.reason) }
        : undefined;
}

/** What forbids a change before anything is looked at. */
function standingObstacle(wanted: Wanted, { pinnedSlot, blind }: DesiredRotation): StandingObstacle | undefined {
    if (pinnedSlot !== undefined && wanted === "rotation") {
        return { kind: "defer", reason: pinned(pinnedSlot) };
    }
    if (pinnedSlot !== undefined && wanted === "emergency") {
        return { kind: "refuse", code: "pinned", reason: pinnedInEmergency(pinnedSlot) };
    }
    return blind ? { kind: "refuse", code: "no-checkpoints", reason: blindWithoutCheckpoints() } : undefined;
}

type StandingObstacle = Extract<RotationDecision, { kind: "defer" | "refuse" }>;

/** Whether the trigger changed, or the active key has come of age. */
function rotationIsPending(state: RotationState, { trigger, rotateEveryMs }: DesiredRotation, now: Date): boolean {
    const ageMs = now.getTime() - new Date(state.rotatedAt).getTime();
    return trigger !== state.trigger || ageMs >= (rotateEveryMs ?? Number.POSITIVE_INFINITY);
}

function outgoingIsValid(state: RotationState, observed: Observed): state is RotationState & { outgoing: SlotKey } {
    return state.outgoing !== undefined && observed.fingerprints[state.outgoing.slot] === state.outgoing.fingerprint;
}

/**
 * The state of a pair that was just adopted (rule 2). Where another pair was `before` it, its generations go on: consumers
 * write on a change of generation (rule 15), and one that a crash left on the other pair's key would be taken for done.
 */
export function adopted(
    desired: DesiredRotation,
    observed: Pick<Observed, "fingerprints">,
    now: Date,
    before?: RotationState,
): RotationState {
    return {
        source: desired.source,
        generation: before === undefined ? 0 : before.generation + 1,
        active: keyIn(desired.initialSlot, observed),
        home: desired.initialSlot,
        trigger: desired.trigger,
        emergency: desired.emergency,
        urgent: false,
        rotatedAt: now.toISOString(),
    };
}

/** The state after the standby slot was regenerated and became the active one. */
export function rotated(
    state: RotationState,
    { trigger, emergency }: DesiredRotation,
    active: SlotKey,
    urgent: boolean,
    now: Date,
): RotationState {
    return { ...nextGeneration(state, active, state.active, now), trigger, emergency, urgent };
}

/** The state after a switch to a key as it is. Only the way "there" is what a trigger asked for. */
export function switched(
    state: RotationState,
    desired: DesiredRotation,
    { to, why }: Extract<RotationDecision, { kind: "switch" }>,
    observed: Pick<Observed, "fingerprints">,
    now: Date,
): RotationState {
    const next = nextGeneration(state, to, keyIn(state.active.slot, observed), now);
    return why === "there" ? { ...next, trigger: desired.trigger } : next;
}

/**
 * The state after a refresh (rule 7). Another key in the active slot starts a new generation with the key as it is now;
 * the standby key counts as outgoing, because somebody may have been moved to it by hand.
 */
export function refreshed(
    state: RotationState,
    slots: SlotNames,
    observed: Pick<Observed, "fingerprints">,
    now: Date,
): RotationState {
    const found = keyIn(state.active.slot, observed);
    const standby = keyIn(otherSlot(slots, found.slot), observed);
    return found.fingerprint === state.active.fingerprint ? state : nextGeneration(state, found, standby, now);
}

function nextGeneration(state: RotationState, active: SlotKey, outgoing: SlotKey, now: Date): RotationState {
    const generation = state.generation + 1;
    return { ...state, generation, active, outgoing, urgent: false, rotatedAt: now.toISOString() };
}
