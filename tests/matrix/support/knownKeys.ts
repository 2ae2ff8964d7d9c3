import { fingerprint, isSasOf, type Journal, STORAGE_SLOTS, type StorageAccount } from "local-azure";

/** Every key that an account ever had: every change of a key is in the journal. */
export class KnownKeys {
    /** With their fingerprints. */
    readonly #seen = new Map<string, string>();
    /** The keys of values that were asked for before: they are asked for at each moment. */
    readonly #found = new Map<string, string>();

    constructor(
        journal: Journal,
        private readonly account: StorageAccount,
    ) {
        this.#look();
        journal.on(({ target }) => {
            if (target === account.name) {
                this.#look();
            }
        });
    }

    /** Each of them. */
    get all(): readonly string[] {
        this.#look();
        return [...this.#seen.keys()];
    }

    /** Regenerates that had an effect, whatever was answered. A faulted call does not count, and one without an answer may. */
    get regenerated(): number {
        this.#look();
        return this.#seen.size - STORAGE_SLOTS.length;
    }

    /** The key that the value is, has in it, is signed with or is the fingerprint of. */
    keyOf(value: string): string | undefined {
        this.#look();
        const known = this.#found.get(value);
        if (known !== undefined || value === "") {
            return known;
        }
        const url = URL.canParse(value) ? new URL(value) : undefined;
        for (const [key, itsFingerprint] of this.#seen) {
            const isOfKey =
                value.includes(key) ||
                value === itsFingerprint ||
                (url !== undefined && isSasOf(url, this.account.name, key));
            if (isOfKey) {
                this.#found.set(value, key);
                return key;
            }
        }
        return undefined;
    }

    #look(): void {
        for (const slot of STORAGE_SLOTS) {
            const key = this.account.keys[slot];
            if (!this.#seen.has(key)) {
                this.#seen.set(key, fingerprint(key));
            }
        }
    }
}
