import type { Principal } from "../identity";
import { ArmError } from "./armErrors";
import { Locks } from "./locks";
import type { ArmAction } from "./servedAction";

/** The permissions of the managed identity: everything, unless a test names single actions. */
export class Permissions {
    /** Actions that are forbidden to everybody, allowed or not. */
    readonly locks = new Locks();
    #allowed: ReadonlySet<string> | undefined;
    readonly #denied = new Set<string>();
    readonly #asked = new Set<string>();

    /** Every action that was asked for so far, allowed or not, in the words of a role definition. */
    get asked(): readonly string[] {
        return [...this.#asked].sort();
    }

    /** Allows these actions alone, on every resource; `undefined` allows everything again. Letter case does not matter. */
    allowOnly(actions: readonly string[] | undefined): void {
        this.#allowed = actions === undefined ? undefined : new Set(actions.map((action) => action.toLowerCase()));
    }

    /** Denies this action, on every resource, whatever else is allowed. */
    deny(action: string): void {
        this.#denied.add(action.toLowerCase());
    }

    /** Forgets what was asked for. */
    clearAsked(): void {
        this.#asked.clear();
    }

    /** Refuses, with 403, calls that are not allowed, and with 409 calls that a lock prevents. */
    check({ clientId, objectId }: Principal, { action, scope }: ArmAction): void {
        this.#asked.add(action);
        const name = action.toLowerCase();
        if (this.#allowed?.has(name) === false || this.#denied.has(name)) {
            throw new ArmError(
                403,
                "AuthorizationFailed",
                `The client '${clientId}' with object id '${objectId}' does not have authorization to perform action '${action}' over scope '${scope}' or the scope is invalid. If access was recently granted, please refresh your credentials.`,
            );
        }
        this.locks.check({ action, scope });
    }
}
