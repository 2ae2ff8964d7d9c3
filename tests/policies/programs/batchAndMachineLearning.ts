import * as batch from "@pulumi/azure-native/batch";
import * as machinelearningservices from "@pulumi/azure-native/machinelearningservices";
import * as storage from "@pulumi/azure-native/storage";

/** Batch and machine learning: they take the keys of their accounts themselves, by the accounts' ids. */
export function program() {
    const resourceGroupName = "science";
    const [jobs, models] = ["jobs", "models"].map(
        (name) =>
            new storage.StorageAccount(name, {
                resourceGroupName,
                kind: "StorageV2",
                sku: { name: "Standard_LRS" },
                keyPolicy: { keyExpirationPeriodInDays: 90 },
                sasPolicy: { sasExpirationPeriod: "1.00:00:00", expirationAction: "Log" },
            }),
    );
    new batch.BatchAccount("batch", {
        resourceGroupName,
        autoStorage: { storageAccountId: jobs?.id ?? "" },
        allowedAuthenticationModes: ["AAD"],
    });
    new machinelearningservices.Workspace("workspace", {
        resourceGroupName,
        identity: { type: "SystemAssigned" },
        storageAccount: models?.id ?? "",
        keyVault: "/subscriptions/s/resourceGroups/science/providers/Microsoft.KeyVault/vaults/science",
        applicationInsights: "/subscriptions/s/resourceGroups/science/providers/microsoft.insights/components/science",
    });
}
