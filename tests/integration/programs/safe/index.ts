// A stack that uses a key, and keeps every policy of the pack.
import * as authorization from "@pulumi/azure-native/authorization";
import * as keyvault from "@pulumi/azure-native/keyvault";
import * as storage from "@pulumi/azure-native/storage";
import * as web from "@pulumi/azure-native/web";
import * as pulumi from "@pulumi/pulumi";
import { appSettings, keyVaultReference, keyVaultSecret, RotatingKeyPair, storageAccount } from "pulumi-two-key";

const resourceGroupName = "photos";

const account = new storage.StorageAccount("files", {
    resourceGroupName,
    accountName: "safefiles",
    kind: "StorageV2",
    sku: { name: "Standard_LRS" },
    keyPolicy: { keyExpirationPeriodInDays: 90 },
    sasPolicy: { sasExpirationPeriod: "1.00:00:00", expirationAction: "Log" },
});
const vault = new keyvault.Vault("vault", {
    resourceGroupName,
    vaultName: "safevault",
    properties: {
        tenantId: "11111111-1111-1111-1111-111111111111",
        sku: { family: "A", name: "standard" },
        enableRbacAuthorization: true,
    },
});
const site = new web.WebApp("web", { resourceGroupName, name: "safe-web", identity: { type: "SystemAssigned" } });

const mayRead = new authorization.RoleAssignment("web-reads-vault", {
    scope: vault.id,
    roleAssignmentName: "6f2c1a6e-5b1f-4a53-9f0e-0d6f6a1c2b3d",
    principalId: site.identity.apply((identity) => identity?.principalId ?? ""),
    roleDefinitionId: "/providers/Microsoft.Authorization/roleDefinitions/4633458b-17de-408a-b874-0445c86b69e6",
});

// Without `expiresAfter`: the policy sets the expiry.
const pair = new RotatingKeyPair(
    "uploads",
    {
        source: storageAccount({ resourceGroupName, accountName: account.name }),
        rotationTrigger: new pulumi.Config().requireNumber("trigger"),
        propagation: { interval: "100ms" },
        consumers: [
            keyVaultSecret({
                resourceGroupName,
                vaultName: vault.name,
                secretName: "uploads",
                content: "connectionString",
            }),
            appSettings({ resourceGroupName, site: site.name, settings: { UPLOADS: keyVaultReference("uploads") } }),
        ],
    },
    { dependsOn: [mayRead] },
);

export const connection = pair.connectionString;
export const activeSlot = pair.activeSlot;
