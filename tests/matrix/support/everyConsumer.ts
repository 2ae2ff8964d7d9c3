import { keyVaultReference } from "../../../components/index";
import type { StorageSlot } from "../../../sandbox/azure/storage/storageAccount";
import type { PairChange, Photos } from "../../integration/support/photos";

/** Every kind of built-in consumer: a secret, settings with the key itself, and one that refers to the secret. */
export function everyConsumer(photos: Photos): PairChange {
    const settings = {
        UPLOADS: "connectionString",
        UPLOADS_KEY: "key",
        UPLOADS_SECRET: keyVaultReference("uploads"),
    };
    return { keyVaultSecrets: [photos.secret], appSettings: [photos.settings(settings)] } as PairChange;
}

/** What is not in place yet of a pair with these consumers that was to rotate for a trigger; empty, where all is. */
export async function missingOf(photos: Photos, rotationTrigger: number): Promise<string> {
    const { activeSlot, settled, keyFingerprint } = await photos.outputs();
    const { state } = await photos.stack.outputs("Rotation", "uploads-rotation");
    const slot = activeSlot as StorageSlot;
    const key = photos.account.keys[slot];
    const { UPLOADS, UPLOADS_KEY, UPLOADS_SECRET } = photos.site.runningSettings;
    const held = [UPLOADS, UPLOADS_KEY, UPLOADS_SECRET, photos.vault.find("uploads")?.current.value];
    return [
        ...(settled ? [] : ["the pair is not settled"]),
        ...(keyFingerprint === photos.fingerprints[slot] ? [] : ["the state has another key than the account"]),
        ...(held.every((value) => value?.includes(key)) ? [] : ["not every consumer has the active key"]),
        ...((state as { trigger: string }).trigger === String(rotationTrigger) ? [] : ["the trigger was not taken"]),
    ].join(", ");
}
