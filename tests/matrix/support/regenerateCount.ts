import type { LocalAzure } from "../../../sandbox/azure/localAzure";
import { STORAGE_SLOTS, type StorageAccount } from "../../../sandbox/azure/storage/storageAccount";

/** Counts the regenerates that had an effect, whatever was answered: a faulted call is none, and one without an answer may be. */
export class RegenerateCount {
    readonly #seen = new Set<string>();

    constructor(
        azure: LocalAzure,
        private readonly account: StorageAccount,
    ) {
        this.#look();
        azure.journal.on(() => this.#look());
    }

    get count(): number {
        this.#look();
        return this.#seen.size - STORAGE_SLOTS.length;
    }

    #look(): void {
        for (const slot of STORAGE_SLOTS) {
            this.#seen.add(this.account.keys[slot]);
        }
    }
}
