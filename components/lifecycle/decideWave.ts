import { afterEarlierWave, changedOutside, soaking } from "./reasons";
import { keyIn, type Observed, type SlotKey } from "./state";

/** A key as one switch gave it out. */
export interface GivenKey extends SlotKey {
    /** Identity of the service that the key belongs to, in the form that is compared: for Azure, the ARM id in lower case. */
    readonly source: string;
    readonly generation: number;
    /** When the key was taken into use, in ISO 8601; tells apart two switches of one number. */
    readonly rotatedAt: string;
}

/** What a wave remembers. */
export interface WaveState {
    /** 2 for the first wave that has one before it. */
    readonly wave: number;
    /** The key that the consumers of this wave are given. */
    readonly given: GivenKey;
    /** Fingerprint of the key that they had before; absent where there was none. */
    readonly left?: string;
    /** Since when every consumer of the wave before has the key of that switch, where this wave does not have it yet. */
    readonly soaking?: { readonly rotatedAt: string; readonly since: string };
    /** Why the wave still has another key than the first wave. */
    readonly waitingFor?: string;
    /** The earliest moment at which it is given the active key, in ISO 8601, where that is known. */
    readonly switchesAt?: string;
}

/** What is asked of a wave. */
export interface DesiredWave {
    readonly wave: number;
    /** The key that the first wave is given. */
    readonly active: GivenKey;
    /** The key that the first wave left, while it is still valid or may be. */
    readonly outgoing?: SlotKey;
    /** The wave before, if it is not the first. */
    readonly previous?: WaveState;
    /** An emergency made this generation, or waits for it to be settled: nothing is waited for. */
    readonly urgent: boolean;
    /** How long, in milliseconds, the wave before goes on with a new key before this one is given it. */
    readonly soakMs: number;
}

export type WaveDecision =
    /** The wave has the active key. */
    | { readonly kind: "keep" }
    /** Give it the active key. */
    | { readonly kind: "pass" }
    /** It would go on with the key it has, or is given one after a while; the keys must be looked at before that is decided. */
    | { readonly kind: "look" }
    /** It goes on with the key it has. */
    | { readonly kind: "hold"; readonly reason: string; readonly switchesAt?: string }
    /** The waves before have a key that is gone; this one goes on with its own until they are given another. */
    | { readonly kind: "refuse"; readonly reason: string };

/** The state with which the wait for the wave before begins or goes on; that wave has its key when this one is asked. */
export function beginWave(state: WaveState, { active, previous }: DesiredWave, now: Date): WaveState {
    const isReady = previous === undefined || isSameSwitch(previous.given, active);
    if (isSameSwitch(state.given, active) || !isReady) {
        return state;
    }
    const { rotatedAt } = active;
    const isBegun = state.soaking?.rotatedAt === rotatedAt && new Date(state.soaking.since) <= now;
    return isBegun ? state : { ...state, soaking: { rotatedAt, since: now.toISOString() } };
}

/**
 * Decides whether a wave is given the active key. What it has is kept back for it only while that is the outgoing key, and is seen to
 * be there still: any other key is one that nobody keeps valid, or the active one itself. Nor is it moved from a key that works to one
 * that somebody has regenerated since the waves before took it. To go back to the key it had before takes no soak: the wave has run
 * with it. `observed` is absent where nothing was looked at yet.
 */
export function decideWave(
    state: WaveState | undefined,
    desired: DesiredWave,
    observed: Pick<Observed, "fingerprints">,
    now: Date,
): Exclude<WaveDecision, { kind: "look" }>;
export function decideWave(
    state: WaveState | undefined,
    desired: DesiredWave,
    observed: undefined,
    now: Date,
): WaveDecision;
export function decideWave(
    state: WaveState | undefined,
    desired: DesiredWave,
    observed: Pick<Observed, "fingerprints"> | undefined,
    now: Date,
): WaveDecision {
    const { active, outgoing, urgent, soakMs } = desired;
    if (state === undefined) {
        return { kind: "pass" };
    }
    if (isSameSwitch(state.given, active)) {
        return { kind: "keep" };
    }
    const isKept = outgoing !== undefined && outgoing.fingerprint === state.given.fingerprint;
    if (urgent || !isKept || state.left === active.fingerprint) {
        return { kind: "pass" };
    }
    const { soaking: wait } = state;
    if (observed === undefined) {
        // Where the wave before has only just taken the key, nothing has passed since that was seen to be accepted.
        const isJustTaken = wait?.rotatedAt === active.rotatedAt && wait.since === now.toISOString();
        return { kind: isJustTaken && soakMs === 0 ? "pass" : "look" };
    }
    if (keyIn(outgoing.slot, observed).fingerprint !== outgoing.fingerprint) {
        return { kind: "pass" };
    }
    if (keyIn(active.slot, observed).fingerprint !== active.fingerprint) {
        return { kind: "refuse", reason: changedOutside(active.slot) };
    }
    if (wait?.rotatedAt !== active.rotatedAt) {
        return { kind: "hold", reason: afterEarlierWave(state.wave, active.slot) };
    }
    const end = endOf(wait, soakMs);
    if (now >= end) {
        return { kind: "pass" };
    }
    const switchesAt = end.toISOString();
    return { kind: "hold", reason: soaking(state.wave, active.slot, switchesAt), switchesAt };
}

function endOf({ since }: { readonly since: string }, soakMs: number): Date {
    return new Date(new Date(since).getTime() + soakMs);
}

/** The state of a wave that was given the active key. */
export function passed(state: WaveState | undefined, { wave, active }: DesiredWave): WaveState {
    const { given, left } = state ?? {};
    const before = given?.fingerprint === active.fingerprint ? left : given?.fingerprint;
    return { wave, given: active, ...(before === undefined ? {} : { left: before }) };
}

/** The state of a wave that goes on with the key it has. */
export function held(
    { waitingFor: _, switchesAt: __, ...state }: WaveState,
    { reason, switchesAt }: Extract<WaveDecision, { kind: "hold" }>,
): WaveState {
    return { ...state, waitingFor: reason, ...(switchesAt === undefined ? {} : { switchesAt }) };
}

/** The first of the waves that does not have the key of this switch, if any: the outgoing key is not retired before the last has it. */
export function waveBehind(waves: readonly WaveState[], active: Pick<GivenKey, "rotatedAt" | "source">) {
    return waves.find(({ given }) => !isSameSwitch(given, active));
}

/** Generations alone do not tell: an update without checkpoints can give two switches one number. */
function isSameSwitch(
    one: Pick<GivenKey, "rotatedAt" | "source">,
    other: Pick<GivenKey, "rotatedAt" | "source">,
): boolean {
    return one.rotatedAt === other.rotatedAt && one.source === other.source;
}
