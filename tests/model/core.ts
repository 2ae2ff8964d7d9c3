import {
    beginRetirement,
    type DesiredRetirement,
    decideRetirement,
    type ObservedRetirement,
    type RetirementDecision,
    settled,
    waiting,
} from "../../components/lifecycle/decideRetirement";
import {
    adopted,
    type DesiredRotation,
    decideRotation,
    type RotationDecision,
    refreshed,
    rotated,
    switched,
} from "../../components/lifecycle/decideRotation";
import {
    beginWave,
    type DesiredWave,
    decideWave,
    held,
    passed,
    type WaveDecision,
    type WaveState,
    waveBehind,
} from "../../components/lifecycle/decideWave";
import { withoutPastEmergency } from "../../components/lifecycle/emergency";
import type { Observed, RetirementState, RotationState } from "../../components/lifecycle/state";

/** What the simulated world is run with: the real decisions, or a mutant of them. */
export interface Core {
    readonly decideRotation: (
        state: RotationState | undefined,
        desired: DesiredRotation,
        observed: Observed | undefined,
        now: Date,
    ) => RotationDecision;
    readonly adopted: typeof adopted;
    readonly rotated: typeof rotated;
    readonly switched: typeof switched;
    readonly refreshed: typeof refreshed;
    readonly withoutPastEmergency: typeof withoutPastEmergency;
    readonly beginRetirement: typeof beginRetirement;
    readonly decideRetirement: (
        state: RetirementState,
        desired: DesiredRetirement,
        observed: ObservedRetirement | undefined,
        now: Date,
    ) => RetirementDecision;
    readonly settled: typeof settled;
    readonly waiting: typeof waiting;
    readonly beginWave: typeof beginWave;
    readonly decideWave: (
        state: WaveState | undefined,
        desired: DesiredWave,
        observed: Pick<Observed, "fingerprints"> | undefined,
        now: Date,
    ) => WaveDecision;
    readonly passed: typeof passed;
    readonly held: typeof held;
    readonly waveBehind: typeof waveBehind;
    /** Whether a consumer is written. Not of the lifecycle: the consumers' inputs decide it (rule 15). */
    readonly isDue: (checkpoint: Given, given: Given) => boolean;
}

/** What a consumer is given, as far as its resource can tell one giving from another. */
export interface Given {
    readonly generation: number;
    /** The key, or the version of the secret that is referred to. */
    readonly value: number;
}

/** The decisions as they are shipped. */
export const realCore: Core = {
    decideRotation: (state, desired, observed, now) =>
        observed === undefined
            ? decideRotation(state, desired, observed, now)
            : decideRotation(state, desired, observed, now),
    adopted,
    rotated,
    switched,
    refreshed,
    withoutPastEmergency,
    beginRetirement,
    decideRetirement: (state, desired, observed, now) =>
        observed === undefined
            ? decideRetirement(state, desired, observed, now)
            : decideRetirement(state, desired, observed, now),
    settled,
    waiting,
    beginWave,
    decideWave: (state, desired, observed, now) =>
        observed === undefined ? decideWave(state, desired, observed, now) : decideWave(state, desired, observed, now),
    passed,
    held,
    waveBehind,
    isDue: (checkpoint, given) => checkpoint.generation !== given.generation || checkpoint.value !== given.value,
};
