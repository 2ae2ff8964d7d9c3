import type { DependentsInputs } from "../dependents/dependentsSearch";
import type { DependentsWish } from "../lifecycle/judgeDependents";

/** What the program wants where a place is found that nobody moves, in the terms of the lifecycle. */
export function wishOf({ unregistered, notLookedAt }: DependentsInputs): DependentsWish {
    return {
        unregistered: unregistered === "warn" ? "warn" : "refuse",
        notLookedAt: notLookedAt === "refuse" ? "refuse" : "warn",
    };
}
