import * as cosmosdb from "@pulumi/azure-native/cosmosdb";
import * as keyvault from "@pulumi/azure-native/keyvault";
import { secret } from "@pulumi/pulumi";

/** Cosmos DB with the API of MongoDB, which knows keys only; the connection string is in a vault, and ends. */
export function program() {
    const resourceGroupName = "carts";
    const account = new cosmosdb.DatabaseAccount("carts", {
        resourceGroupName,
        kind: "MongoDB",
        databaseAccountOfferType: "Standard",
        locations: [{ locationName: "westeurope", failoverPriority: 0 }],
    });
    const strings = cosmosdb.listDatabaseAccountConnectionStringsOutput({
        resourceGroupName,
        accountName: account.name,
    });
    new keyvault.Secret("carts", {
        resourceGroupName,
        vaultName: "shopvault",
        secretName: "carts",
        properties: {
            value: secret(strings.apply(({ connectionStrings }) => connectionStrings?.[0]?.connectionString ?? "")),
            attributes: { expires: Math.floor(Date.now() / 1000) + 60 * 86_400 },
        },
    });
}
