import type { KeysBySlot } from "../keySources/keyPairDescription";
import type { KeyService } from "./keyService";

const FIVE_SECONDS = 5_000;
const listed = new Map<string, { readonly keys: KeysBySlot; readonly at: number }>();

/** Lists the keys for a diff. The engine asks for the update at once where the diff finds one: one list serves both. */
export async function listForDiff(service: KeyService): Promise<KeysBySlot> {
    const keys = await service.list();
    listed.set(service.id, { keys, at: Date.now() });
    return keys;
}

/** The keys as they are now: those that the diff just listed, else from a list. */
export async function keysNow(service: KeyService): Promise<KeysBySlot> {
    const found = listed.get(service.id);
    listed.delete(service.id);
    return found !== undefined && Date.now() - found.at < FIVE_SECONDS ? found.keys : service.list();
}
