import type { Propagation } from "./acceptedKey";
import type { Dependents } from "./dependent";
import type { RotationErrorCode } from "./errorCodes";
import type { DependentsWish } from "./judgeDependents";
import type { RotationState, SlotKey } from "./state";

/** How Rotation goes about what is desired. */
export interface RotationConduct {
    readonly propagation: Propagation;
    /** What is to be done about dependents; absent where they are not searched for. */
    readonly dependents?: DependentsWish;
    /** Whether gates are asked if somebody uses the standby key. */
    readonly asksUse: boolean;
}

/** How Rotation ended. */
export type RotationEnd =
    /** Nothing was changed; `reason` says what waits, if anything does. */
    | { readonly kind: "kept"; readonly state: RotationState; readonly reason?: string }
    /** Consumers are given the active key of this state. `standby`: what stands in the other slot of a pair that was adopted. */
    | {
          readonly kind: "given";
          readonly state: RotationState;
          readonly standby?: SlotKey;
          readonly found?: Dependents;
      }
    | Refusal;

/** Going on could take a key from somebody. */
export interface Refusal {
    readonly kind: "refused";
    readonly code: RotationErrorCode;
    readonly reason: string;
}
