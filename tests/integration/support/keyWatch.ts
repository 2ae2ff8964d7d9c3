import type { LocalAzure, Site, StorageAccount, StorageSlot } from "local-azure";

/** Looks at every moment whether the key that an application runs with is one that the data plane takes (rules 1 and 3). */
export class KeyWatch {
    readonly #lost: string[] = [];

    constructor(
        azure: LocalAzure,
        private readonly account: StorageAccount,
        private readonly site: Pick<Site, "runningValues">,
    ) {
        // Both ends change only at moments that are in the journal.
        azure.journal.on(({ operation, target, detail }) => {
            const keys = this.#keysInUse();
            if (keys.some((key) => !this.account.accepts(key))) {
                this.#lost.push([operation, target, detail].join(" "));
            }
        });
    }

    /** The moments at which the application had a key that is not accepted. */
    get lost(): readonly string[] {
        return this.#lost;
    }

    /** The slot whose key the application runs with, if all its settings agree. */
    get slotInUse(): StorageSlot | "none" | "both" {
        const { key1, key2 } = this.account.keys;
        const slots = new Set(this.#keysInUse().map((key) => (key === key1 ? "key1" : key === key2 ? "key2" : "none")));
        const [slot = "none", other] = slots;
        return other === undefined ? slot : "both";
    }

    #keysInUse(): readonly string[] {
        return this.site.runningValues.flatMap((value) => {
            const key = /AccountKey=([^;]+)/.exec(value)?.[1] ?? value;
            return Buffer.from(key, "base64").length === 64 ? [key] : [];
        });
    }
}
