import type { Holding, Observed } from "../../../components/lifecycle/state";
import { type Core, realCore } from "../core";
import { type ExploredShape, shapes } from "../shapes";

/** The core with one rule broken, and the pair in which that must show. */
export interface Mutant {
    readonly name: string;
    readonly shape: ExploredShape;
    readonly core: Core;
}

/** Makes a mutant of the shipped decisions. */
export function mutant(name: string, shapeName: string, broken: Partial<Core>): Mutant {
    const shape = shapes.find((candidate) => candidate.name === shapeName);
    if (shape === undefined) {
        throw new Error(`there is no shape ${shapeName}`);
    }
    return { name, shape, core: { ...realCore, ...broken } };
}

/** Decides with another state, desire, observation or time than there is. */
export function rotationWith(changed: (...args: DecideRotation) => Partial<Seen<DecideRotation>>): Partial<Core> {
    return {
        decideRotation: (...args) => {
            const { state, desired, observed, now } = { ...seenBy(args), ...changed(...args) };
            return realCore.decideRotation(state, desired, observed, now);
        },
    };
}

/** Decides with another state, desire, observation or time than there is. */
export function retirementWith(changed: (...args: DecideRetirement) => Partial<Seen<DecideRetirement>>): Partial<Core> {
    return {
        decideRetirement: (...args) => {
            const { state, desired, observed, now } = { ...seenBy(args), ...changed(...args) };
            return realCore.decideRetirement(state, desired, observed, now);
        },
    };
}

/** The same keys, with other holdings. */
export function holding<Seen extends Observed>(
    observed: Seen | undefined,
    changed: (holdings: readonly Holding[]) => readonly Holding[],
): Seen | undefined {
    return observed && { ...observed, holdings: changed(observed.holdings) };
}

/** The same holdings, with another key in a slot. */
export function standing<Seen extends Observed>(
    observed: Seen | undefined,
    slot: string,
    fingerprint: string,
): Seen | undefined {
    return observed && { ...observed, fingerprints: { ...observed.fingerprints, [slot]: fingerprint } };
}

/** Holdings in which nobody is unknown. */
export function known(holdings: readonly Holding[]): readonly Holding[] {
    return holdings.map((it) => (it.holds === "unknown" ? { ...it, holds: "nothing" } : it));
}

type DecideRotation = Parameters<Core["decideRotation"]>;
type DecideRetirement = Parameters<Core["decideRetirement"]>;

interface Seen<Args extends readonly [unknown, unknown, unknown, Date]> {
    readonly state: Args[0];
    readonly desired: Args[1];
    readonly observed: Args[2];
    readonly now: Date;
}

function seenBy<Args extends readonly [unknown, unknown, unknown, Date]>(args: Args): Seen<Args> {
    const [state, desired, observed, now] = args;
    return { state, desired, observed, now };
}
