import type { AppSettingsPlace } from "../../../components/consumers/appService/appSettingsArgs";
import type { KeyVaultSecretPlace } from "../../../components/consumers/keyVault/keyVaultSecret";
import { keyVaultReference } from "../../../components/consumers/values/keyVaultReference";

/** A secret with all that can be said of one. */
export const secret: KeyVaultSecretPlace = {
    kind: "keyVaultSecret",
    argument: "consumers[0]",
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
    argument: "consumers[1]",
    resourceGroupName: "rg",
    site: "web",
    settings: { UPLOADS: keyVaultReference("uploads"), UPLOADS_KEY: "key" },
};
