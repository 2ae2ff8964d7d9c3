import type { Held, Scanner } from "../scanner";
import { FINGERPRINT_TAG } from "../values/secretTags";

/** The version of the service's API that is called. */
export const API_VERSION = "2025-05-01";

/** Tags that say whose key a secret holds. */
const TELLING: readonly string[] = [FINGERPRINT_TAG, "provideraddress"];

const UNREAD =
    "only its value would tell, which is not read: its owner sees it by `az keyvault secret show`, and `dependents.alsoHeldBy` takes the answer";

/**
 * Secrets of key vaults, by the tags that this package and Azure's own rotation samples write. A reader never sees a value: a
 * secret without these tags may hold any key, and counts as not looked at.
 */
export const keyVaults: Scanner = {
    title: "Key Vault secret",
    documented: {
        calls: "1 a vault",
        known: "by the tags of this package and of Azure's rotation samples",
        notSeen: "values: a secret without such tags is named as not looked at",
    },
    type: "Microsoft.KeyVault/vaults",
    apiVersion: API_VERSION,
    actions: ["Microsoft.KeyVault/vaults/read", "Microsoft.KeyVault/vaults/secrets/read"],

    async look({ id, name, tags }, ask) {
        const secrets = await ask.all({ method: "GET", path: `${id}/secrets`, apiVersion: API_VERSION }, name);
        return secrets.map((secret): Held => {
            const place = `${name}/${secret.name}`;
            if (!Object.keys(secret.tags).some((tag) => TELLING.includes(tag.toLowerCase()))) {
                ask.notLookedAt(place, UNREAD);
            }
            const { secretUri } = secret.properties as { readonly secretUri?: string };
            return {
                kind: keyVaults.title,
                holder: secret.id,
                name: "",
                place,
                tags: { ...tags, ...secret.tags },
                content: { kind: "secret", uri: secretUri ?? "" },
            };
        });
    },
};
