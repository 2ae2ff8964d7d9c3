import type { RotationErrorCode } from "./errorCodes";
import type { GateResult } from "./gateAnswer";
import { type Digests, digestsOf, unproven, type WrittenProof } from "./proof";
import {
    awaitsAcknowledgement,
    changedOutside,
    gateFailed,
    gateWaits,
    heldForWave,
    holdsAnother,
    inGrace,
    notWritten,
    readersMayLag,
    retiredByHand,
    stillHeld,
    untilBoth,
} from "./reasons";
import { firstDecision, type Rule } from "./rule";
import { holdersOf, keyIn, type Observed, type RetirementState, type SlotKey } from "./state";

/** The outputs of Rotation for Retirement, and the wishes of the program. */
export interface DesiredRetirement {
    /** Identity of the service that has the two keys. */
    readonly source: string;
    readonly generation: number;
    /** When the active key was taken into use, in ISO 8601. */
    readonly rotatedAt: string;
    readonly active: SlotKey;
    readonly outgoing?: SlotKey;
    /** The proofs of the consumers' own resources of the key that they have written. */
    readonly written: readonly WrittenProof[];
    /** The reason why a wave does not have the active key yet; absent if each has it. */
    readonly behind?: string;
    /** An emergency made this generation, or waits for it to be settled: nothing is waited for. */
    readonly urgent: boolean;
    /** How long, in milliseconds, readers of a consumer may use the earlier key after the consumer has switched. */
    readonly readerLagMs: number;
    /** How long, in milliseconds, the outgoing key stays valid after every consumer has switched. */
    readonly graceMs: number;
    /** The consumers that have not acknowledged this generation yet, but must; absent if nobody must. */
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
    /** No key is outgoing now: settled without a regenerate. */
    | { readonly kind: "settle" }
    /** Regenerate the slot of the outgoing key. */
    | { readonly kind: "retire"; readonly outgoing: SlotKey }
    /** The outgoing key stays valid until a later update. */
    | { readonly kind: "wait"; readonly reason: string; readonly retiresAt?: string }
    /** The next step could take a key from somebody, or a gate reports a problem. */
    | { readonly kind: "refuse"; readonly code: RotationErrorCode; readonly reason: string };

/**
 * The state with which the retirement of a generation begins or goes on. Retirement runs only after every consumer has switched, or with a wave
 * that is behind. The first run of a generation in which no wave is behind records `switchedAt`. Its first run that leaves the retirement to a
 * person records the retire trigger. A time in the future came from a clock that ran ahead, so it counts as now.
 */
export function beginRetirement(
    state: RetirementState | undefined,
    desired: DesiredRetirement,
    now: Date,
): RetirementState {
    const isManual = desired.retire === "manual";
    const isBehind = desired.behind !== undefined;
    const digests = digestsOf(desired.written);
    const isSame = state !== undefined && isSameSwitch(state, desired);
    if (!isSame || (state.isBehind === true && !isBehind)) {
        const { source, generation, rotatedAt, active, outgoing } = desired;
        const before = isSame ? state.digestsBefore : state?.digests;
        return {
            source,
            generation,
            rotatedAt,
            fingerprint: active.fingerprint,
            settled: false,
            switchedAt: now.toISOString(),
            digests,
            ...(before === undefined ? {} : { digestsBefore: before }),
            ...(outgoing === undefined ? {} : { outgoingSlot: outgoing.slot }),
            ...(isManual ? { retireTrigger: desired.retireTrigger } : {}),
            ...(isBehind ? { isBehind } : {}),
        };
    }
    const known = isEqual(state.digests, digests) ? state : { ...state, digests };
    const isAhead = new Date(known.switchedAt) > now;
    const isAsked = known.retireTrigger !== undefined;
    if (known.settled || (isAsked === isManual && !isAhead)) {
        return known;
    }
    const { retireTrigger = desired.retireTrigger, ...unasked } = known;
    const switchedAt = isAhead ? now.toISOString() : known.switchedAt;
    return { ...unasked, switchedAt, ...(isManual ? { retireTrigger } : {}) };
}

/** Rule 22: a switch is known by its moment and its key, not by a number alone. */
export function isSameSwitch(
    state: RetirementState,
    { source, rotatedAt, active }: Pick<DesiredRetirement, "source" | "rotatedAt" | "active">,
): boolean {
    return state.source === source && state.rotatedAt === rotatedAt && state.fingerprint === active.fingerprint;
}

function isEqual(one: Digests, other: Digests): boolean {
    const names = Object.keys(one);
    return names.length === Object.keys(other).length && names.every((name) => one[name] === other[name]);
}

/** The observations, with the answers of the gates to them. */
export interface ObservedRetirement extends Observed {
    readonly gates: readonly GateResult[];
}

/** The case that a rule of Retirement judges. */
export interface RetirementCase {
    readonly state: RetirementState;
    readonly desired: DesiredRetirement;
    /** Absent if nothing was looked at yet. */
    readonly observed: ObservedRetirement | undefined;
    readonly now: Date;
}

/** The step of Retirement. The first rule that applies decides. */
export const retirementRules: readonly Rule<RetirementCase, RetirementDecision>[] = [
    {
        id: 13,
        sentence: "A settled switch is left alone.",
        decide: ({ state }) => (state.settled ? { kind: "keep" } : undefined),
    },
    {
        id: 2,
        sentence: "A pair that was adopted has nothing to retire.",
        decide: ({ desired }) => (desired.outgoing === undefined ? { kind: "settle" } : undefined),
    },
    {
        id: 33,
        sentence: "The outgoing key stays valid for every wave that is behind.",
        decide: unretired(({ desired: { behind } }, outgoing) =>
            behind === undefined ? undefined : { kind: "wait", reason: heldForWave(outgoing.slot, behind) },
        ),
    },
    {
        id: 23,
        sentence: "A consumer whose own resource does not show this switch holds the outgoing key.",
        decide: unretired(({ state, desired }, outgoing) => {
            const { active, rotatedAt, written } = desired;
            const names = unproven(written, { rotatedAt, fingerprint: active.fingerprint }, state.digestsBefore);
            return names.length === 0
                ? undefined
                : { kind: "wait", reason: notWritten(active.slot, outgoing.slot, names) };
        }),
    },
    {
        id: 8,
        sentence:
            "A person, slow readers, a grace and acknowledgements are waited for; an emergency waits for none of them.",
        decide: unretired(({ state, desired, now }, outgoing) =>
            desired.urgent ? undefined : standingWait(state, desired, outgoing, now),
        ),
    },
    {
        id: 0,
        sentence: "Consumers that cannot be confirmed are given time to settle; nothing else is decided before a look.",
        decide: ({ observed, state, desired, now }) => {
            if (observed !== undefined) {
                return undefined;
            }
            const until = after(state.switchedAt, desired.settleMs);
            return !desired.urgent && now < until ? { kind: "pause", until } : { kind: "look" };
        },
    },
    {
        id: 6,
        sentence: "The active slot must hold the key that consumers were given.",
        decide: seen(({ desired: { active } }, { observed }) =>
            observed.fingerprints[active.slot] === active.fingerprint
                ? undefined
                : { kind: "refuse", code: "changed-outside", reason: changedOutside(active.slot) },
        ),
    },
    {
        id: 4,
        sentence: "An outgoing key that is gone is not regenerated again.",
        decide: seen(({ desired }, { observed, outgoing }) => {
            const found = keyIn(outgoing.slot, observed);
            return found.fingerprint === outgoing.fingerprint
                ? undefined
                : (holderOf(found, observed, desired) ?? { kind: "settle" });
        }),
    },
    {
        id: 8,
        sentence: "A gate that failed stops the update, also in an emergency.",
        decide: seen((_, { observed: { gates }, outgoing: { slot } }) => {
            const failed = gates.find((result) => result.status === "failed");
            return failed?.status !== "failed"
                ? undefined
                : { kind: "refuse", code: "not-retired", reason: gateFailed(slot, failed.gate, failed.reason) };
        }),
    },
    {
        id: 14,
        sentence: "A consumer that holds the outgoing key, or may hold it, keeps it valid.",
        decide: seen(({ desired }, { observed, outgoing }) => holderOf(outgoing, observed, desired)),
    },
    {
        id: 14,
        sentence: "A consumer that holds another key than it was given keeps the outgoing key valid.",
        decide: seen(({ desired: { active, urgent } }, { observed: { holdings }, outgoing }) => {
            const strays = holdings.filter(
                ({ holds, isOther }) =>
                    isOther !== true && typeof holds === "object" && holds.fingerprint !== active.fingerprint,
            );
            const names = strays.map(({ consumer }) => consumer);
            return urgent || names.length === 0
                ? undefined
                : { kind: "wait", reason: holdsAnother(active.slot, outgoing.slot, names) };
        }),
    },
    {
        id: 8,
        sentence: "A gate that waits keeps the outgoing key valid, but not in an emergency.",
        decide: seen(({ desired: { urgent } }, { observed: { gates }, outgoing: { slot } }) => {
            const waits = urgent ? undefined : gates.find((result) => result.status === "waiting");
            if (waits?.status !== "waiting") {
                return undefined;
            }
            const reason = gateWaits(slot, waits.gate, waits.reason);
            return { kind: "wait", reason, ...(waits.until === undefined ? {} : { retiresAt: waits.until }) };
        }),
    },
    {
        id: 1,
        sentence: "The outgoing slot is regenerated, never the active one.",
        decide: seen((_, { outgoing }) => ({ kind: "retire", outgoing })),
    },
];

type Decide = Rule<RetirementCase, RetirementDecision>["decide"];

/** For a case with an outgoing key. */
function unretired(decide: (of: RetirementCase, outgoing: SlotKey) => RetirementDecision | undefined): Decide {
    return (of) => (of.desired.outgoing === undefined ? undefined : decide(of, of.desired.outgoing));
}

/** The observations in a case with an outgoing key. */
interface Sight {
    readonly outgoing: SlotKey;
    readonly observed: ObservedRetirement;
}

function seen(decide: (of: RetirementCase, sight: Sight) => RetirementDecision | undefined): Decide {
    return unretired((of, outgoing) =>
        of.observed === undefined ? undefined : decide(of, { outgoing, observed: of.observed }),
    );
}

/** Decides the step of Retirement. `observed` is absent if nothing was looked at yet. */
export function decideRetirement(
    state: RetirementState,
    desired: DesiredRetirement,
    observed: ObservedRetirement,
    now: Date,
    rules?: typeof retirementRules,
): Exclude<RetirementDecision, { kind: "look" | "pause" }>;
export function decideRetirement(
    state: RetirementState,
    desired: DesiredRetirement,
    observed: ObservedRetirement | undefined,
    now: Date,
    rules?: typeof retirementRules,
): RetirementDecision;
export function decideRetirement(
    state: RetirementState,
    desired: DesiredRetirement,
    observed: ObservedRetirement | undefined,
    now: Date,
    rules = retirementRules,
): RetirementDecision {
    return firstDecision(rules, { state, desired, observed, now });
}

/** The holders of the outgoing key that are known without a look. */
function standingWait(
    { switchedAt, retireTrigger }: RetirementState,
    desired: DesiredRetirement,
    { slot }: SlotKey,
    now: Date,
): RetirementDecision | undefined {
    if (desired.retire === "manual" && desired.retireTrigger === retireTrigger) {
        return { kind: "wait", reason: retiredByHand(slot) };
    }
    const { readerLagMs, graceMs, unacknowledged = [], generation } = desired;
    const retiresAt = after(switchedAt, Math.max(readerLagMs, graceMs));
    if (now >= retiresAt) {
        return unacknowledged.length === 0
            ? undefined
            : { kind: "wait", reason: awaitsAcknowledgement(slot, unacknowledged, generation) };
    }
    const at = retiresAt.toISOString();
    const why = readerLagMs > graceMs ? "readers" : "grace";
    const reason =
        unacknowledged.length > 0
            ? untilBoth(slot, { at, why }, unacknowledged, generation)
            : why === "readers"
              ? readersMayLag(slot, at)
              : inGrace(slot, at);
    return { kind: "wait", reason, retiresAt: at };
}

/**
 * A consumer on the slot that the others left, also if another key stands in it by now: the pair is not settled. If both slots have one key,
 * its holders are on the active slot.
 */
function holderOf(
    { slot, fingerprint }: SlotKey,
    observed: Observed,
    { active }: DesiredRetirement,
): Extract<RetirementDecision, { kind: "wait" }> | undefined {
    const holders = fingerprint === active.fingerprint ? [] : holdersOf(fingerprint, observed);
    return holders.length > 0 ? { kind: "wait", reason: stillHeld(slot, holders) } : undefined;
}

/** The state after the outgoing key of the generation is gone. */
export function settled({
    waitingFor: _,
    retiresAt: __,
    isBehind: ___,
    outgoingSlot: ____,
    ...state
}: RetirementState): RetirementState {
    return { ...state, settled: true };
}

/** The state with the reason why the outgoing key is still valid. */
export function waiting(
    { retiresAt: _, ...state }: RetirementState,
    { reason, retiresAt }: { readonly reason: string; readonly retiresAt?: string },
): RetirementState {
    return { ...state, settled: false, waitingFor: reason, ...(retiresAt === undefined ? {} : { retiresAt }) };
}

function after(moment: string, ms: number): Date {
    return new Date(new Date(moment).getTime() + ms);
}
