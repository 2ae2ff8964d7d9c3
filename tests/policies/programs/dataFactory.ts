import * as authorization from "@pulumi/azure-native/authorization";
import * as datafactory from "@pulumi/azure-native/datafactory";
import * as storage from "@pulumi/azure-native/storage";

/** A data factory that copies by its identity, and gets a password from a vault. */
export function program() {
    const resourceGroupName = "data";
    const lake = new storage.StorageAccount("lake", {
        resourceGroupName,
        kind: "StorageV2",
        isHnsEnabled: true,
        sku: { name: "Standard_LRS" },
        allowSharedKeyAccess: false,
    });
    const factory = new datafactory.Factory("factory", { resourceGroupName, identity: { type: "SystemAssigned" } });
    new datafactory.LinkedService("lake", {
        resourceGroupName,
        factoryName: factory.name,
        properties: { type: "AzureBlobFS", url: lake.primaryEndpoints.dfs },
    });
    new datafactory.LinkedService("warehouse", {
        resourceGroupName,
        factoryName: factory.name,
        properties: {
            type: "AzureSqlDatabase",
            connectionString: "Server=tcp:shop.database.windows.net;Database=orders;User ID=factory",
            password: {
                type: "AzureKeyVaultSecret",
                store: { type: "LinkedServiceReference", referenceName: "vault" },
                secretName: "factory-password",
            },
        },
    });
    new authorization.RoleAssignment("factory-writes", {
        scope: lake.id,
        principalId: factory.identity.apply((identity) => identity?.principalId ?? ""),
        roleDefinitionId: "/providers/Microsoft.Authorization/roleDefinitions/ba92f5b4-2d11-453d-a403-e96b0029c9fe",
    });
}
