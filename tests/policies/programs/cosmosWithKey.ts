import * as cosmosdb from "@pulumi/azure-native/cosmosdb";
import * as web from "@pulumi/azure-native/web";

/** A web app that opens Cosmos DB with its key, in plain settings. */
export function program() {
    const resourceGroupName = "orders";
    const account = new cosmosdb.DatabaseAccount("orders", {
        resourceGroupName,
        databaseAccountOfferType: "Standard",
        locations: [{ locationName: "westeurope", failoverPriority: 0 }],
    });
    const keys = cosmosdb.listDatabaseAccountKeysOutput({ resourceGroupName, accountName: account.name });
    new web.WebApp("web", {
        resourceGroupName,
        siteConfig: {
            appSettings: [
                { name: "COSMOS_ENDPOINT", value: account.documentEndpoint },
                { name: "COSMOS_KEY", value: keys.primaryMasterKey },
            ],
        },
    });
}
