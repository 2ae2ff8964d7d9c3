import { blindWithoutCheckpoints, changedOutside, outgoingStillValid, stillHeld } from "./reasons";
import { holdersOf, type Observed, type RotationState, type SlotKey, type SlotNames } from "./state";

/** What the program asks of Rotation. */
export interface DesiredRotation {
    /** Identity of the service that has the two keys. */
    readonly source: string;
    readonly slots: SlotNames;
    /** The slot that applications use when the pair is adopted. */
    readonly initialSlot: string;
    /** The trigger in its canonical form; only whether it changed matters. */
    readonly trigger: string;
    /** Whether the engine writes no checkpoints while there are consumers that cannot be looked at. */
    readonly blind: boolean;
}

export type RotationDecision =
    /** Take the initial slot's key as active; regenerate nothing. */
    | { readonly kind: "adopt"; readonly slot: string }
    /** Nothing to do. */
    | { readonly kind: "keep" }
    /** A rotation is wanted; the service must be looked at before it is decided. */
    | { readonly kind: "look" }
    /** Regenerate the standby slot, in which `standby` stands now, and switch to it. */
    | { readonly kind: "rotate"; readonly standby: SlotKey }
    /** The trigger waits for a later update. */
    | { readonly kind: "defer"; readonly reason: string }
    /** Going on could take a key from somebody. */
    | { readonly kind: "refuse"; readonly reason: string };

/** Decides what Rotation does. `observed` is absent where nothing was looked at yet. */
export function decideRotation(
    state: RotationState | undefined,
    desired: DesiredRotation,
    observed: Observed,
): Exclude<RotationDecision, { kind: "look" }>;
export function decideRotation(state: RotationState | undefined, desired: DesiredRotation): RotationDecision;
export function decideRotation(
    state: RotationState | undefined,
    desired: DesiredRotation,
    observed?: Observed,
): RotationDecision {
    if (state === undefined || state.source !== desired.source) {
        return { kind: "adopt", slot: desired.initialSlot };
    }
    if (state.trigger === desired.trigger) {
        return { kind: "keep" };
    }
    if (desired.blind) {
        return { kind: "refuse", reason: blindWithoutCheckpoints() };
    }
    if (observed === undefined) {
        return { kind: "look" };
    }
    const { active, outgoing } = state;
    if (observed.fingerprints[active.slot] !== active.fingerprint) {
        return { kind: "refuse", reason: changedOutside(active.slot) };
    }
    if (outgoing !== undefined && observed.fingerprints[outgoing.slot] === outgoing.fingerprint) {
        return { kind: "defer", reason: outgoingStillValid(outgoing.slot) };
    }
    const standby = standbyOf(active.slot, desired.slots, observed.fingerprints);
    const holders = holdersOf(standby.fingerprint, observed.holdings);
    if (holders.length > 0) {
        return { kind: "defer", reason: stillHeld(standby.slot, holders) };
    }
    return { kind: "rotate", standby };
}

/** The state of a pair that was just adopted (rule 2). */
export function adopted(desired: DesiredRotation, fingerprints: Observed["fingerprints"], now: Date): RotationState {
    const slot = desired.initialSlot;
    return {
        source: desired.source,
        generation: 0,
        active: { slot, fingerprint: fingerprints[slot] ?? "" },
        trigger: desired.trigger,
        rotatedAt: now.toISOString(),
    };
}

/** The state after the standby slot was regenerated and became the active one. */
export function rotated(
    state: RotationState,
    desired: DesiredRotation,
    active: RotationState["active"],
    now: Date,
): RotationState {
    return {
        source: state.source,
        generation: state.generation + 1,
        active,
        outgoing: state.active,
        trigger: desired.trigger,
        rotatedAt: now.toISOString(),
    };
}

/**
 * The state after a refresh (rule 7). Another key in the active slot starts a new generation with the key as it is now;
 * the standby key counts as outgoing, because somebody may have been moved to it by hand.
 */
export function refreshed(
    state: RotationState,
    slots: SlotNames,
    fingerprints: Observed["fingerprints"],
    now: Date,
): RotationState {
    const { slot, fingerprint } = state.active;
    const found = fingerprints[slot] ?? "";
    if (found === fingerprint) {
        return state;
    }
    return {
        source: state.source,
        generation: state.generation + 1,
        active: { slot, fingerprint: found },
        outgoing: standbyOf(slot, slots, fingerprints),
        trigger: state.trigger,
        rotatedAt: now.toISOString(),
    };
}

function standbyOf(activeSlot: string, slots: SlotNames, fingerprints: Observed["fingerprints"]): SlotKey {
    const slot = activeSlot === slots[0] ? slots[1] : slots[0];
    return { slot, fingerprint: fingerprints[slot] ?? "" };
}
