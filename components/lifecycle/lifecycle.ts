import { acceptedKey } from "./acceptedKey";
import { adoptionRules } from "./decideAdoption";
import { beginRetirement, retirementRules } from "./decideRetirement";
import { adopted, agedFrom, refreshed, rotated, rotationRules, switched } from "./decideRotation";
import { beginWave, newWave, passed, waveRules } from "./decideWave";
import { withoutPastEmergency } from "./emergency";
import { newKeyIn } from "./regenerate";
import { unlistedIn } from "./state";
import { isGone, serviceOn, whatBecameOf } from "./whatBecameOf";

/**
 * The rules and proofs that the sequences use. They receive them, so that the model can leave out one rule, or put a broken one in its place,
 * and show that this is found.
 */
export const shipped = {
    adoptionRules,
    rotationRules,
    retirementRules,
    waveRules,
    adopted,
    rotated,
    switched,
    refreshed,
    agedFrom,
    withoutPastEmergency,
    beginRetirement,
    beginWave,
    newWave,
    passed,
    acceptedKey,
    whatBecameOf,
    serviceOn,
    isGone,
    newKeyIn,
    unlistedIn,
} as const;

/** The same as a type. */
export type Lifecycle = { readonly [Part in keyof typeof shipped]: (typeof shipped)[Part] };
