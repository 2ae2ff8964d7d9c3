import type { KeysBySlot } from "../services/keyPairDescription";
import type { KeyService } from "./keyService";

/** How old a list of keys may be, in milliseconds. */
const AGES = {
    /** For a plan: the engine asks for an update soon after its diff. */
    lately: 5_000,
    /** For the last look: no more than the way from a diff to its update. */
    justNow: 1_000,
    now: 0,
} as const;

/** Lists of keys, by the service: the diff of an update and the update itself share one process, and so one list. */
class SharedKeys {
    readonly #listed = new Map<string, { readonly keys: KeysBySlot; readonly at: number }>();

    /** The keys, from a list that is not older than this. */
    async list(service: KeyService, age: keyof typeof AGES): Promise<KeysBySlot> {
        const found = this.#listed.get(service.id);
        if (found !== undefined && Date.now() - found.at < AGES[age]) {
            return found.keys;
        }
        const keys = await service.list();
        this.#listed.set(service.id, { keys, at: Date.now() });
        return keys;
    }

    /** After a regenerate, the list from before it no longer counts. */
    forget(service: KeyService): void {
        this.#listed.delete(service.id);
    }
}

export const sharedKeys = new SharedKeys();
