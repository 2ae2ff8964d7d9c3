import { ArmError } from "./armErrors";
import type { ArmAction } from "./servedAction";

/** The calls that a lock prevents: everything but reads (actions such as `listKeys` count as writes), or deletes alone. */
export type LockLevel = "ReadOnly" | "CanNotDelete";

/** The management locks: none, unless a test says so. A lock holds until it is removed, for every caller. */
export class Locks {
    readonly #locks = new Map<string, { readonly scope: string; readonly level: LockLevel }>();

    /** Locks a resource, a resource group or the subscription, by its id, with everything in it. */
    add(scope: string, level: LockLevel = "ReadOnly"): void {
        this.#locks.set(scope.toLowerCase(), { scope, level });
    }

    remove(scope: string): void {
        this.#locks.delete(scope.toLowerCase());
    }

    clear(): void {
        this.#locks.clear();
    }

    /** Refuses, with 409, calls that a lock prevents. */
    check({ action, scope }: ArmAction): void {
        const verb = action.split("/").at(-1);
        if (verb === "read") {
            return;
        }
        const locking = [...this.#locks.values()].filter(
            (lock) =>
                `${scope}/`.toLowerCase().startsWith(`${lock.scope}/`.toLowerCase()) &&
                (lock.level === "ReadOnly" || verb === "delete"),
        );
        if (locking.length > 0) {
            const scopes = locking.map((lock) => `'${lock.scope}'`).join(",");
            throw new ArmError(
                409,
                "ScopeLocked",
                `The scope '${scope}' cannot perform ${verb === "delete" ? "delete" : "write"} operation because following scope(s) are locked: ${scopes}. Please remove the lock and try again.`,
            );
        }
    }
}
