import { type DeletedSecret, DeletedSecrets } from "./deletedSecrets";
import { Secret, type SecretContent } from "./secret";

/** One Key Vault. */
export class Vault {
    /** Whether a principal may read a secret; undefined for a vault that lets everybody. */
    guard: ((principalId: string | undefined, secret: string) => boolean) | undefined;
    /** Secrets that were deleted and can be recovered. */
    readonly deleted = new DeletedSecrets();
    readonly #secrets = new Map<string, Secret>();

    constructor(
        readonly name: string,
        readonly resourceGroup: string,
        readonly uri: string,
    ) {}

    get secrets(): readonly Secret[] {
        return [...this.#secrets.values()];
    }

    find(name: string): Secret | undefined {
        return this.#secrets.get(name.toLowerCase());
    }

    /** The secret of that name; an error if it does not exist. */
    get(name: string): Secret {
        const secret = this.find(name);
        if (secret === undefined) {
            throw new Error(`The vault '${this.name}' has no secret '${name}'.`);
        }
        return secret;
    }

    /** Writes a new version; called from a test, it is one written by hand. Refuses, with 409, the name of a deleted secret. */
    write(name: string, content: SecretContent): Secret {
        this.deleted.checkFree(name);
        const existing = this.find(name);
        if (existing !== undefined) {
            existing.add(content);
            return existing;
        }
        const secret = new Secret(name, this.uri, content);
        this.#secrets.set(name.toLowerCase(), secret);
        return secret;
    }

    /** Deletes the secret so that it can be recovered; nothing if it does not exist. */
    delete(name: string): DeletedSecret | undefined {
        const secret = this.find(name);
        this.#secrets.delete(name.toLowerCase());
        return secret === undefined ? undefined : this.deleted.add(secret);
    }

    /** Makes the name of a deleted secret free; the secret is gone for good. */
    purge(name: string): void {
        this.deleted.remove(name);
    }

    /** Gives the secret back with all its versions. */
    recover(name: string): void {
        const deleted = this.deleted.remove(name);
        if (deleted !== undefined) {
            this.#secrets.set(name.toLowerCase(), deleted.secret);
        }
    }
}
