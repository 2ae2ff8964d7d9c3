import { ArmError } from "../arm/armErrors";
import type { Secret } from "./secret";
/** For how many days a deleted secret can be recovered. */
export const RECOVERABLE_DAYS = 90;

/** A secret that was deleted and can be recovered. */
export interface DeletedSecret {
    readonly secret: Secret;
    readonly deletedAt: Date;
}

/** The secrets of a vault that were deleted and not purged. Their names are blocked until they are recovered or purged. */
export class DeletedSecrets {
    readonly #deleted = new Map<string, DeletedSecret>();

    get all(): readonly DeletedSecret[] {
        return [...this.#deleted.values()];
    }

    add(secret: Secret): DeletedSecret {
        const deleted = { secret, deletedAt: new Date() };
        this.#deleted.set(secret.name.toLowerCase(), deleted);
        return deleted;
    }

    find(name: string): DeletedSecret | undefined {
        return this.#deleted.get(name.toLowerCase());
    }

    /** Takes the secret out, to be recovered or purged. */
    remove(name: string): DeletedSecret | undefined {
        const found = this.find(name);
        this.#deleted.delete(name.toLowerCase());
        return found;
    }

    /** Refuses, with 409, a name that is blocked. */
    checkFree(name: string): void {
        if (this.find(name) !== undefined) {
            throw new ArmError(
                409,
                "Conflict",
                `Secret ${name} is currently in a deleted but recoverable state, and its name cannot be reused; in this state, the secret can only be recovered or purged.`,
                { innerCode: "ObjectIsDeletedButRecoverable" },
            );
        }
    }
}
