import {
    type DesiredRetirement,
    decideRetirement,
    isSameSwitch,
    type RetirementDecision,
    settled,
    waiting,
} from "./decideRetirement";
import { ask, type Sequence } from "./effects";
import type { RotationErrorCode } from "./errorCodes";
import type { GateResult } from "./gateAnswer";
import { type Lifecycle, shipped } from "./lifecycle";
import { formerUnfinished, retired } from "./reasons";
import { type LastLook, regenerateOnce } from "./regenerate";
import { refusedAs, waitedForUnlisted } from "./rotation";
import { type Holding, keyIn, type RetirementState, type SlotKey } from "./state";

/** The way in which Retirement proceeds with its wishes. */
export interface RetirementConduct {
    /** Whether places that are not registered are searched for: one that holds the outgoing key keeps it valid. */
    readonly searches: boolean;
}

/** How Retirement ended. */
export type RetirementEnd = (
    | { readonly kind: "settled" }
    /** The outgoing key stays valid until a later update. */
    | { readonly kind: "waits"; readonly reason: string; readonly retiresAt?: string }
    /** The next step could take a key from somebody, or a gate reports a problem. */
    | { readonly kind: "refused"; readonly code: RotationErrorCode; readonly reason: string }
) & {
    readonly state: RetirementState;
    readonly answers: readonly GateResult[];
    /** The key in the outgoing slot, if it was retired or found to be gone. */
    readonly standby?: SlotKey;
};

/** The reason why nothing is regenerated; if the outgoing key is gone, with the key in its slot. */
type NoRegenerate = Exclude<RetirementDecision, { kind: "look" | "pause" | "retire" }> & { readonly found?: SlotKey };

/**
 * Retirement, from the first question to the end of the outgoing key. Gates and the search come first; keys and consumers are looked at
 * immediately before the regenerate (rule 20).
 */
export function* retirement(
    old: RetirementState | undefined,
    desired: DesiredRetirement,
    conduct: RetirementConduct,
    lifecycle: Lifecycle = shipped,
): Sequence<RetirementEnd> {
    const state = lifecycle.beginRetirement(old, desired, yield* ask({ do: "now" }));
    const standing = yield* standingDecision(state, desired, lifecycle);
    if (standing !== undefined) {
        yield* tellOfFormer(old, desired);
        const isAsked = standing.kind === "wait" && desired.behind === undefined;
        return endOf(state, standing, isAsked ? yield* answersTo(state, "standing") : []);
    }
    yield* ask({ do: "begin" });
    yield* tellOfFormer(old, desired);
    const elsewhere = conduct.searches && !desired.urgent ? yield* heldElsewhere() : [];
    const answers = yield* answersTo(state, desired.urgent ? "urgent" : "all");
    // An emergency waited for no gate, so the answer of a gate in it blocks nothing.
    const told = (all: readonly GateResult[]) => (desired.urgent ? [] : all);
    const foreign = new Set<string>();
    function* lastLook(): Sequence<LastLook<NoRegenerate>> {
        const decision = yield* decideOnSight(state, desired, answers, elsewhere, foreign, lifecycle);
        if (decision.kind !== "retire") {
            return { stop: decision };
        }
        const { slot } = decision.outgoing;
        yield* ask({ do: "report", line: `every consumer is on ${desired.active.slot}; retiring ${slot}` });
        return { regenerate: decision.outgoing };
    }
    const result = yield* regenerateOnce(lastLook, lifecycle.newKeyIn);
    if ("made" in result) {
        const { slot, fingerprint } = result.made;
        yield* ask({ do: "report", line: retired(slot, desired.active.slot) });
        return { kind: "settled", state: settled(state), answers: told(answers), standby: { slot, fingerprint } };
    }
    const { stop } = result;
    return endOf(state, stop, stop.kind === "settle" ? told(answers) : answers);
}

/** The decision without a look, after the wait that belongs to this update; undefined if it takes a look. */
function* standingDecision(
    state: RetirementState,
    desired: DesiredRetirement,
    { retirementRules }: Lifecycle,
): Sequence<NoRegenerate | undefined> {
    for (;;) {
        const now = yield* ask({ do: "now" });
        const decision = decideRetirement(state, desired, undefined, now, retirementRules);
        switch (decision.kind) {
            case "look":
            case "retire":
                return undefined;
            case "pause": {
                yield* ask({ do: "begin" });
                const until = decision.until.toISOString();
                yield* ask({ do: "report", line: `waiting until ${until} for consumers that cannot be confirmed` });
                yield* ask({ do: "pause", ms: decision.until.getTime() - now.getTime() });
                continue;
            }
            default:
                return decision;
        }
    }
}

/** Rule 17: another source forgets the unfinished work of the one before, but reports it. */
function* tellOfFormer(old: RetirementState | undefined, desired: DesiredRetirement): Sequence<void> {
    if (
        old?.outgoingSlot !== undefined &&
        !old.settled &&
        old.source !== desired.source &&
        !isSameSwitch(old, desired)
    ) {
        yield* ask({ do: "warn", line: formerUnfinished(old.outgoingSlot, old.source) });
    }
}

function* answersTo(
    { switchedAt }: RetirementState,
    asked: "standing" | "all" | "urgent",
): Sequence<readonly GateResult[]> {
    return yield* ask({ do: "askGates", about: { kind: "retirement", switchedAt, asked } });
}

/** The places that hold a key but are not registered. */
function* heldElsewhere(): Sequence<readonly Holding[]> {
    const fingerprints = yield* ask({ do: "list" });
    const { places } = yield* ask({ do: "search" });
    return places
        .filter(({ movedBy }) => movedBy === "nobody")
        .flatMap(({ place, kind, holds }) =>
            holds.map((slot) => ({
                consumer: `${place} (${kind}, not in the program: add it)`,
                holds: { fingerprint: fingerprints[slot] ?? "" },
                isOther: true as const,
            })),
        );
}

/** Decides by the present keys and consumers; looks again if a list turned out to be late. */
function* decideOnSight(
    state: RetirementState,
    desired: DesiredRetirement,
    gates: readonly GateResult[],
    elsewhere: readonly Holding[],
    foreign: Set<string>,
    lifecycle: Lifecycle,
): Sequence<Extract<RetirementDecision, { kind: "retire" }> | NoRegenerate> {
    const { active, outgoing } = desired;
    let isGone = false;
    for (;;) {
        const seen = yield* ask({ do: "look" });
        const observed = { ...seen, holdings: [...seen.holdings, ...elsewhere], gates };
        const now = yield* ask({ do: "now" });
        const decision = decideRetirement(state, desired, observed, now, lifecycle.retirementRules);
        if (decision.kind === "refuse" && decision.code === "changed-outside") {
            const became = yield* lifecycle.whatBecameOf(active, seen.fingerprints);
            if (became === "there") {
                continue;
            }
            if (became === "changed") {
                const { code, reason } = refusedAs(became, active.slot);
                return { kind: "refuse", code, reason };
            }
            return { kind: "wait", reason: refusedAs(became, active.slot).reason };
        }
        if (
            decision.kind === "retire" &&
            (yield* waitedForUnlisted(seen, decision.outgoing.slot, foreign, lifecycle))
        ) {
            continue;
        }
        if (decision.kind !== "settle" || outgoing === undefined) {
            return decision;
        }
        if (isGone) {
            return { ...decision, found: keyIn(outgoing.slot, observed) };
        }
        // The look used a list that may have been late: the holders of the key that stands there now show only after the wait.
        isGone = yield* lifecycle.isGone(outgoing);
    }
}

function endOf(state: RetirementState, decision: NoRegenerate, answers: readonly GateResult[]): RetirementEnd {
    switch (decision.kind) {
        case "keep":
            return { kind: "settled", state, answers };
        case "settle": {
            const { found } = decision;
            return { kind: "settled", state: settled(state), answers, ...(found && { standby: found }) };
        }
        case "wait": {
            const { kind: _, ...wait } = decision;
            return { kind: "waits", ...wait, state: waiting(state, decision), answers };
        }
        case "refuse": {
            const { code, reason } = decision;
            return { kind: "refused", code, reason, state: waiting(state, decision), answers };
        }
    }
}
