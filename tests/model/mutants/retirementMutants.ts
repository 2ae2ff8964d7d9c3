import { type DesiredRetirement, decideRetirement } from "../../../components/lifecycle/decideRetirement";
import type { RetirementState } from "../../../components/lifecycle/state";
import { realCore } from "../core";
import {
    holding,
    known,
    type Mutant,
    mutant,
    retirementBy,
    retirementLeaving,
    retirementWith,
    standing,
} from "./mutant";

const { beginRetirement } = realCore;

/** Rules that Retirement keeps. */
export const retirementMutants: readonly Mutant[] = [
    mutant(
        "rule 3: Retirement regenerates the active slot",
        "hands",
        retirementBy((state, desired, observed, now) => {
            const decision = decideRetirement(state, desired, observed, now);
            return decision.kind === "retire" ? { ...decision, outgoing: desired.active } : decision;
        }),
    ),
    mutant(
        "rule 4: Retirement does not notice that the outgoing key is gone",
        "hands",
        retirementWith((_, { outgoing }, observed) =>
            outgoing === undefined ? {} : { observed: standing(observed, outgoing.slot, outgoing.fingerprint) },
        ),
    ),
    mutant(
        "rule 4: a retirement is never done",
        "hands",
        retirementLeaving((state) => ({ ...state, settled: false })),
    ),
    mutant(
        "rule 4: what is outgoing is settled without a look",
        "hands",
        retirementBy((state, desired, observed, now) => {
            const decision = decideRetirement(state, desired, observed, now);
            return decision.kind === "look" ? { kind: "settle" } : decision;
        }),
    ),
    mutant(
        "rule 6: Retirement does not compare the active key",
        "hands",
        retirementWith((_, { active }, observed) => ({
            observed: standing(observed, active.slot, active.fingerprint),
        })),
    ),
    mutant(
        "rule 6: Retirement waits where the active key was changed, instead of stopping",
        "hands",
        retirementBy((state, desired, observed, now) => {
            const decision = decideRetirement(state, desired, observed, now);
            return decision.kind === "refuse" ? { ...decision, kind: "wait" } : decision;
        }),
    ),
    mutant(
        "a failed gate does not stop the retirement",
        "references",
        retirementWith((_, __, observed) => ({
            observed: observed && { ...observed, gates: observed.gates.filter(({ status }) => status !== "failed") },
        })),
    ),
    mutant(
        "a gate that waits does not hold the retirement",
        "references",
        retirementWith((_, __, observed) => ({
            observed: observed && { ...observed, gates: observed.gates.filter(({ status }) => status !== "waiting") },
        })),
    ),
    mutant(
        "a gate that waits is asked only where it is the first",
        "references",
        retirementWith((_, __, observed) => ({
            observed: observed && { ...observed, gates: observed.gates.slice(0, 1) },
        })),
    ),
    mutant("rule 11: a pair is settled as it was in the last generation", "hands", {
        beginRetirement: (state, desired, now) =>
            state === undefined ? beginRetirement(state, desired, now) : asSwitch(state, desired),
    }),
    mutant(
        "rule 11: a pair whose consumer is on the slot that was left is settled",
        "hands",
        retirementWith((_, { outgoing }, observed) =>
            outgoing !== undefined && observed?.fingerprints[outgoing.slot] !== outgoing.fingerprint
                ? { observed: holding(observed, () => []) }
                : {},
        ),
    ),
    mutant(
        "rule 11: a pair that waits says that it is settled",
        "references",
        retirementLeaving((state) => ({ ...state, settled: true })),
    ),
    mutant(
        "rule 14: Retirement does not look at consumers",
        "hands",
        retirementWith((_, __, observed) => ({ observed: holding(observed, () => []) })),
    ),
    mutant(
        "rule 14: Retirement looks at the last consumer only",
        "hands",
        retirementWith((_, __, observed) => ({ observed: holding(observed, (all) => all.slice(-1)) })),
    ),
    mutant(
        "rule 14: an emergency does not look at consumers",
        "references",
        retirementWith((_, { urgent }, observed) => (urgent ? { observed: holding(observed, () => []) } : {})),
    ),
    mutant(
        "rule 14: for Retirement a consumer that cannot be told holds nothing",
        "references",
        retirementWith((_, __, observed) => ({ observed: holding(observed, known) })),
    ),
    mutant("rule 17: Retirement does not begin anew with another source", "sources", {
        beginRetirement: (state, desired, now) => beginRetirement(state && asSwitch(state, desired), desired, now),
    }),
    mutant(
        "grace: the shorter of grace and lag is waited for",
        "time",
        retirementWith((_, desired) => {
            const ms = Math.min(desired.graceMs, desired.readerLagMs);
            return { desired: { ...desired, graceMs: ms, readerLagMs: ms } };
        }),
    ),
    mutant(
        "grace: grace and lag are waited for one after the other",
        "time",
        retirementWith((_, desired) => ({
            desired: { ...desired, graceMs: desired.graceMs + desired.readerLagMs },
        })),
    ),
    mutant(
        "grace: grace is not waited for",
        "time",
        retirementWith((_, desired) => ({ desired: { ...desired, graceMs: 0 } })),
    ),
    mutant(
        "grace: readers that lag are not waited for",
        "lag",
        retirementWith((_, desired) => ({ desired: { ...desired, readerLagMs: 0 } })),
    ),
    mutant(
        "grace: a key is retired after its grace is over, not when (> for >=)",
        "time",
        retirementWith((_, __, ___, now) => ({ now: new Date(now.getTime() - 1) })),
    ),
    mutant(
        "grace: a key is retired before its grace is over",
        "time",
        retirementWith((_, __, ___, now) => ({ now: new Date(now.getTime() + 3_600_000) })),
    ),
    mutant("grace: each update counts it anew", "time", {
        beginRetirement: (state, desired, now) => ({
            ...beginRetirement(state, desired, now),
            switchedAt: now.toISOString(),
        }),
    }),
    mutant("grace: it is counted from a moment that is still to come", "time", {
        beginRetirement: (state, desired, now) =>
            state?.rotatedAt === desired.rotatedAt ? state : beginRetirement(state, desired, now),
    }),
    mutant("grace: it is counted from the last settled generation", "time", {
        beginRetirement: (state, desired, now) => ({
            ...beginRetirement(state, desired, now),
            ...(state === undefined ? {} : { switchedAt: state.switchedAt }),
        }),
    }),
    mutant("grace: a settled pair still says when it retires", "time", {
        *retirement(old, ...args) {
            const end = yield* realCore.retirement(old, ...args);
            const { retiresAt } = old ?? {};
            return end.kind === "settled" && retiresAt !== undefined
                ? { ...end, state: { ...end.state, retiresAt } }
                : end;
        },
    }),
    mutant(
        "retire by hand: it is not waited for",
        "manual",
        retirementWith((_, desired) => ({ desired: { ...desired, retire: "automatic" } })),
    ),
    mutant("retire by hand: a person is never heard", "manual", {
        beginRetirement: (state, desired, now) => ({
            ...beginRetirement(state, desired, now),
            retireTrigger: desired.retireTrigger,
        }),
    }),
    mutant("retire by hand: a trigger that comes with it counts as a change", "manual", {
        beginRetirement: (state, desired, now) => {
            const next = beginRetirement(state, desired, now);
            const isAsked = state?.rotatedAt === next.rotatedAt && state.retireTrigger === undefined;
            return isAsked ? { ...next, retireTrigger: "" } : next;
        },
    }),
];

/** A state that looks as if it were of this switch. */
function asSwitch(
    state: RetirementState,
    { source, generation, rotatedAt, active }: DesiredRetirement,
): RetirementState {
    return { ...state, source, generation, rotatedAt, fingerprint: active.fingerprint };
}
