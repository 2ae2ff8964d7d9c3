import * as authorization from "@pulumi/azure-native/authorization";
import * as storage from "@pulumi/azure-native/storage";
import * as web from "@pulumi/azure-native/web";

/** A function app that opens its storage by its identity. */
export function program() {
    const resourceGroupName = "functions";
    const account = new storage.StorageAccount("fnstorage", {
        resourceGroupName,
        kind: "StorageV2",
        sku: { name: "Standard_LRS" },
        allowSharedKeyAccess: false,
        minimumTlsVersion: "TLS1_2",
    });
    const plan = new web.AppServicePlan("plan", { resourceGroupName, sku: { name: "EP1", tier: "ElasticPremium" } });
    const app = new web.WebApp("fn", {
        resourceGroupName,
        kind: "functionapp,linux",
        serverFarmId: plan.id,
        identity: { type: "SystemAssigned" },
        siteConfig: {
            linuxFxVersion: "NODE|22",
            appSettings: [
                { name: "AzureWebJobsStorage__accountName", value: account.name },
                { name: "AzureWebJobsStorage__credential", value: "managedidentity" },
                { name: "FUNCTIONS_EXTENSION_VERSION", value: "~4" },
            ],
        },
    });
    new authorization.RoleAssignment("fn-owns-blobs", {
        scope: account.id,
        principalId: app.identity.apply((identity) => identity?.principalId ?? ""),
        principalType: "ServicePrincipal",
        roleDefinitionId: "/providers/Microsoft.Authorization/roleDefinitions/b7e6dc6d-f1e8-4753-8033-0f276bb0955b",
    });
    return { name: app.name };
}
