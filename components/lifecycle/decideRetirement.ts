import type { GateResult } from "./gate";
import {
    awaitsAcknowledgement,
    changedOutside,
    gateFailed,
    gateWaits,
    heldForWave,
    inGrace,
    readersMayLag,
    retiredByHand,
    stillHeld,
} from "./reasons";
import { holdersOf, keyIn, type Observed, type RetirementState, type SlotKey } from "./state";

/** What Rotation left for Retirement to do, and what the program wants of it. */
export interface DesiredRetirement {
    /** Identity of the service that has the two keys. */
    readonly source: string;
    readonly generation: number;
    readonly active: SlotKey;
    readonly outgoing?: SlotKey;
    /** Why a wave does not have the active key yet; absent where each has it. */
    readonly behind?: string;
    /** An emergency made this generation, or waits for it to be settled: nothing is waited for. */
    readonly urgent: boolean;
    /** How long, in milliseconds, readers of a consumer may go on with a key after the consumer has switched. */
    readonly readerLagMs: number;
    /** How long, in milliseconds, the outgoing key stays valid after every consumer has switched. */
    readonly graceMs: number;
    /** Who has to acknowledge this generation and has not yet; absent for nobody. */
    readonly unacknowledged?: readonly string[];
    /** How long, in milliseconds, one update waits for consumers that cannot be confirmed. */
    readonly settleMs: number;
    /** Whether a person retires, by a change of the retire trigger. */
    readonly retire: "automatic" | "manual";
    /** The retire trigger in its canonical form. */
    readonly retireTrigger: string;
}

export type RetirementDecision =
    /** Nothing to do: this generation is settled. */
    | { readonly kind: "keep" }
    /** Wait within this update, then decide again. */
    | { readonly kind: "pause"; readonly until: Date }
    /** The outgoing key is due; service, consumers and gates must be looked at before it is decided. */
    | { readonly kind: "look" }
    /** Nothing is outgoing (any more): settled without a regenerate. */
    | { readonly kind: "settle" }
    /** Regenerate the slot in which the outgoing key stands. */
    | { readonly kind: "retire"; readonly outgoing: SlotKey }
    /** The outgoing key stays valid until a later update. */
    | { readonly kind: "wait"; readonly reason: string; readonly retiresAt?: string }
    /** Going on could take a key from somebody, or a gate says that something is wrong. */
    | { readonly kind: "refuse"; readonly reason: string };

/**
 * The state with which the retirement of a generation begins or goes on. Retirement runs only after every consumer has
 * switched, or with a wave that is behind, so its first run of a generation with none behind marks that moment; its first run
 * that leaves the retirement to a person marks the retire trigger. A moment that is still to come was told by a clock that ran ahead, so it counts as now.
 */
export function beginRetirement(
    state: RetirementState | undefined,
    desired: DesiredRetirement,
    now: Date,
): RetirementState {
    const { source, generation } = desired;
    const isManual = desired.retire === "manual";
    const isBehind = desired.behind !== undefined;
    const isSame = state?.source === source && state.generation === generation;
    if (state === undefined || !isSame || (state.isBehind === true && !isBehind)) {
        const asked = isManual ? { retireTrigger: desired.retireTrigger } : {};
        const behind = isBehind ? { isBehind } : {};
        return { source, generation, settled: false, switchedAt: now.toISOString(), ...asked, ...behind };
    }
    const isAhead = new Date(state.switchedAt) > now;
    const isAsked = state.retireTrigger !== undefined;
    if (state.settled || (isAsked === isManual && !isAhead)) {
        return state;
    }
    const { retireTrigger = desired.retireTrigger, ...unasked } = state;
    const switchedAt = isAhead ? now.toISOString() : state.switchedAt;
    return { ...unasked, switchedAt, ...(isManual ? { retireTrigger } : {}) };
}

/** What was seen, with what the gates said of it. */
export interface ObservedRetirement extends Observed {
    readonly gates: readonly GateResult[];
}

/** Decides what Retirement does. `observed` is absent where nothing was looked at yet. */
export function decideRetirement(
    state: RetirementState,
    desired: DesiredRetirement,
    observed: ObservedRetirement,
    now: Date,
): Exclude<RetirementDecision, { kind: "look" | "pause" }>;
export function decideRetirement(
    state: RetirementState,
    desired: DesiredRetirement,
    observed: undefined,
    now: Date,
): RetirementDecision;
export function decideRetirement(
    state: RetirementState,
    desired: DesiredRetirement,
    observed: ObservedRetirement | undefined,
    now: Date,
): RetirementDecision {
    const { active, outgoing, urgent, behind } = desired;
    if (state.settled) {
        return { kind: "keep" };
    }
    if (outgoing === undefined) {
        return { kind: "settle" };
    }
    if (behind !== undefined) {
        return { kind: "wait", reason: heldForWave(outgoing.slot, behind) };
    }
    const wait = urgent ? undefined : standingWait(state, desired, outgoing, now);
    if (wait !== undefined) {
        return wait;
    }
    if (observed === undefined) {
        const until = after(state.switchedAt, desired.settleMs);
        return !urgent && now < until ? { kind: "pause", until } : { kind: "look" };
    }
    if (observed.fingerprints[active.slot] !== active.fingerprint) {
        return { kind: "refuse", reason: changedOutside(active.slot) };
    }
    return observed.fingerprints[outgoing.slot] === outgoing.fingerprint
        ? (firstObstacle(outgoing, observed, urgent) ?? { kind: "retire", outgoing })
        : (holderIn(keyIn(outgoing.slot, observed), observed) ?? { kind: "settle" });
}

/** What holds the outgoing key without a look. */
function standingWait(
    { switchedAt, retireTrigger }: RetirementState,
    desired: DesiredRetirement,
    { slot }: SlotKey,
    now: Date,
): RetirementDecision | undefined {
    if (desired.retire === "manual" && desired.retireTrigger === retireTrigger) {
        return { kind: "wait", reason: retiredByHand(slot) };
    }
    const { readerLagMs, graceMs } = desired;
    const retiresAt = after(switchedAt, Math.max(readerLagMs, graceMs));
    if (now >= retiresAt) {
        const { unacknowledged = [], generation } = desired;
        return unacknowledged.length === 0
            ? undefined
            : { kind: "wait", reason: awaitsAcknowledgement(slot, unacknowledged, generation) };
    }
    const at = retiresAt.toISOString();
    return { kind: "wait", reason: readerLagMs > graceMs ? readersMayLag(slot, at) : inGrace(slot, at), retiresAt: at };
}

/** What holds the outgoing key after a look: a gate that failed, a consumer that has it, a gate that waits. */
function firstObstacle(
    outgoing: SlotKey,
    observed: ObservedRetirement,
    urgent: boolean,
): Extract<RetirementDecision, { kind: "refuse" | "wait" }> | undefined {
    const { slot } = outgoing;
    const { gates } = observed;
    const failed = gates.find((result) => result.status === "failed");
    if (failed !== undefined) {
        return { kind: "refuse", reason: gateFailed(slot, failed.gate, failed.reason) };
    }
    const held = holderIn(outgoing, observed);
    if (held !== undefined) {
        return held;
    }
    const waits = gates.find((result) => result.status === "waiting");
    if (waits === undefined || urgent) {
        return undefined;
    }
    const reason = gateWaits(slot, waits.gate, waits.reason);
    return { kind: "wait", reason, ...(waits.until === undefined ? {} : { retiresAt: waits.until }) };
}

/** A consumer on the slot that the others left, also where another key stands in it by now: the pair is not settled. */
function holderIn({ slot, fingerprint }: SlotKey, { holdings }: Observed): HeldBy | undefined {
    const holders = holdersOf(fingerprint, holdings);
    return holders.length > 0 ? { kind: "wait", reason: stillHeld(slot, holders) } : undefined;
}

type HeldBy = Extract<RetirementDecision, { kind: "wait" }>;

/** The state after nothing of the generation is outgoing any more. */
export function settled({ waitingFor: _, retiresAt: __, isBehind: ___, ...state }: RetirementState): RetirementState {
    return { ...state, settled: true };
}

/** The state that says why the outgoing key is still valid. */
export function waiting(
    { retiresAt: _, ...state }: RetirementState,
    { reason, retiresAt }: { readonly reason: string; readonly retiresAt?: string },
): RetirementState {
    return { ...state, settled: false, waitingFor: reason, ...(retiresAt === undefined ? {} : { retiresAt }) };
}

function after(moment: string, ms: number): Date {
    return new Date(new Date(moment).getTime() + ms);
}
