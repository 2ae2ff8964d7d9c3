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

/** The same where the diff needs them once more. */
export async function listedForDiff(service: KeyService): Promise<KeysBySlot> {
    return fresh(service.id)?.keys ?? listForDiff(service);
}

/** The keys as they are now: those that the diff just listed, else from a list. */
export async function keysNow(service: KeyService): Promise<KeysBySlot> {
    const found = fresh(service.id);
    listed.delete(service.id);
    return found?.keys ?? service.list();
}

function fresh(id: string) {
    const found = listed.get(id);
    return found !== undefined && Date.now() - found.at < FIVE_SECONDS ? found : undefined;
}
