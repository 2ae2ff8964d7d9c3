import * as authorization from "@pulumi/azure-native/authorization";
import * as keyvault from "@pulumi/azure-native/keyvault";
import * as resources from "@pulumi/azure-native/resources";
import * as storage from "@pulumi/azure-native/storage";
import * as web from "@pulumi/azure-native/web";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import { appSettings, keyVaultReference, keyVaultSecret, RotatingKeyPair, storageAccount } from "pulumi-two-key";

const config = new pulumi.Config();
const { tenantId } = authorization.getClientConfigOutput();

/** Names of accounts, vaults and sites are unique in the world. */
const suffix = new random.RandomString("suffix", { length: 8, special: false, upper: false }).result;

const { name: resourceGroupName } = new resources.ResourceGroup("photos");

const account = new storage.StorageAccount("uploads", {
    resourceGroupName,
    accountName: pulumi.interpolate`uploads${suffix}`,
    kind: storage.Kind.StorageV2,
    sku: { name: storage.SkuName.Standard_LRS },
    keyPolicy: { keyExpirationPeriodInDays: 90 },
    sasPolicy: { sasExpirationPeriod: "1.00:00:00", expirationAction: storage.ExpirationAction.Log },
});

const vault = new keyvault.Vault("vault", {
    resourceGroupName,
    vaultName: pulumi.interpolate`photos-${suffix}`,
    properties: { tenantId, sku: { family: "A", name: keyvault.SkuName.Standard }, enableRbacAuthorization: true },
});

const plan = new web.AppServicePlan("plan", {
    resourceGroupName,
    kind: "linux",
    reserved: true,
    sku: { name: "B1", tier: "Basic" },
});

/** The pair owns the app's key settings, so they are in no `siteConfig`. */
const site = new web.WebApp("web", {
    resourceGroupName,
    name: pulumi.interpolate`photos-${suffix}`,
    serverFarmId: plan.id,
    identity: { type: web.ManagedServiceIdentityType.SystemAssigned },
    siteConfig: { linuxFxVersion: "NODE|22-lts" },
    httpsOnly: true,
});

const uploads = new RotatingKeyPair("uploads", {
    source: storageAccount({ resourceGroupName, accountName: account.name }),
    rotationTrigger: config.require("rotation"),
    consumers: [
        keyVaultSecret({
            resourceGroupName,
            vaultName: vault.name,
            secretName: "uploads",
            content: "connectionString",
            expiresAfter: "90d",
            appsRead: true, // the app's identity reads this secret, and no other
        }),
        appSettings({
            resourceGroupName,
            site: site.name,
            settings: { UPLOADS: keyVaultReference("uploads"), UPLOADS_KEY: "key" },
        }),
    ],
});

export const { activeSlot, generation, rotatedAt, settled, keyFingerprint } = uploads;
export const accountName = account.name;
export const siteName = site.name;
