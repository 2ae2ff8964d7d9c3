import * as sql from "@pulumi/azure-native/sql";
import * as storage from "@pulumi/azure-native/storage";
import { secret } from "@pulumi/pulumi";
import { RandomPassword } from "@pulumi/random";

/** A SQL server that audits into a storage account, by the account's key. */
export function program() {
    const resourceGroupName = "data";
    const account = new storage.StorageAccount("audit", {
        resourceGroupName,
        kind: "StorageV2",
        sku: { name: "Standard_GRS" },
        keyPolicy: { keyExpirationPeriodInDays: 90 },
        sasPolicy: { sasExpirationPeriod: "1.00:00:00", expirationAction: "Log" },
    });
    const { keys } = storage.listStorageAccountKeysOutput({ resourceGroupName, accountName: account.name });
    const server = new sql.Server("server", {
        resourceGroupName,
        administratorLogin: "dba",
        administratorLoginPassword: new RandomPassword("password", { length: 32 }).result,
    });
    new sql.ServerBlobAuditingPolicy("audit", {
        resourceGroupName,
        serverName: server.name,
        blobAuditingPolicyName: "default",
        state: "Enabled",
        storageEndpoint: account.primaryEndpoints.blob,
        storageAccountAccessKey: secret(keys.apply(([first]) => first?.value ?? "")),
    });
}
