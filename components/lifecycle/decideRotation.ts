import { isEmergency } from "./emergency";
import type { RotationErrorCode } from "./errorCodes";
import type { GateResult } from "./gateAnswer";
import {
    blindWithoutCheckpoints,
    changedOutside,
    emergencyAfterRotation,
    homeNotRetired,
    outgoingStillValid,
    pinned,
    pinnedInEmergency,
    standbyChanged,
    standbyMayBeUsed,
    standbyNotAsked,
    stillHeld,
} from "./reasons";
import { firstDecision, type Rule } from "./rule";
import {
    holdersOf,
    keyIn,
    type LeftKey,
    type Observed,
    otherSlot,
    type RotationState,
    type SlotKey,
    type SlotNames,
} from "./state";

/** The request of the program to Rotation. */
export interface DesiredRotation {
    /** Identity of the service that has the two keys. */
    readonly source: string;
    readonly slots: SlotNames;
    /** The slot that applications use when the pair is adopted; `found`: the one whose key they are found to hold. */
    readonly initialSlot: string;
    /** The rotation trigger in its canonical form; only whether it changed matters. */
    readonly trigger: string;
    /** The emergency trigger in its canonical form; empty if it is not set. */
    readonly emergency: string;
    readonly strategy: "alternate" | "there-and-back";
    /** The slot that consumers shall use; it overrides the triggers. */
    readonly pinnedSlot?: string;
    /** Age of the active key, in milliseconds, at which it is rotated. */
    readonly rotateEveryMs?: number;
    /** Whether the engine writes no checkpoints while there are consumers that cannot be looked at. */
    readonly blind: boolean;
}

export type RotationDecision =
    /** Nothing to do. */
    | { readonly kind: "keep" }
    /** A change is wanted; the service must be looked at before it is decided. */
    | { readonly kind: "look"; readonly wanted: Wanted }
    /** Regenerate the standby slot, which holds `standby` now, and switch to it. */
    | { readonly kind: "rotate"; readonly standby: SlotKey; readonly urgent: boolean }
    /** Switch to an unchanged key; regenerate nothing. */
    | { readonly kind: "switch"; readonly to: SlotKey; readonly why: "pin" | "there" | "back" }
    /** The trigger waits for a later update. */
    | { readonly kind: "defer"; readonly reason: string }
    /** Going on could take a key from somebody. */
    | { readonly kind: "refuse"; readonly code: RotationErrorCode; readonly reason: string };

/** The wish of a program, or of time, for a pair. */
export type Wanted = "nothing" | "emergency" | "rotation" | "pin" | "back";

/** The wishes for an adopted pair, most urgent first. */
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

/** The observations, with the earlier findings about the use of the standby key; absent if nobody asked. */
export interface ObservedRotation extends Observed {
    readonly standbyUse?: StandbyUse;
}

/** The findings about a key's use. They take their time. */
export interface StandbyUse {
    /** The key in question. */
    readonly fingerprint: string;
    readonly gates: readonly GateResult[];
}

/** The case that a rule of Rotation judges: an adopted pair with a wish. */
export interface RotationCase {
    readonly state: RotationState;
    readonly desired: DesiredRotation;
    readonly wanted: Wanted;
    /** Absent if nothing was looked at yet. */
    readonly observed: ObservedRotation | undefined;
    readonly now: Date;
}

/** The step of Rotation with an adopted pair. The first rule that applies decides. */
export const rotationRules: readonly Rule<RotationCase, RotationDecision>[] = [
    {
        id: 13,
        sentence: "An update that nothing is wanted of calls no service.",
        decide: ({ wanted }) => (wanted === "nothing" ? { kind: "keep" } : undefined),
    },
    {
        id: 9,
        sentence: "A pinned pair defers a rotation.",
        decide: ({ wanted, desired: { pinnedSlot } }) =>
            pinnedSlot !== undefined && wanted === "rotation"
                ? { kind: "defer", reason: pinned(pinnedSlot) }
                : undefined,
    },
    {
        id: 9,
        sentence: "A pinned pair refuses an emergency.",
        decide: ({ wanted, desired: { pinnedSlot } }) =>
            pinnedSlot !== undefined && wanted === "emergency"
                ? { kind: "refuse", code: "pinned", reason: pinnedInEmergency(pinnedSlot) }
                : undefined,
    },
    {
        id: 16,
        sentence: "Without checkpoints, a pair with a consumer that nobody can look at does not rotate.",
        decide: ({ desired: { blind } }) =>
            blind ? { kind: "refuse", code: "no-checkpoints", reason: blindWithoutCheckpoints() } : undefined,
    },
    {
        id: 0,
        sentence: "Nothing else is decided before a look.",
        decide: ({ observed, wanted }) => (observed === undefined ? { kind: "look", wanted } : undefined),
    },
    {
        id: 9,
        sentence: "A pin switches to its slot and regenerates nothing.",
        decide: seen(({ wanted }, { standby }) =>
            wanted === "pin" ? { kind: "switch", to: standby, why: "pin" } : undefined,
        ),
    },
    {
        id: 6,
        sentence: "The active slot must hold the key that consumers were given.",
        decide: seen(({ state: { active } }, { observed }) =>
            observed.fingerprints[active.slot] === active.fingerprint
                ? undefined
                : { kind: "refuse", code: "changed-outside", reason: changedOutside(active.slot) },
        ),
    },
    {
        id: 5,
        sentence: "A new trigger waits while the outgoing key of the last rotation is valid; an emergency does not.",
        decide: seen(({ state, wanted, desired, now }, { observed }) => {
            if (wanted === "emergency" || !outgoingIsValid(state, observed)) {
                return undefined;
            }
            // If both slots have one key, its holders are on the active slot.
            if (wanted === "rotation" && state.outgoing.fingerprint === state.active.fingerprint) {
                return undefined;
            }
            return rotationIsPending(state, desired, now)
                ? { kind: "defer", reason: outgoingStillValid(state.outgoing.slot) }
                : wanted === "back"
                  ? { kind: "defer", reason: homeNotRetired(state.outgoing.slot, state.active.slot) }
                  : { kind: "keep" };
        }),
    },
    {
        id: 10,
        sentence: "there-and-back switches home once the other key is retired.",
        decide: seen(({ wanted }, { standby }) =>
            wanted === "back" ? { kind: "switch", to: standby, why: "back" } : undefined,
        ),
    },
    {
        id: 10,
        sentence: "there-and-back switches to the other key unchanged.",
        decide: seen(({ wanted, desired: { strategy } }, { standby }) =>
            wanted === "rotation" && strategy === "there-and-back"
                ? { kind: "switch", to: standby, why: "there" }
                : undefined,
        ),
    },
    {
        id: 14,
        sentence: "A consumer that holds the standby key, or may hold it, defers the rotation.",
        decide: seen(({ state }, { observed, standby }) => {
            // If both slots have one key, its holders are on the active slot.
            const holders =
                standby.fingerprint === state.active.fingerprint ? [] : holdersOf(standby.fingerprint, observed);
            if (holders.length === 0) {
                return undefined;
            }
            const reason = outgoingIsValid(state, observed)
                ? emergencyAfterRotation(state.active.slot, standby.slot, holders)
                : stillHeld(standby.slot, holders);
            return { kind: "defer", reason };
        }),
    },
    {
        id: 8,
        sentence: "A standby key that somebody else may use defers the rotation; an emergency does not wait for it.",
        decide: seen(({ wanted }, { observed, standby }) =>
            wanted === "emergency" ? undefined : useOf(standby, observed),
        ),
    },
    {
        id: 1,
        sentence: "The standby slot is regenerated, never the active one.",
        decide: seen(({ wanted }, { standby }) => ({ kind: "rotate", standby, urgent: wanted === "emergency" })),
    },
];

/** The observations, with the key in the standby slot. */
interface Sight {
    readonly observed: ObservedRotation;
    readonly standby: SlotKey;
}

function seen(
    decide: (of: RotationCase, sight: Sight) => RotationDecision | undefined,
): Rule<RotationCase, RotationDecision>["decide"] {
    return (of) => {
        const { state, desired, observed } = of;
        if (observed === undefined) {
            return undefined;
        }
        return decide(of, { observed, standby: keyIn(otherSlot(desired.slots, state.active.slot), observed) });
    };
}

/** Decides the step of Rotation. `observed` is absent if nothing was looked at yet. */
export function decideRotation(
    state: RotationState,
    desired: DesiredRotation,
    observed: ObservedRotation,
    now: Date,
    rules?: typeof rotationRules,
): Exclude<RotationDecision, { kind: "look" }>;
export function decideRotation(
    state: RotationState,
    desired: DesiredRotation,
    observed: ObservedRotation | undefined,
    now: Date,
    rules?: typeof rotationRules,
): RotationDecision;
export function decideRotation(
    state: RotationState,
    desired: DesiredRotation,
    observed: ObservedRotation | undefined,
    now: Date,
    rules = rotationRules,
): RotationDecision {
    return firstDecision(rules, { state, desired, wanted: wantedOf(state, desired, now), observed, now });
}

/** A standby key that somebody uses outside the stack, or that may be used. An emergency does not wait for it (rule 8). */
function useOf({ slot, fingerprint }: SlotKey, { standbyUse }: ObservedRotation): Obstacle | undefined {
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

type Obstacle = Extract<RotationDecision, { kind: "defer" | "refuse" }>;

/** Whether the trigger changed, or the active key has come of age. */
function rotationIsPending(state: RotationState, { trigger, rotateEveryMs }: DesiredRotation, now: Date): boolean {
    const ageMs = now.getTime() - new Date(state.agesFrom ?? state.rotatedAt).getTime();
    return trigger !== state.trigger || ageMs >= (rotateEveryMs ?? Number.POSITIVE_INFINITY);
}

function outgoingIsValid(state: RotationState, observed: Observed): state is RotationState & { outgoing: SlotKey } {
    return state.outgoing !== undefined && observed.fingerprints[state.outgoing.slot] === state.outgoing.fingerprint;
}

/**
 * The state of a pair that was just adopted with this slot in use (rule 2). If another source was `before` it, its generations go on: consumers
 * write on a change of generation (rule 15), and a crash may have left a consumer on the other source's key, which would otherwise count as
 * done. Its triggers stay as they were applied: an adoption consumes no trigger (rule 17).
 */
export function adopted(
    desired: DesiredRotation,
    slot: string,
    observed: Pick<Observed, "fingerprints">,
    now: Date,
    before?: RotationState,
): RotationState {
    return {
        source: desired.source,
        generation: before === undefined ? 0 : before.generation + 1,
        active: keyIn(slot, observed),
        home: slot,
        trigger: before === undefined ? desired.trigger : before.trigger,
        emergency: before === undefined ? desired.emergency : before.emergency,
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
    return { ...nextGeneration(state, active, left(state, state.active), now), trigger, emergency, urgent };
}

/** The state after a switch to an unchanged key. A trigger asks only for the way "there". */
export function switched(
    state: RotationState,
    desired: DesiredRotation,
    { to, why }: Extract<RotationDecision, { kind: "switch" }>,
    observed: Pick<Observed, "fingerprints">,
    now: Date,
): RotationState {
    const next = nextGeneration(state, to, left(state, keyIn(state.active.slot, observed)), now);
    return why === "there" ? { ...next, trigger: desired.trigger } : next;
}

/**
 * The state after a refresh (rule 7). Another key in the active slot starts a new generation with the key that is there now; the standby
 * key counts as outgoing, because somebody may have been moved to it by hand.
 */
export function refreshed(
    state: RotationState,
    slots: SlotNames,
    observed: Pick<Observed, "fingerprints">,
    now: Date,
): RotationState {
    const found = keyIn(state.active.slot, observed);
    const standby = keyIn(otherSlot(slots, found.slot), observed);
    return found.fingerprint === state.active.fingerprint
        ? state
        : nextGeneration(state, found, { ...standby, generation: state.generation, rotatedAt: "" }, now);
}

/** Rule 29: a time in the future came from a clock that ran ahead, so the age of the key counts from now. */
export function agedFrom(state: RotationState, now: Date): RotationState {
    return new Date(state.agesFrom ?? state.rotatedAt) > now ? { ...state, agesFrom: now.toISOString() } : state;
}

function left({ generation, rotatedAt }: RotationState, key: SlotKey): LeftKey {
    return { ...key, generation, rotatedAt };
}

function nextGeneration(
    { agesFrom: _, ...state }: RotationState,
    active: SlotKey,
    outgoing: LeftKey,
    now: Date,
): RotationState {
    const generation = state.generation + 1;
    return { ...state, generation, active, outgoing, urgent: false, rotatedAt: now.toISOString() };
}
