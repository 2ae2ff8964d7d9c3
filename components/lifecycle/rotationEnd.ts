import type { Propagation } from "./acceptedKey";
import type { Dependents } from "./dependent";
import type { RotationErrorCode } from "./errorCodes";
import type { DependentsWish } from "./judgeDependents";
import type { RotationState, SlotKey } from "./state";

/** The way in which Rotation proceeds with its wishes. */
export interface RotationConduct {
    readonly propagation: Propagation;
    /** The treatment of dependents; absent if there is no search for them. */
    readonly dependents?: DependentsWish;
    /** Whether gates are asked if somebody uses the standby key. */
    readonly asksUse: boolean;
}

/** How Rotation ended. */
export type RotationEnd =
    /** Nothing was changed; `reason` names the pending step, if there is one. */
    | { readonly kind: "kept"; readonly state: RotationState; readonly reason?: string }
    /** Consumers get the active key of this state. `standby`: the key in the other slot of an adopted pair. */
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
