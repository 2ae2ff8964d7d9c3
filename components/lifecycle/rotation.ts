import { adoption } from "./adoption";
import {
    type DesiredRotation,
    decideRotation,
    type ObservedRotation,
    type RotationDecision,
    type StandbyUse,
    type Wanted,
} from "./decideRotation";
import type { Dependents } from "./dependent";
import { ask, type CanAsk, type Fingerprints, type Sequence } from "./effects";
import { type DependentsWish, judgeDependents, mustLookForDependents } from "./judgeDependents";
import { type Lifecycle, shipped } from "./lifecycle";
import { LONGEST_LAG_MS } from "./patience";
import { changedOutside, listIsLate, listsDisagree, waitingForUnlisted } from "./reasons";
import { type LastLook, regenerateOnce } from "./regenerate";
import type { Refusal, RotationConduct, RotationEnd } from "./rotationEnd";
import { keyIn, type Observed, otherSlot, type RotationState } from "./state";

/** An adopted pair, and the wishes for it. */
interface Undertaking {
    readonly state: RotationState;
    readonly desired: DesiredRotation;
    readonly conduct: RotationConduct;
    readonly lifecycle: Lifecycle;
    readonly asked: CanAsk;
    /** Keys of consumers that are in no slot, by lists over a minute. */
    readonly foreign: Set<string>;
    readonly standbyUse?: StandbyUse;
}

type Change = Extract<RotationDecision, { kind: "rotate" | "switch" }>;

/**
 * Rotation, from the first question to the key for the consumers. All slow steps come first (the search for dependents, gates, the question
 * whether the service can be asked). Keys and consumers are looked at immediately before the regenerate (rule 20).
 */
export function* rotation(
    old: RotationState | undefined,
    desired: DesiredRotation,
    conduct: RotationConduct,
    lifecycle: Lifecycle = shipped,
): Sequence<RotationEnd> {
    const now = yield* ask({ do: "now" });
    const known = old && lifecycle.withoutPastEmergency(old, desired.emergency);
    if (known === undefined || known.source !== desired.source) {
        return yield* adoption(known, desired, conduct, lifecycle);
    }
    const state = lifecycle.agedFrom(known, now);
    const unseen = decideRotation(state, desired, undefined, now, lifecycle.rotationRules);
    if (unseen.kind !== "look") {
        return ended(state, unseen);
    }
    const { wanted } = unseen;
    const searches = conduct.dependents !== undefined && mustLookForDependents(wanted);
    const asksUse = conduct.asksUse && wanted === "rotation" && desired.strategy === "alternate";
    const takesLong = searches || asksUse;
    let early: Fingerprints | undefined;
    if (state.outgoing !== undefined || takesLong) {
        early = yield* ask({ do: "list", mayBeOld: true });
        const observed = { fingerprints: early, holdings: [] };
        const decision = decideRotation(state, desired, observed, now, lifecycle.rotationRules);
        if (decision.kind === "keep" || decision.kind === "defer") {
            return ended(state, decision);
        }
        const isOther = decision.kind === "refuse" && decision.code === "changed-outside";
        if (isOther && (yield* lifecycle.serviceOn(state.active, early)) === "refused") {
            return ended(state, decision);
        }
    }
    const found = searches ? yield* searched(conduct.dependents, wanted) : undefined;
    if (found !== undefined && "kind" in found) {
        return found;
    }
    yield* ask({ do: "begin" });
    const asked = yield* ask({ do: "canAsk", oneOf: [state.active.fingerprint] });
    const use = early !== undefined && takesLong ? yield* useOfStandby(state, desired, early, asksUse) : undefined;
    const undertaking = {
        state,
        desired,
        conduct,
        lifecycle,
        asked,
        foreign: new Set<string>(),
        ...(use && { standbyUse: use }),
    };
    const end = yield* carriedOut(undertaking);
    return end.kind === "given" && found !== undefined ? { ...end, found } : end;
}

/** The dependents that were found, or the reason why somebody would lose access. */
function* searched(wish: DependentsWish | undefined, wanted: Wanted): Sequence<Dependents | Refusal | undefined> {
    if (wish === undefined) {
        return undefined;
    }
    const found = yield* ask({ do: "search" });
    const judgement = judgeDependents(found, wish, wanted);
    if (judgement.kind === "refuse") {
        return { kind: "refused", code: "held-elsewhere", reason: judgement.reason };
    }
    for (const line of judgement.warnings) {
        yield* ask({ do: "warn", line });
    }
    return found;
}

/** The findings about the standby key; a search too refers to the key that stood there when it began. */
function* useOfStandby(
    { active }: RotationState,
    { slots }: DesiredRotation,
    fingerprints: Fingerprints,
    asksUse: boolean,
): Sequence<StandbyUse> {
    const standby = keyIn(otherSlot(slots, active.slot), { fingerprints });
    const gates = asksUse ? yield* ask({ do: "askGates", about: { kind: "use", of: standby } }) : [];
    return { fingerprint: standby.fingerprint, gates };
}

/** The obstacle, and the decision that replaces a regenerate. */
type NoRegenerate = { readonly end: RotationEnd } | { readonly switch: Extract<RotationDecision, { kind: "switch" }> };

function* carriedOut(undertaking: Undertaking): Sequence<RotationEnd> {
    const { state, desired, conduct, lifecycle, asked } = undertaking;
    let urgent = false;
    let fingerprints: Fingerprints = {};
    function* lastLook(): Sequence<LastLook<NoRegenerate>> {
        const decided = yield* decideOnSight(undertaking);
        if ("end" in decided) {
            return { stop: decided };
        }
        fingerprints = decided.fingerprints;
        if (decided.decision.kind === "switch") {
            return { stop: { switch: decided.decision } };
        }
        const { slot } = decided.decision.standby;
        yield* ask({ do: "report", line: regenerating(slot, state.active.slot) });
        urgent = decided.decision.urgent;
        return { regenerate: decided.decision.standby };
    }
    const result = yield* regenerateOnce(lastLook, lifecycle.newKeyIn);
    if ("made" in result) {
        const { slot } = result.made;
        const fingerprint = yield* lifecycle.acceptedKey(result.made, asked, conduct.propagation, state.active);
        const now = yield* ask({ do: "now" });
        return { kind: "given", state: lifecycle.rotated(state, desired, { slot, fingerprint }, urgent, now) };
    }
    if ("end" in result.stop) {
        return result.stop.end;
    }
    const { switch: decision } = result.stop;
    const { slot } = decision.to;
    yield* ask({ do: "report", line: `switching to ${slot} unchanged` });
    const candidate = { ...decision.to, isCertain: false, isRepeated: false };
    const fingerprint = yield* lifecycle.acceptedKey(candidate, asked, conduct.propagation, state.active);
    const now = yield* ask({ do: "now" });
    const switched = { ...decision, to: { slot, fingerprint } };
    return { kind: "given", state: lifecycle.switched(state, desired, switched, { fingerprints }, now) };
}

function regenerating(slot: string, active: string): string {
    return `regenerating ${slot}; consumers stay on ${active} until the service accepts it`;
}

/** Decides by the present keys and consumers; looks again if a list turned out to be late. */
function* decideOnSight({
    state,
    desired,
    lifecycle,
    standbyUse,
    foreign,
}: Undertaking): Sequence<
    { readonly end: RotationEnd } | { readonly decision: Change; readonly fingerprints: Fingerprints }
> {
    const { active } = state;
    for (;;) {
        const seen = yield* ask({ do: "look" });
        const observed: ObservedRotation = standbyUse === undefined ? seen : { ...seen, standbyUse };
        const now = yield* ask({ do: "now" });
        const decision = decideRotation(state, desired, observed, now, lifecycle.rotationRules);
        const isOtherKey = seen.fingerprints[active.slot] !== active.fingerprint;
        const isOpen =
            decision.kind === "switch" || (decision.kind === "refuse" && decision.code === "changed-outside");
        if (isOtherKey && isOpen) {
            const became = yield* lifecycle.whatBecameOf(active, seen.fingerprints);
            if (became === "there") {
                continue;
            }
            if (became !== "changed" || decision.kind === "refuse") {
                return { end: refusedAs(became, active.slot) };
            }
        }
        if (decision.kind === "rotate" && (yield* waitedForUnlisted(seen, decision.standby.slot, foreign, lifecycle))) {
            continue;
        }
        if (decision.kind === "rotate" || decision.kind === "switch") {
            return { decision, fingerprints: seen.fingerprints };
        }
        return { end: ended(state, decision) };
    }
}

/**
 * Rule 21: a late list hides which consumer holds the key about to go, if that is a new one. So a consumer whose key no list shows is waited
 * for, once for each such key, until a list must show it. Whether it was waited for.
 */
export function* waitedForUnlisted(
    seen: Observed,
    slot: string,
    foreign: Set<string>,
    { unlistedIn }: Lifecycle,
): Sequence<boolean> {
    const unlisted = unlistedIn(seen).filter((fingerprint) => !foreign.has(fingerprint));
    if (unlisted.length === 0) {
        return false;
    }
    yield* ask({ do: "report", line: waitingForUnlisted(slot) });
    yield* ask({ do: "pause", ms: LONGEST_LAG_MS });
    for (const fingerprint of unlisted) {
        foreign.add(fingerprint);
    }
    return true;
}

/** Why a key that a list does not show stops an update. */
export function refusedAs(became: "changed" | "late" | "unsure", slot: string): Refusal {
    switch (became) {
        case "changed":
            return { kind: "refused", code: "changed-outside", reason: changedOutside(slot) };
        case "late":
            return { kind: "refused", code: "late-list", reason: listIsLate(slot) };
        case "unsure":
            return { kind: "refused", code: "late-list", reason: listsDisagree(slot) };
    }
}

function ended(state: RotationState, decision: RotationDecision): RotationEnd {
    switch (decision.kind) {
        case "defer":
            return { kind: "kept", state, reason: decision.reason };
        case "refuse":
            return { kind: "refused", code: decision.code, reason: decision.reason };
        default:
            return { kind: "kept", state };
    }
}
