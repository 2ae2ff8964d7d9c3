import * as authorization from "@pulumi/azure-native/authorization";
import * as keyvault from "@pulumi/azure-native/keyvault";
import { secret } from "@pulumi/pulumi";

/** A vault with a password, opened by roles on the resource group: it holds no key. */
export function program() {
    const resourceGroupName = "secrets";
    const { tenantId, objectId, subscriptionId } = authorization.getClientConfigOutput();
    const vault = new keyvault.Vault("vault", {
        resourceGroupName,
        properties: {
            tenantId,
            sku: { family: "A", name: "standard" },
            enableRbacAuthorization: true,
            enablePurgeProtection: true,
            networkAcls: { defaultAction: "Deny", bypass: "AzureServices" },
        },
    });
    new keyvault.Secret("password", {
        resourceGroupName,
        vaultName: vault.name,
        properties: { value: secret("correct horse battery staple"), contentType: "password" },
    });
    new keyvault.Key("wrapping", {
        resourceGroupName,
        vaultName: vault.name,
        properties: { kty: "RSA", keySize: 3072 },
    });
    new authorization.RoleAssignment("team-reads", {
        scope: subscriptionId.apply((id) => `/subscriptions/${id}/resourceGroups/${resourceGroupName}`),
        principalId: objectId,
        roleDefinitionId: "/providers/Microsoft.Authorization/roleDefinitions/4633458b-17de-408a-b874-0445c86b69e6",
    });
    return { uri: vault.properties.vaultUri };
}
