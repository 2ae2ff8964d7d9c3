import type { RotationState } from "./state";

/** Whether an emergency trigger, in its canonical form, asks for something that was not done yet. */
export function isEmergency(trigger: string, { emergency }: Pick<RotationState, "emergency">): boolean {
    return trigger !== "" && trigger !== emergency;
}

/** Whether nothing is waited for: an emergency made this generation, or waits for it to be settled. */
export function isUrgent(trigger: string, state: Pick<RotationState, "emergency" | "urgent">): boolean {
    return state.urgent || isEmergency(trigger, state);
}

/**
 * Forgets the last emergency once the program no longer sets the trigger. If the user gives the same value again later, that is another
 * emergency.
 */
export function withoutPastEmergency(state: RotationState, trigger: string): RotationState {
    return trigger === "" && state.emergency !== "" ? { ...state, emergency: "" } : state;
}
