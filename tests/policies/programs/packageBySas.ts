import * as storage from "@pulumi/azure-native/storage";
import * as web from "@pulumi/azure-native/web";
import { asset, interpolate, secret } from "@pulumi/pulumi";

/** A function app that runs from a package, which it gets by a shared access signature. */
export function program() {
    const resourceGroupName = "functions";
    const account = new storage.StorageAccount("packages", {
        resourceGroupName,
        kind: "StorageV2",
        sku: { name: "Standard_LRS" },
        keyPolicy: { keyExpirationPeriodInDays: 90 },
        sasPolicy: { sasExpirationPeriod: "1.00:00:00", expirationAction: "Log" },
    });
    const container = new storage.BlobContainer("packages", { resourceGroupName, accountName: account.name });
    const blob = new storage.Blob("app.zip", {
        resourceGroupName,
        accountName: account.name,
        containerName: container.name,
        source: new asset.StringAsset("zip"),
    });
    const sas = storage.listStorageAccountServiceSASOutput({
        resourceGroupName,
        accountName: account.name,
        protocols: "https",
        sharedAccessExpiryTime: "2030-01-01",
        resource: "c",
        permissions: "r",
        canonicalizedResource: interpolate`/blob/${account.name}/${container.name}`,
    });
    new web.WebApp("fn", {
        resourceGroupName,
        kind: "functionapp",
        siteConfig: {
            appSettings: [
                {
                    name: "WEBSITE_RUN_FROM_PACKAGE",
                    value: secret(
                        interpolate`https://${account.name}.blob.core.windows.net/${container.name}/${blob.name}?${sas.serviceSasToken}`,
                    ),
                },
            ],
        },
    });
}
