import * as cosmosdb from "@pulumi/azure-native/cosmosdb";
import * as web from "@pulumi/azure-native/web";

/** A web app that opens Cosmos DB by its identity; keys are off. */
export function program() {
    const resourceGroupName = "orders";
    const account = new cosmosdb.DatabaseAccount("orders", {
        resourceGroupName,
        databaseAccountOfferType: "Standard",
        disableLocalAuth: true,
        locations: [{ locationName: "westeurope", failoverPriority: 0 }],
    });
    const app = new web.WebApp("web", {
        resourceGroupName,
        identity: { type: "SystemAssigned" },
        siteConfig: { appSettings: [{ name: "COSMOS_ENDPOINT", value: account.documentEndpoint }] },
    });
    new cosmosdb.SqlResourceSqlRoleAssignment("web-reads-orders", {
        resourceGroupName,
        accountName: account.name,
        principalId: app.identity.apply((identity) => identity?.principalId ?? ""),
        roleDefinitionId: account.id.apply((id) => `${id}/sqlRoleDefinitions/00000000-0000-0000-0000-000000000002`),
        scope: account.id,
    });
}
