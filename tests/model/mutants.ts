import type { holdersOf, RotationState } from "../../components/lifecycle/state";
import { type Core, realCore } from "./core";
import type { PairShape } from "./pairShape";
import { shapes } from "./shapes";

/** The core with one rule broken, and the pair in which that must show. */
export interface Mutant {
    readonly name: string;
    readonly shape: PairShape;
    readonly core: Core;
}

function shape(name: string): PairShape {
    const found = shapes.find((candidate) => candidate.name === name);
    if (found === undefined) {
        throw new Error(`there is no shape ${name}`);
    }
    return found;
}

function mutant(name: string, shapeName: string, broken: Partial<Core>): Mutant {
    return { name, shape: shape(shapeName), core: { ...realCore, ...broken } };
}

const { decideRotation, decideRetirement } = realCore;

/** The outgoing key of the last rotation is forgotten, so nothing is deferred for it. */
function forgetful(state: RotationState | undefined): RotationState | undefined {
    if (state === undefined) {
        return undefined;
    }
    const { outgoing: _, ...rest } = state;
    return rest;
}

export const mutants: readonly Mutant[] = [
    mutant("rule 1: the active slot is the one that is regenerated", "hands", {
        decideRotation: (state, desired, observed, now) => {
            const decision = decideRotation(state, desired, observed, now);
            return decision.kind === "rotate" && state !== undefined
                ? { ...decision, standby: state.active }
                : decision;
        },
    }),
    mutant("rule 5: a new trigger does not wait for the outgoing key", "custom", {
        decideRotation: (state, desired, observed, now) => decideRotation(forgetful(state), desired, observed, now),
    }),
    mutant("rule 14: Rotation does not look at consumers", "hands", {
        decideRotation: (state, desired, observed, now) =>
            decideRotation(state, desired, observed && { ...observed, holdings: [] }, now),
    }),
    mutant("rule 14: Retirement does not look at consumers", "hands", {
        decideRetirement: (state, desired, observed, now) =>
            decideRetirement(state, desired, observed && { ...observed, holdings: [] }, now),
    }),
    mutant("rule 14: a consumer that cannot be told counts as holding nothing", "references", {
        decideRotation: (state, desired, observed, now) =>
            decideRotation(state, desired, observed && { ...observed, holdings: known(observed.holdings) }, now),
        decideRetirement: (state, desired, observed, now) =>
            decideRetirement(state, desired, observed && { ...observed, holdings: known(observed.holdings) }, now),
    }),
    mutant("rule 15: consumers write on a change of value only", "custom", {
        isDue: (checkpoint, given) => checkpoint.value !== given.value,
    }),
    mutant("rule 7: a refresh does not take the new key", "hands", {
        refreshed: (state) => state,
    }),
    mutant("rule 9: a pin is not followed", "hands", {
        decideRotation: (state, desired, observed, now) => {
            const { pinnedSlot: _, ...unpinned } = desired;
            return decideRotation(state, unpinned, observed, now);
        },
    }),
    mutant("rule 17: another source is not noticed", "sources", {
        decideRotation: (state, desired, observed, now) =>
            decideRotation(state && { ...state, source: desired.source }, desired, observed, now),
    }),
    mutant("a failed gate does not stop the retirement", "references", {
        decideRetirement: (state, desired, observed, now) =>
            decideRetirement(state, desired, observed && { ...observed, gates: [] }, now),
    }),
    mutant("a rotation leaves nothing outgoing, so the old key is never retired", "hands", {
        rotated: (...args) => forgetful(realCore.rotated(...args)) ?? realCore.rotated(...args),
    }),
];

function known(holdings: Parameters<typeof holdersOf>[1]): Parameters<typeof holdersOf>[1] {
    return holdings.map((holding) => (holding.holds === "unknown" ? { ...holding, holds: "nothing" } : holding));
}
