import type { Journal } from "../journal";
import type { Propagation } from "../keys/keySlots";
import { STORAGE_SLOTS, StorageAccount } from "./storageAccount";

/** The storage accounts of the local Azure, as tests see them: in process, with their keys, past Resource Manager. */
export class StorageAccounts {
    readonly #accounts = new Map<string, StorageAccount>();

    constructor(
        private readonly journal: Journal,
        private readonly blobOrigin: () => string,
        /** May be changed at any time; the next regenerate takes it. */
        readonly propagation: Propagation,
    ) {}

    get names(): readonly string[] {
        return [...this.#accounts.keys()];
    }

    find(name: string): StorageAccount | undefined {
        return this.#accounts.get(name.toLowerCase());
    }

    /** The account of that name; an error if it does not exist. */
    get(name: string): StorageAccount {
        const account = this.find(name);
        if (account === undefined) {
            throw new Error(`The local Azure has no storage account '${name}'.`);
        }
        return account;
    }

    /** The keys of an account, and when each was made; empty if there is no such account. */
    datedKeys(name: string): readonly { readonly slot: string; readonly key: string; readonly at: Date }[] {
        const account = this.find(name);
        return account === undefined
            ? []
            : STORAGE_SLOTS.map((slot) => ({ slot, key: account.keys[slot], at: account.keyCreatedAt[slot] }));
    }

    /** Makes an account with two keys of its own. */
    create(name: string, resourceGroup: string): StorageAccount {
        const account = new StorageAccount(
            name,
            resourceGroup,
            `${this.blobOrigin()}/${name}`,
            this.journal,
            this.propagation,
        );
        this.#accounts.set(name.toLowerCase(), account);
        return account;
    }

    delete(name: string): void {
        this.find(name)?.forget();
        this.#accounts.delete(name.toLowerCase());
    }

    /** Ends the work that is still to happen, such as a new key that is not accepted yet. */
    stop(): void {
        for (const account of this.#accounts.values()) {
            account.forget();
        }
    }
}
