import type { Victim } from "./victim";

/** The special condition of a kill or its repair. */
export interface Variant {
    readonly name: string;
    /** Environment of the `up` that is killed. */
    readonly environment?: Readonly<Record<string, string>>;
    /** Whether the first repairing `up` refreshes. */
    readonly isRefreshed?: true;
    /** Whether the state is put back to that before the change. */
    readonly isRestored?: true;
    /** Whether the repairing `up` pins the pair to the slot that was in use before the change. */
    readonly isRolledBack?: true;
}

export const plain: Variant = { name: "up" };
export const refreshed: Variant = { name: "up --refresh", isRefreshed: true };
export const withoutCheckpoints: Variant = {
    name: "without checkpoints",
    environment: { PULUMI_SKIP_CHECKPOINTS: "true", PULUMI_EXPERIMENTAL: "true" },
};
export const rolledBack: Variant = { name: "rolled back", isRolledBack: true };
export const stateRestored: Variant = { name: "state restored", isRestored: true };

export const VARIANTS: readonly Variant[] = [plain, refreshed, withoutCheckpoints, rolledBack, stateRestored];

/** Whether only the entries that the state file got while the update ran are left of it. */
export function keepsCheckpoints({ environment, isRestored }: Variant): boolean {
    return environment === undefined && isRestored === undefined;
}

/**
 * How many regenerates of unused keys a repair may cost beyond those of an undisturbed run: one (rule 4). A state that
 * knows nothing of a whole rotation takes over the keys as they are and carries the change out again.
 */
export function mostExtraRegenerates({ environment, isRestored }: Variant, victim: Victim): number {
    return isRestored || (environment !== undefined && victim === "engine") ? 3 : 1;
}
