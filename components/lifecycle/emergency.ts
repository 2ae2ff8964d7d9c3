import type { RotationState } from "./state";

/** Whether an emergency trigger, in its canonical form, asks for something that was not done yet. */
export function isEmergency(trigger: string, { emergency }: Pick<RotationState, "emergency">): boolean {
    return trigger !== "" && trigger !== emergency;
}

/**
 * The state with the emergency that an update no longer finds in its program forgotten: one who takes the trigger away and
 * later gives the same value again has another emergency.
 */
export function withoutPastEmergency(state: RotationState, trigger: string): RotationState {
    return trigger === "" && state.emergency !== "" ? { ...state, emergency: "" } : state;
}
