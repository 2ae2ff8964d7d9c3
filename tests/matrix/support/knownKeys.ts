import { fingerprint, isSasOf, type Journal, STORAGE_SLOTS, type StorageAccount } from "local-azure";

/** Every key that an account ever had: whatever changes one is in the journal. */
export class KnownKeys {
    readonly #seen = new Set<string>();
    /** What values were found to be of, because they are asked for at each moment. */
    readonly #found = new Map<string, string>();

    constructor(
        journal: Journal,
        private readonly account: StorageAccount,
    ) {
        this.#look();
        journal.on(() => this.#look());
    }

    /** Each of them. */
    get all(): readonly string[] {
        this.#look();
        return [...this.#seen];
    }

    /** Regenerates that had an effect, whatever was answered: a faulted call is none, and one without an answer may be. */
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
        const found = [...this.#seen].find(
            (key) =>
                value.includes(key) ||
                value === fingerprint(key) ||
                (url !== undefined && isSasOf(url, this.account.name, key)),
        );
        if (found !== undefined) {
            this.#found.set(value, found);
        }
        return found;
    }

    #look(): void {
        for (const slot of STORAGE_SLOTS) {
            this.#seen.add(this.account.keys[slot]);
        }
    }
}
