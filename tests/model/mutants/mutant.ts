import {
    type DesiredRetirement,
    decideRetirement,
    type ObservedRetirement,
    type RetirementDecision,
} from "../../../components/lifecycle/decideRetirement";
import {
    type DesiredRotation,
    decideRotation,
    type ObservedRotation,
    type RotationDecision,
} from "../../../components/lifecycle/decideRotation";
import type { DesiredWave, WaveDecision, WaveState } from "../../../components/lifecycle/decideWave";
import type { Holding, Observed, RetirementState, RotationState } from "../../../components/lifecycle/state";
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

/** Rotation decides otherwise. */
export function rotationBy(decide: DecideRotation): Partial<Core> {
    return {
        rotationRules: [
            {
                id: 0,
                sentence: "",
                decide: ({ state, desired, observed, now }) => decide(state, desired, observed, now),
            },
        ],
    };
}

/** Retirement decides otherwise. */
export function retirementBy(decide: DecideRetirement): Partial<Core> {
    return {
        retirementRules: [
            {
                id: 0,
                sentence: "",
                decide: ({ state, desired, observed, now }) => decide(state, desired, observed, now),
            },
        ],
    };
}

/** A wave decides otherwise. */
export function waveBy(decide: DecideWave): Partial<Core> {
    return {
        waveRules: [
            {
                id: 0,
                sentence: "",
                decide: ({ state, desired, observed, now }) => decide(state, desired, observed, now),
            },
        ],
    };
}

/** Rotation decides with another state, desire, observation or time than there is. */
export function rotationWith(
    changed: (...args: Parameters<DecideRotation>) => Partial<Seen<Parameters<DecideRotation>>>,
): Partial<Core> {
    return rotationBy((...args) => {
        const { state, desired, observed, now } = { ...seenBy(args), ...changed(...args) };
        return decideRotation(state, desired, observed, now);
    });
}

/** Retirement decides with another state, desire, observation or time than there is. */
export function retirementWith(
    changed: (...args: Parameters<DecideRetirement>) => Partial<Seen<Parameters<DecideRetirement>>>,
): Partial<Core> {
    return retirementBy((...args) => {
        const { state, desired, observed, now } = { ...seenBy(args), ...changed(...args) };
        return decideRetirement(state, desired, observed, now);
    });
}

/** Retirement leaves another state. */
export function retirementLeaving(changed: (state: RetirementState) => RetirementState): Partial<Core> {
    return {
        *retirement(...args) {
            const end = yield* realCore.retirement(...args);
            return { ...end, state: changed(end.state) };
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

type DecideRotation = (
    state: RotationState,
    desired: DesiredRotation,
    observed: ObservedRotation | undefined,
    now: Date,
) => RotationDecision;

type DecideRetirement = (
    state: RetirementState,
    desired: DesiredRetirement,
    observed: ObservedRetirement | undefined,
    now: Date,
) => RetirementDecision;

type DecideWave = (
    state: WaveState,
    desired: DesiredWave,
    observed: Pick<Observed, "fingerprints"> | undefined,
    now: Date,
) => WaveDecision;

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
