import { decideRotation } from "../../../components/lifecycle/decideRotation";
import type { RotationState } from "../../../components/lifecycle/state";
import { type Core, realCore } from "../core";
import { holding, known, type Mutant, mutant, rotationBy, rotationWith, standing } from "./mutant";

const { adopted, rotated, refreshed } = realCore;

/** Rules that Rotation keeps, but for emergencies, pins and there-and-back. */
export const rotationMutants: readonly Mutant[] = [
    mutant(
        "rule 1: the active slot is the one that is regenerated",
        "hands",
        rotationBy((state, desired, observed, now) => {
            const decision = decideRotation(state, desired, observed, now);
            return decision.kind === "rotate" && state !== undefined
                ? { ...decision, standby: state.active }
                : decision;
        }),
    ),
    mutant(
        "rule 1: the slot to regenerate follows from the trigger's parity",
        "hands",
        rotationBy((state, desired, observed, now) => {
            const decision = decideRotation(state, desired, observed, now);
            return decision.kind === "rotate"
                ? { ...decision, standby: { ...decision.standby, slot: Number(desired.trigger) % 2 ? "key1" : "key2" } }
                : decision;
        }),
    ),
    mutant(
        "rule 1: a trigger that goes back to an earlier value is no change",
        "hands",
        rotationWith((state, desired) =>
            state !== undefined && Number(desired.trigger) < Number(state.trigger)
                ? { desired: { ...desired, trigger: state.trigger } }
                : {},
        ),
    ),
    mutant("rule 2: adopting leaves the standby key outgoing", "hands", {
        adopted: (desired, slot, observed, now, before) => ({
            ...adopted(desired, slot, observed, now, before),
            outgoing: { slot: "key2", fingerprint: observed.fingerprints.key2 ?? "", generation: 0, rotatedAt: "" },
        }),
    }),
    mutant("rule 2: adopting takes the first trigger for a change", "hands", {
        adopted: (desired, slot, observed, now, before) => ({
            ...adopted(desired, slot, observed, now, before),
            trigger: "0",
        }),
    }),
    mutant("rule 4: a rotation is not remembered", "hands", {
        rotated: (state, { trigger }) => ({ ...state, trigger }),
    }),
    mutant(
        "rule 5: a new trigger does not wait for the outgoing key",
        "custom",
        rotationWith((state) => ({ state: forgetful(state) ?? state })),
    ),
    mutant(
        "rule 5: a new trigger waits and says nothing",
        "hands",
        rotationBy((state, desired, observed, now) => {
            const decision = decideRotation(state, desired, observed, now);
            return decision.kind === "defer" ? { kind: "keep" } : decision;
        }),
    ),
    mutant(
        "rule 5: a new trigger waits for a key that is gone",
        "hands",
        rotationWith((state, _, observed) =>
            state?.outgoing === undefined
                ? {}
                : { observed: standing(observed, state.outgoing.slot, state.outgoing.fingerprint) },
        ),
    ),
    mutant(
        "rule 5: a trigger that waits is a reason to refuse",
        "hands",
        rotationBy((state, desired, observed, now) => {
            const decision = decideRotation(state, desired, observed, now);
            return decision.kind === "defer" ? { ...decision, kind: "refuse", code: "pinned" } : decision;
        }),
    ),
    mutant(
        "rule 6: Rotation does not compare the active key",
        "hands",
        rotationWith((state, _, observed) =>
            state === undefined ? {} : { observed: standing(observed, state.active.slot, state.active.fingerprint) },
        ),
    ),
    mutant("rule 7: a refresh does not take the new key", "hands", {
        refreshed: (state) => state,
    }),
    mutant("rule 7: a refresh leaves nothing outgoing", "hands", {
        refreshed: (...args) => {
            const state = refreshed(...args);
            return state === args[0] ? state : (forgetful(state) ?? state);
        },
    }),
    mutant("rule 7: a refresh takes the new key without a new generation", "hands", {
        refreshed: (...args) => ({ ...refreshed(...args), generation: args[0].generation }),
    }),
    mutant("rule 11: a rotation leaves nothing outgoing, so that the pair is settled at once", "hands", {
        rotated: (...args) => forgetful(rotated(...args)) ?? rotated(...args),
    }),
    mutant(
        "rule 14: Rotation does not look at consumers",
        "hands",
        rotationWith((_, __, observed) => ({ observed: holding(observed, () => []) })),
    ),
    mutant(
        "rule 14: Rotation looks at the first consumer only",
        "hands",
        rotationWith((_, __, observed) => ({ observed: holding(observed, (all) => all.slice(0, 1)) })),
    ),
    mutant(
        "rule 14: for Rotation a consumer that cannot be told holds nothing",
        "references",
        rotationWith((_, __, observed) => ({ observed: holding(observed, known) })),
    ),
    mutant("rule 15: consumers write on a change of value only", "custom", {
        isDue: (checkpoint, given) => checkpoint.value !== given.value,
    }),
    mutant("rule 15: a rotation is no new generation", "hands", {
        rotated: (...args) => ({ ...rotated(...args), generation: args[0].generation }),
    }),
    mutant(
        "rule 16: a pair with custom consumers rotates without checkpoints",
        "custom",
        rotationWith((_, desired) => ({ desired: { ...desired, blind: false } })),
    ),
    mutant(
        "rule 16: a pair that can be looked at does not rotate without checkpoints",
        "custom",
        rotationWith((_, desired) => ({ desired: { ...desired, blind: true } })),
    ),
    mutant("rule 17: another source is not noticed", "sources", {
        rotation: (old, desired, ...args) =>
            realCore.rotation(old && { ...old, source: desired.source }, desired, ...args),
    }),
    mutant(
        "rule 17: another source is compared with the former one",
        "sources",
        adoptingWith((state, before) => ({ ...state, ...(before === undefined ? {} : { active: before.active }) })),
    ),
    mutant(
        "rules 15 and 17: generations begin anew with another source",
        "sources",
        adoptingWith((state) => ({ ...state, generation: 0 })),
    ),
    mutant("age: the age of a key is counted from its adoption", "age", {
        rotated: (...args) => ({ ...rotated(...args), rotatedAt: args[0].rotatedAt }),
    }),
    mutant(
        "age: a key is rotated before it has come of age",
        "age",
        rotationWith((_, __, ___, now) => ({ now: new Date(now.getTime() + 3_600_000) })),
    ),
    mutant(
        "age: a key is rotated after it has come of age, not when (> for >=)",
        "age",
        rotationWith((_, __, ___, now) => ({ now: new Date(now.getTime() - 1) })),
    ),
];

function adoptingWith(
    changed: (state: RotationState, before: RotationState | undefined) => RotationState,
): Partial<Core> {
    return {
        adopted: (desired, slot, observed, now, before) =>
            changed(adopted(desired, slot, observed, now, before), before),
    };
}

/** Without the outgoing key of the last rotation. */
function forgetful(state: RotationState | undefined): RotationState | undefined {
    if (state === undefined) {
        return undefined;
    }
    const { outgoing: _, ...rest } = state;
    return rest;
}
