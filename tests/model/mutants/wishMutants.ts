import { decideRetirement } from "../../../components/lifecycle/decideRetirement";
import { decideRotation } from "../../../components/lifecycle/decideRotation";
import type { RotationState } from "../../../components/lifecycle/state";
import { realCore } from "../core";
import { type Mutant, mutant, retirementBy, retirementWith, rotationBy, rotationWith, standing } from "./mutant";

const { rotated, switched, refreshed } = realCore;

/** Rules of emergencies (8), pins (9) and there-and-back (10). */
export const wishMutants: readonly Mutant[] = [
    mutant(
        "rule 8: an emergency waits for the outgoing key of the last rotation",
        "time",
        rotationBy((state, desired, observed, now) => {
            const decision = decideRotation(state, desired, observed, now);
            const isValid =
                state?.outgoing !== undefined &&
                observed?.fingerprints[state.outgoing.slot] === state.outgoing.fingerprint;
            return decision.kind === "rotate" && isValid
                ? {
                      kind: "defer",
                      reason: "the new trigger waits; the first `pulumi up` after its retirement takes the trigger",
                  }
                : decision;
        }),
    ),
    mutant("rule 8: an emergency retires nothing at once", "time", {
        rotated: (state, desired, active, _, now) => rotated(state, desired, active, false, now),
        ...retirementWith((_, desired) => ({ desired: { ...desired, urgent: false } })),
    }),
    mutant(
        "rule 8: an emergency waits for gates",
        "references",
        retirementBy((state, desired, observed, now) =>
            decideRetirement(state, observed === undefined ? desired : { ...desired, urgent: false }, observed, now),
        ),
    ),
    mutant(
        "rule 8: an emergency skips a gate that failed",
        "references",
        retirementWith((_, { urgent }, observed) =>
            urgent && observed !== undefined ? { observed: { ...observed, gates: [] } } : {},
        ),
    ),
    mutant(
        "rule 8: an emergency skips the guard of Rotation",
        "hands",
        rotationWith((state, { emergency }, observed) =>
            state !== undefined && emergency !== ""
                ? { observed: standing(observed, state.active.slot, state.active.fingerprint) }
                : {},
        ),
    ),
    mutant(
        "rule 8: an emergency waits for a person",
        "manual",
        retirementBy((state, desired, observed, now) =>
            desired.retire === "manual" && desired.retireTrigger === state.retireTrigger && !state.settled
                ? { kind: "wait", reason: "until `retireTrigger` changes" }
                : decideRetirement(state, desired, observed, now),
        ),
    ),
    mutant("rule 8: what follows an emergency is urgent too", "time", {
        rotated: (state, desired, active, urgent, now) => rotated(state, desired, active, urgent || state.urgent, now),
        switched: (state, ...args) => urgentAs(state, switched(state, ...args)),
        refreshed: (state, ...args) => urgentAs(state, refreshed(state, ...args)),
    }),
    mutant("rule 8: a switch after an emergency is urgent too", "time", {
        switched: (state, ...args) => urgentAs(state, switched(state, ...args)),
    }),
    mutant("rule 8: every rotation is urgent", "time", {
        rotated: (state, desired, active, _, now) => rotated(state, desired, active, true, now),
    }),
    mutant("rule 8: an emergency is not remembered, and rotates again and again", "references", {
        rotated: (state, ...args) => ({ ...rotated(state, ...args), emergency: state.emergency }),
    }),
    mutant("rule 8: an emergency that was taken away is remembered", "references", {
        withoutPastEmergency: (state) => state,
    }),
    mutant(
        "rule 9: a pin is not followed",
        "hands",
        rotationBy((state, desired, observed, now) => {
            const { pinnedSlot: _, ...unpinned } = desired;
            return decideRotation(state, unpinned, observed, now);
        }),
    ),
    mutant(
        "rule 9: a pinned pair takes triggers",
        "hands",
        rotationBy((state, desired, observed, now) => {
            const { pinnedSlot, ...unpinned } = desired;
            return decideRotation(state, pinnedSlot === state?.active.slot ? unpinned : desired, observed, now);
        }),
    ),
    mutant(
        "rule 9: there-and-back leaves the slot of a pin",
        "hands",
        rotationBy((state, desired, observed, now) => {
            const { pinnedSlot, ...unpinned } = desired;
            const isAway = state !== undefined && state.active.slot !== state.home;
            const leaves = desired.strategy === "there-and-back" && pinnedSlot === state?.active.slot && isAway;
            return decideRotation(state, leaves ? unpinned : desired, observed, now);
        }),
    ),
    mutant(
        "rule 9: a pin regenerates the slot that it goes to",
        "hands",
        rotationBy((state, desired, observed, now) => {
            const decision = decideRotation(state, desired, observed, now);
            return decision.kind === "switch" && decision.why === "pin"
                ? { kind: "rotate", standby: decision.to, urgent: false }
                : decision;
        }),
    ),
    mutant("rule 9: a pin does not hold from the first update on", "sources", {
        adopted: (desired, _, ...args) => realCore.adopted(desired, desired.initialSlot, ...args),
    }),
    mutant("rule 9: a pin takes the trigger for applied", "hands", {
        switched: (state, desired, ...args) => ({ ...switched(state, desired, ...args), trigger: desired.trigger }),
    }),
    mutant(
        "rule 9: a pin waits for the outgoing key",
        "hands",
        rotationBy((state, desired, observed, now) => {
            const decision = decideRotation(state, desired, observed, now);
            const isValid =
                state?.outgoing !== undefined &&
                observed?.fingerprints[state.outgoing.slot] === state.outgoing.fingerprint;
            return decision.kind === "switch" && decision.why === "pin" && isValid
                ? { kind: "defer", reason: "the new trigger waits" }
                : decision;
        }),
    ),
    mutant(
        "rule 9: a pinned pair keeps silent about an emergency",
        "references",
        rotationBy((state, desired, observed, now) =>
            desired.pinnedSlot !== undefined && state !== undefined
                ? decideRotation(state, { ...desired, emergency: state.emergency }, observed, now)
                : decideRotation(state, desired, observed, now),
        ),
    ),
    mutant("rules 9 and 15: a pin is no new generation", "hands", {
        switched: (state, ...args) => ({ ...switched(state, ...args), generation: state.generation }),
    }),
    mutant("rule 9: a pin leaves nothing outgoing", "hands", {
        switched: (...args) => {
            const { outgoing: _, ...rest } = switched(...args);
            return rest;
        },
    }),
    mutant(
        "rule 10: there-and-back regenerates the standby key",
        "hands",
        rotationBy((state, desired, observed, now) => {
            const decision = decideRotation(state, desired, observed, now);
            return decision.kind === "switch" && decision.why === "there"
                ? { kind: "rotate", standby: decision.to, urgent: false }
                : decision;
        }),
    ),
    mutant(
        "rule 10: there-and-back does not come back",
        "hands",
        rotationWith((state) => ({ state: state && { ...state, home: state.active.slot } })),
    ),
    mutant(
        "rule 10: there-and-back comes back before the home slot is retired",
        "hands",
        rotationWith((state, { strategy }, observed) => {
            const isAway = strategy === "there-and-back" && state?.active.slot !== state?.home;
            return isAway && state?.outgoing !== undefined && observed !== undefined
                ? { state: { ...state, outgoing: { ...state.outgoing, fingerprint: "" } } }
                : {};
        }),
    ),
    mutant("rule 10: the way there does not take the trigger", "hands", {
        switched: (state, ...args) => ({ ...switched(state, ...args), trigger: state.trigger }),
    }),
    mutant("rule 10: the way back takes a trigger for applied", "hands", {
        switched: (state, desired, decision, ...args) => {
            const next = switched(state, desired, decision, ...args);
            return decision.why === "back" ? { ...next, trigger: desired.trigger } : next;
        },
    }),
    mutant("rule 10: home is where the pair was switched to last", "hands", {
        switched: (state, ...args) => {
            const next = switched(state, ...args);
            return { ...next, home: next.active.slot };
        },
    }),
    mutant(
        "rule 10: another trigger goes there once more before it comes back",
        "hands",
        rotationBy((state, desired, observed, now) =>
            state !== undefined && desired.trigger !== state.trigger
                ? decideRotation({ ...state, home: state.active.slot }, desired, observed, now)
                : decideRotation(state, desired, observed, now),
        ),
    ),
];

function urgentAs({ urgent }: RotationState, next: RotationState): RotationState {
    return { ...next, urgent: next.urgent || urgent };
}
