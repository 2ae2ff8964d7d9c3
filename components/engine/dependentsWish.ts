import type { DependentsInputs } from "../dependents/dependentsSearch";
import type { DependentsWish } from "../lifecycle/judgeDependents";

/** The reaction that the program wants if an unregistered place is found, in the terms of the lifecycle. */
export function wishOf({ unregistered, notLookedAt }: DependentsInputs): DependentsWish {
    return {
        unregistered: unregistered === "warn" ? "warn" : "refuse",
        notLookedAt: notLookedAt === "refuse" ? "refuse" : "warn",
    };
}
