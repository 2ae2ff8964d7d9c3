import { createHash, randomBytes } from "node:crypto";
import type { Journal } from "../journal";
import { KeySlots, type Propagation, type ShownKeys } from "../keys/keySlots";
import { isStale, type Regeneration, regenerate } from "../keys/regeneration";
import type { Weather } from "../weather";

export const STORAGE_SLOTS = ["key1", "key2"] as const;
export type StorageSlot = (typeof STORAGE_SLOTS)[number];

/** Addresses of a storage account; only blobs are answered. */
export type StorageEndpoints = Readonly<Record<"blob" | "dfs" | "file" | "queue" | "table" | "web", string>>;

/** One storage account: its two keys as they are, and as the data plane knows them. */
export class StorageAccount {
    readonly createdAt = new Date();
    readonly endpoints: StorageEndpoints;
    readonly #slots: KeySlots<StorageSlot>;

    constructor(
        readonly name: string,
        readonly resourceGroup: string,
        blobEndpoint: string,
        journal: Journal,
        propagation: Readonly<Propagation>,
    ) {
        this.#slots = new KeySlots(STORAGE_SLOTS, newKey, propagation, (what, slot, key) => {
            const operation = what === "accepted" ? "storageAccounts/keyAccepted" : "storageAccounts/keyRefused";
            journal.note(operation, name, `${slot} ${fingerprint(key).slice(0, 8)}`);
        });
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

    /** The keys as they are, in base64. */
    get keys(): Readonly<Record<StorageSlot, string>> {
        return this.#slots.keys;
    }

    get keyCreatedAt(): Readonly<Record<StorageSlot, Date>> {
        return this.#slots.createdAt;
    }

    /** Whether the data plane takes this key now. */
    accepts(key: string): boolean {
        return this.#slots.accepted.includes(key);
    }

    /** The key that the data plane takes for the slot now, if any. */
    acceptedKey(slot: StorageSlot): string | undefined {
        return this.#slots.acceptedKey(slot);
    }

    connectionString(slot: StorageSlot): string {
        return [
            "DefaultEndpointsProtocol=https",
            `AccountName=${this.name}`,
            `AccountKey=${this.keys[slot]}`,
            `BlobEndpoint=${this.endpoints.blob}`,
        ].join(";");
    }

    /** The keys as `listKeys` shows them in that weather. */
    listed({ listLagMs }: Readonly<Weather>): { readonly keys: ShownKeys<StorageSlot>; readonly isStale: boolean } {
        const keys = this.#slots.shown(listLagMs);
        return { keys, isStale: isStale(this.#slots, keys) };
    }

    /** Gives the slot a new key as `regenerateKey` does in that weather. */
    regenerateIn(weather: Readonly<Weather>, slot: StorageSlot): Regeneration<StorageSlot> {
        return regenerate(this.#slots, [slot], weather);
    }

    /** Gives the slot a new key at once; called from a test, it is one outside of every stack. */
    regenerate(slot: StorageSlot): void {
        this.#slots.regenerate(slot);
    }

    /** Ends the work that is still to happen. */
    forget(): void {
        this.#slots.forget();
    }
}

/** SHA-256, in hex, of the key's bytes: the form in which a key may be named. */
export function fingerprint(key: string, encoding: "base64" | "utf8" = "base64"): string {
    return createHash("sha256").update(Buffer.from(key, encoding)).digest("hex");
}

function newKey(): string {
    return randomBytes(64).toString("base64");
}
