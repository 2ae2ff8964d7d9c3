import * as storage from "@pulumi/azure-native/storage";
import * as web from "@pulumi/azure-native/web";
import { appSettings, keyVaultSecret, RotatingKeyPair, storageAccount } from "../../../components/index";

/** A pair that writes the key itself into settings, and an app beside it that took the key by hand. */
export function program() {
    const resourceGroupName = "photos";
    const account = new storage.StorageAccount("uploads", {
        resourceGroupName,
        accountName: "uploads",
        kind: "StorageV2",
        sku: { name: "Standard_LRS" },
        keyPolicy: { keyExpirationPeriodInDays: 30 },
    });
    const pair = new RotatingKeyPair("uploads", {
        source: storageAccount({ resourceGroupName, accountName: account.name }),
        rotationTrigger: 4,
        rotateEvery: "90d",
        consumers: [
            keyVaultSecret({ resourceGroupName, vaultName: "photos", secretName: "uploads" }),
            appSettings({ resourceGroupName, site: "web", settings: { UPLOADS_KEY: "key" } }),
        ],
    });
    new web.WebApp("worker", {
        resourceGroupName,
        siteConfig: { appSettings: [{ name: "UPLOADS", value: pair.connectionString }] },
    });
}
