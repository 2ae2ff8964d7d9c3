import * as authorization from "@pulumi/azure-native/authorization";
import * as keyvault from "@pulumi/azure-native/keyvault";
import * as storage from "@pulumi/azure-native/storage";
import * as web from "@pulumi/azure-native/web";
import { interpolate, secret } from "@pulumi/pulumi";

/** A function app that gets its storage's connection string from a vault. The secret has no end. */
export function program() {
    const resourceGroupName = "functions";
    const { tenantId } = authorization.getClientConfigOutput();
    const account = new storage.StorageAccount("fnstorage", {
        resourceGroupName,
        kind: "StorageV2",
        sku: { name: "Standard_LRS" },
        keyPolicy: { keyExpirationPeriodInDays: 90 },
        sasPolicy: { sasExpirationPeriod: "1.00:00:00", expirationAction: "Log" },
    });
    const { keys } = storage.listStorageAccountKeysOutput({ resourceGroupName, accountName: account.name });
    const key = keys.apply(([first]) => first?.value);
    const vault = new keyvault.Vault("fnvault", {
        resourceGroupName,
        properties: { tenantId, sku: { family: "A", name: "standard" }, enableRbacAuthorization: true },
    });
    const stored = new keyvault.Secret("storage", {
        resourceGroupName,
        vaultName: vault.name,
        secretName: "storage",
        properties: {
            value: secret(interpolate`DefaultEndpointsProtocol=https;AccountName=${account.name};AccountKey=${key}`),
        },
    });
    const app = new web.WebApp("fn", {
        resourceGroupName,
        kind: "functionapp",
        identity: { type: "SystemAssigned" },
        siteConfig: {
            appSettings: [
                {
                    name: "AzureWebJobsStorage",
                    value: interpolate`@Microsoft.KeyVault(SecretUri=${stored.properties.secretUri}/)`,
                },
            ],
        },
    });
    new authorization.RoleAssignment("fn-reads-vault", {
        scope: vault.id,
        principalId: app.identity.apply((identity) => identity?.principalId ?? ""),
        roleDefinitionId: "/providers/Microsoft.Authorization/roleDefinitions/4633458b-17de-408a-b874-0445c86b69e6",
    });
}
