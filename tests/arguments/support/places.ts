import type { AppSettingsPlace } from "../../../components/consumers/appService/appSettings";
import { keyVaultReference } from "../../../components/consumers/keyVaultReference";
import type { KeyVaultSecretPlace } from "../../../components/consumers/keyVaultSecret";

/** A secret with all that can be said of one. */
export const secret: KeyVaultSecretPlace = {
    kind: "keyVaultSecret",
    argument: "keyVaultSecrets[0]",
    resourceGroupName: "rg",
    vaultName: "photos-vault",
    secretName: "uploads",
    content: "connectionString",
    expiresAfter: "90d",
    cachedFor: "24h",
};

/** Settings that refer to it, and that hold the key. */
export const settings: AppSettingsPlace = {
    kind: "appSettings",
    argument: "appSettings[0]",
    resourceGroupName: "rg",
    site: "web",
    settings: { UPLOADS: keyVaultReference("uploads"), UPLOADS_KEY: "key" },
};
