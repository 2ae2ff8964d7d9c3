import * as app from "@pulumi/azure-native/app";
import * as storage from "@pulumi/azure-native/storage";
import { interpolate, secret } from "@pulumi/pulumi";

/** A container app with the connection string as its secret, and with a mounted share. */
export function program() {
    const resourceGroupName = "apps";
    const account = new storage.StorageAccount("appfiles", {
        resourceGroupName,
        kind: "StorageV2",
        sku: { name: "Standard_LRS" },
        keyPolicy: { keyExpirationPeriodInDays: 60 },
        sasPolicy: { sasExpirationPeriod: "90.00:00:00", expirationAction: "Log" },
    });
    const { keys } = storage.listStorageAccountKeysOutput({ resourceGroupName, accountName: account.name });
    const key = secret(keys.apply(([first]) => first?.value ?? ""));
    const environment = new app.ManagedEnvironment("environment", { resourceGroupName });
    new app.ManagedEnvironmentsStorage("share", {
        resourceGroupName,
        environmentName: environment.name,
        properties: {
            azureFile: { accountName: account.name, accountKey: key, shareName: "data", accessMode: "ReadOnly" },
        },
    });
    new app.ContainerApp("api", {
        resourceGroupName,
        managedEnvironmentId: environment.id,
        configuration: {
            secrets: [
                {
                    name: "storage",
                    value: interpolate`DefaultEndpointsProtocol=https;AccountName=${account.name};AccountKey=${key}`,
                },
            ],
        },
        template: { containers: [{ name: "api", image: "api", env: [{ name: "STORAGE", secretRef: "storage" }] }] },
    });
}
