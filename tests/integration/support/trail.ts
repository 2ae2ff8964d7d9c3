import type { LocalAzure } from "local-azure";

/** The traces of the tests: every key that an account or a pair of secrets ever had, and everything that `pulumi` ever printed. */
export class Trail {
    readonly #keys = new Set<string>();
    readonly #printed: string[] = [];

    constructor(private readonly azure: LocalAzure) {
        // Every change of a key is in the journal, so this sees all of them.
        azure.journal.on(() => this.#noteKeys());
    }

    get keys(): readonly string[] {
        this.#noteKeys();
        return [...this.#keys];
    }

    get printed(): readonly string[] {
        return this.#printed;
    }

    /** Notes a key that is in no service of the local Azure. */
    note(key: string): void {
        this.#keys.add(key);
    }

    print(output: string): void {
        this.#printed.push(output);
    }

    #noteKeys(): void {
        const { storage, vaults } = this.azure;
        for (const account of storage.names) {
            for (const key of Object.values(storage.get(account).keys)) {
                this.#keys.add(key);
            }
        }
        for (const { secrets } of vaults.names.map((vault) => vaults.get(vault))) {
            for (const { value } of secrets.flatMap(({ versions }) => versions).filter(isKey)) {
                this.#keys.add(value);
            }
        }
    }
}

/** Whether a secret is a key itself, and not a connection string that has one in it. */
function isKey({ value }: { readonly value: string }): boolean {
    return Buffer.from(value, "base64").length === 64;
}
