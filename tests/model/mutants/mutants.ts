import type { Mutant } from "./mutant";
import { retirementMutants } from "./retirementMutants";
import { rotationMutants } from "./rotationMutants";
import { sequenceMutants } from "./sequenceMutants";
import { waveMutants } from "./waveMutants";
import { wishMutants } from "./wishMutants";

/** Cores that each break one rule: the exploration has to find all of them. */
export const mutants: readonly Mutant[] = [
    ...sequenceMutants,
    ...rotationMutants,
    ...wishMutants,
    ...retirementMutants,
    ...waveMutants,
];
