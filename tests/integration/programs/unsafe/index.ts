// A stack that breaks every policy of the pack: each line is one that somebody has written.
import * as keyvault from "@pulumi/azure-native/keyvault";
import * as storage from "@pulumi/azure-native/storage";
import * as web from "@pulumi/azure-native/web";
import * as pulumi from "@pulumi/pulumi";
import { command, keyVaultSecret, RotatingKeyPair, storageAccount } from "pulumi-two-key";

const resourceGroupName = "photos";
const sku = { name: "Standard_LRS" };
const tenantId = "11111111-1111-1111-1111-111111111111";

const account = new storage.StorageAccount("files", {
    resourceGroupName,
    accountName: "unsafefiles",
    kind: "StorageV2",
    sku,
    sasPolicy: { sasExpirationPeriod: "1.00:00:00", expirationAction: "Log" },
});
new storage.StorageAccount("logs", {
    resourceGroupName,
    accountName: "unsafelogs",
    kind: "StorageV2",
    sku,
    keyPolicy: { keyExpirationPeriodInDays: 90 },
});
const vault = new keyvault.Vault("vault", {
    resourceGroupName,
    vaultName: "unsafevault",
    properties: {
        tenantId,
        sku: { family: "A", name: "standard" },
        accessPolicies: [
            { tenantId, objectId: "00000000-0000-0000-0000-000000000000", permissions: { secrets: ["get"] } },
        ],
    },
});

const pair = new RotatingKeyPair("uploads", {
    source: storageAccount({ resourceGroupName, accountName: account.name }),
    rotationTrigger: new pulumi.Config().requireNumber("trigger"),
    propagation: { interval: "100ms" },
    consumers: [keyVaultSecret({ resourceGroupName, vaultName: vault.name, secretName: "uploads" })],
    gates: [command(["sh", "-c", "echo the media team sleeps; exit 75"])],
});

const { keys } = storage.listStorageAccountKeysOutput({ resourceGroupName, accountName: account.name });
const byHand = pulumi.interpolate`DefaultEndpointsProtocol=https;AccountName=${account.name};AccountKey=${keys.apply(([first]) => first?.value)}`;
new web.WebApp("web", {
    resourceGroupName,
    name: "unsafe-web",
    siteConfig: { appSettings: [{ name: "UPLOADS", value: byHand }] },
});
new web.WebApp("worker", {
    resourceGroupName,
    name: "unsafe-worker",
    siteConfig: { appSettings: [{ name: "UPLOADS", value: pair.connectionString }] },
});

export const connection = byHand;
