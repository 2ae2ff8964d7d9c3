import { unproven, type WrittenProof } from "./proof";
import { afterEarlierWave, changedOutside, soaking } from "./reasons";
import { firstDecision, type Rule } from "./rule";
import { holdersOf, keyIn, type LeftKey, type Observed, type SlotKey } from "./state";

/** A key as one switch gave it out. */
export interface GivenKey extends SlotKey {
    /** Identity of the service that the key belongs to, in the form that is compared: for Azure, the ARM id in lower case. */
    readonly source: string;
    readonly generation: number;
    /** When the key was taken into use, in ISO 8601; tells apart two switches of one number. */
    readonly rotatedAt: string;
}

/** The memory of a wave. */
export interface WaveState {
    /** 2 for the first wave that has one before it. */
    readonly wave: number;
    /** The key for the consumers of this wave. */
    readonly given: GivenKey;
    /** Fingerprint of the key that they had before; absent if they had no key. */
    readonly left?: string;
    /** The time since which every consumer of the wave before has the key of that switch, if this wave does not have it yet. */
    readonly soaking?: { readonly rotatedAt: string; readonly since: string };
    /** Why the wave still has another key than the first wave. */
    readonly waitingFor?: string;
    /** The earliest time at which it gets the active key, in ISO 8601, if that is known. */
    readonly switchesAt?: string;
}

/** The request to a wave. */
export interface DesiredWave {
    readonly wave: number;
    /** The key for the first wave. */
    readonly active: GivenKey;
    /** The key that the first wave left, while it is still valid or may be. */
    readonly outgoing?: LeftKey;
    /** The wave before, if it is not the first. */
    readonly previous?: WaveState;
    /** The proofs of the resources of the consumers before it of the key that they have written. */
    readonly written: readonly WrittenProof[];
    /** An emergency made this generation, or waits for it to be settled: nothing is waited for. */
    readonly urgent: boolean;
    /** How long, in milliseconds, the wave before uses a new key before this one gets it. */
    readonly soakMs: number;
}

export type WaveDecision =
    /** The wave has the active key. */
    | { readonly kind: "keep" }
    /** Give it the active key. */
    | { readonly kind: "pass" }
    /** It would keep its key, or get another one later; the keys must be looked at before that is decided. */
    | { readonly kind: "look" }
    /** It keeps its key. */
    | { readonly kind: "hold"; readonly reason: string; readonly switchesAt?: string }
    /** The waves before have a key that is gone; this one keeps its own until they get another. */
    | { readonly kind: "refuse"; readonly reason: string };

/**
 * Rule 33: the state of a new wave. It begins with the key that its consumers hold, so a wave whose consumers hold the outgoing key waits like
 * any other; undefined if it gets the active key at once.
 */
export function newWave({ wave, active, outgoing, urgent }: DesiredWave, observed: Observed): WaveState | undefined {
    const isThere = outgoing !== undefined && keyIn(outgoing.slot, observed).fingerprint === outgoing.fingerprint;
    if (!isThere || urgent || holdersOf(outgoing.fingerprint, observed).length === 0) {
        return undefined;
    }
    return { wave, given: { ...outgoing, source: active.source } };
}

/** The state with which the wait for the wave before begins or goes on; that wave has its key when this one runs. */
export function beginWave(state: WaveState, { active, previous, written }: DesiredWave, now: Date): WaveState {
    const isReady =
        (previous === undefined || isSameSwitch(previous.given, active)) &&
        unproven(written, active, undefined).length === 0;
    if (isSameSwitch(state.given, active) || !isReady) {
        return state;
    }
    const { rotatedAt } = active;
    const isBegun = state.soaking?.rotatedAt === rotatedAt && new Date(state.soaking.since) <= now;
    return isBegun ? state : { ...state, soaking: { rotatedAt, since: now.toISOString() } };
}

/** The case that a rule of a wave judges. */
export interface WaveCase {
    readonly state: WaveState;
    readonly desired: DesiredWave;
    /** Absent if nothing was looked at yet. */
    readonly observed: Pick<Observed, "fingerprints"> | undefined;
    readonly now: Date;
}

/** Whether a wave gets the active key. The first rule that applies decides. */
export const waveRules: readonly Rule<WaveCase, WaveDecision>[] = [
    {
        id: 13,
        sentence: "A wave that has the active key is left alone.",
        decide: ({ state, desired }) => (isSameSwitch(state.given, desired.active) ? { kind: "keep" } : undefined),
    },
    {
        id: 8,
        sentence: "An emergency waits for no wave.",
        decide: ({ desired: { urgent } }) => (urgent ? { kind: "pass" } : undefined),
    },
    {
        id: 3,
        sentence: "A wave stays on its key only while that key is the outgoing one.",
        decide: ({ state, desired: { outgoing } }) =>
            outgoing?.fingerprint === state.given.fingerprint ? undefined : { kind: "pass" },
    },
    {
        id: 9,
        sentence: "A wave that goes back to the key it had before takes no soak: it has run with that key.",
        decide: ({ state, desired: { active } }) => (state.left === active.fingerprint ? { kind: "pass" } : undefined),
    },
    {
        id: 0,
        sentence: "Without a soak, a wave whose predecessor has only just taken the key needs no look.",
        decide: ({ state: { soaking: wait }, desired: { active, soakMs }, observed, now }) => {
            const isJustTaken = wait?.rotatedAt === active.rotatedAt && wait.since === now.toISOString();
            return observed === undefined ? { kind: isJustTaken && soakMs === 0 ? "pass" : "look" } : undefined;
        },
    },
    {
        id: 3,
        sentence: "A wave whose key is gone is given the active one.",
        decide: seen(({ observed, outgoing }) =>
            keyIn(outgoing.slot, observed).fingerprint === outgoing.fingerprint ? undefined : { kind: "pass" },
        ),
    },
    {
        id: 6,
        sentence: "A wave is not moved from a key that works to one that somebody has regenerated.",
        decide: seen(({ observed, desired: { active } }) =>
            keyIn(active.slot, observed).fingerprint === active.fingerprint
                ? undefined
                : { kind: "refuse", reason: changedOutside(active.slot) },
        ),
    },
    {
        id: 33,
        sentence: "A wave waits until the wave before it has the key.",
        decide: ({ state: { soaking: wait, wave }, desired: { active } }) =>
            wait?.rotatedAt === active.rotatedAt
                ? undefined
                : { kind: "hold", reason: afterEarlierWave(wave, active.slot) },
    },
    {
        id: 33,
        sentence: "A wave waits until the wave before it has run with the key for the soak.",
        decide: ({ state: { soaking: wait, wave }, desired: { active, soakMs }, now }) => {
            const end = wait === undefined ? now : endOf(wait, soakMs);
            const switchesAt = end.toISOString();
            return now >= end
                ? undefined
                : { kind: "hold", reason: soaking(wave, active.slot, switchesAt), switchesAt };
        },
    },
    { id: 0, sentence: "Then its turn has come.", decide: () => ({ kind: "pass" }) },
];

type SeenCase = WaveCase & {
    readonly observed: Pick<Observed, "fingerprints">;
    readonly outgoing: SlotKey;
};

function seen(decide: (of: SeenCase) => WaveDecision | undefined): Rule<WaveCase, WaveDecision>["decide"] {
    return (of) => {
        const { observed } = of;
        const { outgoing } = of.desired;
        return observed === undefined || outgoing === undefined ? undefined : decide({ ...of, observed, outgoing });
    };
}

/** Decides whether a wave gets the active key. `observed` is absent if nothing was looked at yet. */
export function decideWave(
    state: WaveState | undefined,
    desired: DesiredWave,
    observed: Pick<Observed, "fingerprints">,
    now: Date,
    rules?: typeof waveRules,
): Exclude<WaveDecision, { kind: "look" }>;
export function decideWave(
    state: WaveState | undefined,
    desired: DesiredWave,
    observed: Pick<Observed, "fingerprints"> | undefined,
    now: Date,
    rules?: typeof waveRules,
): WaveDecision;
export function decideWave(
    state: WaveState | undefined,
    desired: DesiredWave,
    observed: Pick<Observed, "fingerprints"> | undefined,
    now: Date,
    rules = waveRules,
): WaveDecision {
    return state === undefined ? { kind: "pass" } : firstDecision(rules, { state, desired, observed, now });
}

function endOf({ since }: { readonly since: string }, soakMs: number): Date {
    return new Date(new Date(since).getTime() + soakMs);
}

/** The state of a wave that got the active key. */
export function passed(state: WaveState | undefined, { wave, active }: DesiredWave): WaveState {
    const { given, left } = state ?? {};
    const before = given?.fingerprint === active.fingerprint ? left : given?.fingerprint;
    return { wave, given: active, ...(before === undefined ? {} : { left: before }) };
}

/** The state of a wave that keeps its key. */
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

/** Generations alone do not prove it: an update without checkpoints can give two switches one number. */
function isSameSwitch(
    one: Pick<GivenKey, "rotatedAt" | "source">,
    other: Pick<GivenKey, "rotatedAt" | "source">,
): boolean {
    return one.rotatedAt === other.rotatedAt && one.source === other.source;
}
