import { changedOutside, readersMayLag, stillHeld } from "./reasons";
import { holdersOf, type Observed, type RetirementState, type SlotKey } from "./state";

/** What Rotation left for Retirement to do. */
export interface DesiredRetirement {
    /** Identity of the service that has the two keys. */
    readonly source: string;
    readonly generation: number;
    readonly active: SlotKey;
    readonly outgoing?: SlotKey;
    /** How long, in milliseconds, readers of a consumer may go on with a key after the consumer has switched. */
    readonly readerLagMs: number;
    /** How long, in milliseconds, one update waits for consumers that cannot be confirmed. */
    readonly settleMs: number;
}

export type RetirementDecision =
    /** Nothing to do: this generation is settled. */
    | { readonly kind: "keep" }
    /** Wait within this update, then decide again. */
    | { readonly kind: "pause"; readonly until: Date }
    /** The outgoing key is due; the service must be looked at before it is decided. */
    | { readonly kind: "look" }
    /** Nothing is outgoing (any more): settled without a regenerate. */
    | { readonly kind: "settle" }
    /** Regenerate the slot in which the outgoing key stands. */
    | { readonly kind: "retire"; readonly outgoing: SlotKey }
    /** The outgoing key stays valid until a later update. */
    | { readonly kind: "wait"; readonly reason: string; readonly retiresAt?: string }
    /** Going on could take a key from somebody. */
    | { readonly kind: "refuse"; readonly reason: string };

/**
 * The state with which the retirement of a generation begins. Retirement runs only after every consumer has switched,
 * so its first run of a generation marks that moment.
 */
export function beginRetirement(
    state: RetirementState | undefined,
    desired: DesiredRetirement,
    now: Date,
): RetirementState {
    const { source, generation } = desired;
    if (state !== undefined && state.source === source && state.generation === generation) {
        return state;
    }
    return { source, generation, settled: false, switchedAt: now.toISOString() };
}

/** Decides what Retirement does. `observed` is absent where nothing was looked at yet. */
export function decideRetirement(
    state: RetirementState,
    desired: DesiredRetirement,
    observed: Observed,
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
    observed: Observed | undefined,
    now: Date,
): RetirementDecision {
    const { active, outgoing } = desired;
    if (state.settled) {
        return { kind: "keep" };
    }
    if (outgoing === undefined) {
        return { kind: "settle" };
    }
    const retiresAt = after(state.switchedAt, desired.readerLagMs);
    if (now < retiresAt) {
        const at = retiresAt.toISOString();
        return { kind: "wait", reason: readersMayLag(outgoing.slot, at), retiresAt: at };
    }
    if (observed === undefined) {
        const until = after(state.switchedAt, desired.settleMs);
        return now < until ? { kind: "pause", until } : { kind: "look" };
    }
    if (observed.fingerprints[active.slot] !== active.fingerprint) {
        return { kind: "refuse", reason: changedOutside(active.slot) };
    }
    if (observed.fingerprints[outgoing.slot] !== outgoing.fingerprint) {
        return { kind: "settle" };
    }
    const holders = holdersOf(outgoing.fingerprint, observed.holdings);
    if (holders.length > 0) {
        return { kind: "wait", reason: stillHeld(outgoing.slot, holders) };
    }
    return { kind: "retire", outgoing };
}

/** The state after nothing of the generation is outgoing any more. */
export function settled({ source, generation, switchedAt }: RetirementState): RetirementState {
    return { source, generation, switchedAt, settled: true };
}

/** The state that says why the outgoing key is still valid. */
export function waiting(
    { source, generation, switchedAt }: RetirementState,
    { reason, retiresAt }: { readonly reason: string; readonly retiresAt?: string },
): RetirementState {
    return {
        source,
        generation,
        switchedAt,
        settled: false,
        waitingFor: reason,
        ...(retiresAt === undefined ? {} : { retiresAt }),
    };
}

function after(moment: string, ms: number): Date {
    return new Date(new Date(moment).getTime() + ms);
}
