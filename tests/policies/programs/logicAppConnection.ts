import * as logic from "@pulumi/azure-native/logic";
import * as storage from "@pulumi/azure-native/storage";
import { secret } from "@pulumi/pulumi";
import { RawResource } from "../support/rawResource";

/** A logic app with a connection to blobs that has the account's key. */
export function program() {
    const resourceGroupName = "flows";
    const account = new storage.StorageAccount("inbox", {
        resourceGroupName,
        kind: "StorageV2",
        sku: { name: "Standard_LRS" },
        keyPolicy: { keyExpirationPeriodInDays: 90 },
        sasPolicy: { sasExpirationPeriod: "1.00:00:00", expirationAction: "Log" },
    });
    const { keys } = storage.listStorageAccountKeysOutput({ resourceGroupName, accountName: account.name });
    new RawResource("azure-native:web:Connection", "blobs", {
        resourceGroupName,
        properties: {
            api: { id: "/subscriptions/s/providers/Microsoft.Web/locations/westeurope/managedApis/azureblob" },
            parameterValues: { accountName: account.name, accessKey: secret(keys.apply(([first]) => first?.value)) },
        },
    });
    new logic.Workflow("flow", {
        resourceGroupName,
        definition: {
            $schema:
                "https://schema.management.azure.com/providers/Microsoft.Logic/schemas/2016-06-01/workflowdefinition.json#",
            contentVersion: "1.0.0.0",
            triggers: { recurrence: { type: "Recurrence", recurrence: { frequency: "Day", interval: 1 } } },
            actions: {},
        },
    });
}
