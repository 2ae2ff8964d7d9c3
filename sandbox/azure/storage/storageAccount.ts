import { createHash, randomBytes } from "node:crypto";
import type { Journal } from "../journal";

export const STORAGE_SLOTS = ["key1", "key2"] as const;
export type StorageSlot = (typeof STORAGE_SLOTS)[number];

/** Where a storage account is reached; only blobs are answered. */
export type StorageEndpoints = Readonly<Record<"blob" | "dfs" | "file" | "queue" | "table" | "web", string>>;

/** When the data plane follows a regenerate. */
export interface Propagation {
    /** How long until the slot's new key is accepted. */
    acceptedAfterMs: number;
    /** How long the slot's former key is accepted still, at most until the new one is. */
    refusedAfterMs: number;
}

interface SlotState {
    key: string;
    createdAt: Date;
    /** The key that the data plane takes for this slot; nothing while it takes none. */
    accepted: string | undefined;
}

/** One storage account: its two keys as they are, and as the data plane knows them. */
export class StorageAccount {
    readonly createdAt = new Date();
    readonly endpoints: StorageEndpoints;
    readonly #slots: Readonly<Record<StorageSlot, SlotState>> = { key1: newSlot(), key2: newSlot() };
    readonly #timers = new Set<NodeJS.Timeout>();

    constructor(
        readonly name: string,
        readonly resourceGroup: string,
        blobEndpoint: string,
        private readonly journal: Journal,
        private readonly propagation: Readonly<Propagation>,
    ) {
        // Only the blob service runs; the others get addresses of the same form, at which nothing listens.
        const silent = `https://127.0.0.1:9/${name}/`;
        this.endpoints = {
            blob: `${blobEndpoint}/`,
            dfs: silent,
            file: silent,
            queue: silent,
            table: silent,
            web: silent,
        };
    }

    /** The keys as `listKeys` answers them, in base64. */
    get keys(): Readonly<Record<StorageSlot, string>> {
        return { key1: this.#slots.key1.key, key2: this.#slots.key2.key };
    }

    get keyCreatedAt(): Readonly<Record<StorageSlot, Date>> {
        return { key1: this.#slots.key1.createdAt, key2: this.#slots.key2.createdAt };
    }

    /** Whether the data plane takes this key now. */
    accepts(key: string): boolean {
        return STORAGE_SLOTS.some((slot) => this.#slots[slot].accepted === key);
    }

    /** The key that the data plane takes for the slot now, if any. */
    acceptedKey(slot: StorageSlot): string | undefined {
        return this.#slots[slot].accepted;
    }

    connectionString(slot: StorageSlot): string {
        return [
            "DefaultEndpointsProtocol=https",
            `AccountName=${this.name}`,
            `AccountKey=${this.#slots[slot].key}`,
            `BlobEndpoint=${this.endpoints.blob}`,
        ].join(";");
    }

    /** Gives the slot a new key, as `regenerateKey` does; called from a test, it is one outside of every stack. */
    regenerate(slot: StorageSlot): void {
        const state = this.#slots[slot];
        const { acceptedAfterMs, refusedAfterMs } = this.propagation;
        const former = state.accepted;
        Object.assign(state, { key: newKey(), createdAt: new Date() });
        const { key } = state;
        if (former !== undefined) {
            this.#later(Math.min(refusedAfterMs, acceptedAfterMs), () => {
                if (state.accepted === former) {
                    state.accepted = undefined;
                    this.#note("storageAccounts/keyRefused", slot, former);
                }
            });
        }
        this.#later(acceptedAfterMs, () => {
            // A later regenerate of the slot overtakes this one.
            if (state.key === key) {
                state.accepted = key;
                this.#note("storageAccounts/keyAccepted", slot, key);
            }
        });
    }

    /** Ends what is still to happen. */
    forget(): void {
        for (const timer of this.#timers) {
            clearTimeout(timer);
        }
    }

    #later(ms: number, happen: () => void): void {
        if (ms <= 0) {
            happen();
            return;
        }
        const timer = setTimeout(() => {
            this.#timers.delete(timer);
            happen();
        }, ms);
        this.#timers.add(timer);
    }

    #note(
        operation: "storageAccounts/keyAccepted" | "storageAccounts/keyRefused",
        slot: StorageSlot,
        key: string,
    ): void {
        this.journal.note(operation, this.name, `${slot} ${fingerprint(key).slice(0, 8)}`);
    }
}

/** SHA-256, in hex, of the key's bytes: the form in which a key may be named. */
export function fingerprint(key: string): string {
    return createHash("sha256").update(Buffer.from(key, "base64")).digest("hex");
}

function newSlot(): SlotState {
    const key = newKey();
    return { key, createdAt: new Date(), accepted: key };
}

function newKey(): string {
    return randomBytes(64).toString("base64");
}
