import * as datafactory from "@pulumi/azure-native/datafactory";
import * as storage from "@pulumi/azure-native/storage";
import { interpolate, secret } from "@pulumi/pulumi";

/** A data factory whose linked service has the connection string in it. */
export function program() {
    const resourceGroupName = "data";
    const account = new storage.StorageAccount("landing", {
        resourceGroupName,
        kind: "StorageV2",
        sku: { name: "Standard_LRS" },
        keyPolicy: { keyExpirationPeriodInDays: 90 },
        sasPolicy: { sasExpirationPeriod: "1.00:00:00", expirationAction: "Log" },
    });
    const { keys } = storage.listStorageAccountKeysOutput({ resourceGroupName, accountName: account.name });
    const factory = new datafactory.Factory("factory", { resourceGroupName });
    const value = interpolate`DefaultEndpointsProtocol=https;AccountName=${account.name};AccountKey=${keys.apply(([first]) => first?.value)}`;
    new datafactory.LinkedService("landing", {
        resourceGroupName,
        factoryName: factory.name,
        properties: { type: "AzureBlobStorage", connectionString: { type: "SecureString", value: secret(value) } },
    });
}
