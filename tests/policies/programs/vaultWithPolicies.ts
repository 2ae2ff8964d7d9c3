import * as authorization from "@pulumi/azure-native/authorization";
import * as keyvault from "@pulumi/azure-native/keyvault";
import * as storage from "@pulumi/azure-native/storage";
import * as web from "@pulumi/azure-native/web";
import { secret } from "@pulumi/pulumi";

/** A vault with a key, opened by access policies: for the app that needs it, and for who deploys. */
export function program() {
    const resourceGroupName = "shop";
    const { tenantId, objectId } = authorization.getClientConfigOutput();
    const account = new storage.StorageAccount("files", {
        resourceGroupName,
        kind: "StorageV2",
        sku: { name: "Standard_LRS" },
        keyPolicy: { keyExpirationPeriodInDays: 90 },
        sasPolicy: { sasExpirationPeriod: "1.00:00:00", expirationAction: "Log" },
    });
    const { keys } = storage.listStorageAccountKeysOutput({ resourceGroupName, accountName: account.name });
    const app = new web.WebApp("web", { resourceGroupName, identity: { type: "SystemAssigned" } });
    const vault = new keyvault.Vault("vault", {
        resourceGroupName,
        properties: {
            tenantId,
            sku: { family: "A", name: "standard" },
            accessPolicies: [
                { tenantId, objectId, permissions: { secrets: ["get", "list", "set", "delete"] } },
                {
                    tenantId,
                    objectId: app.identity.apply((identity) => identity?.principalId ?? ""),
                    permissions: { secrets: ["get"] },
                },
            ],
        },
    });
    new keyvault.Secret("files-key", {
        resourceGroupName,
        vaultName: vault.name,
        properties: {
            value: secret(keys.apply(([first]) => first?.value ?? "")),
            attributes: { expires: Math.floor(Date.now() / 1000) + 60 * 86_400 },
        },
    });
}
