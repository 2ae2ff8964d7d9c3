import * as storage from "@pulumi/azure-native/storage";
import { secret } from "@pulumi/pulumi";
import { RawResource } from "../support/rawResource";

/** A file share that a cluster mounts by a Kubernetes secret with the account's key. */
export function program() {
    const resourceGroupName = "cluster";
    const account = new storage.StorageAccount("share", {
        resourceGroupName,
        kind: "StorageV2",
        sku: { name: "Standard_LRS" },
        keyPolicy: { keyExpirationPeriodInDays: 90 },
        sasPolicy: { sasExpirationPeriod: "1.00:00:00", expirationAction: "Log" },
    });
    new storage.FileShare("data", { resourceGroupName, accountName: account.name, shareName: "data" });
    const { keys } = storage.listStorageAccountKeysOutput({ resourceGroupName, accountName: account.name });
    new RawResource("kubernetes:core/v1:Secret", "azure-storage", {
        metadata: { name: "azure-storage" },
        stringData: {
            azurestorageaccountname: account.name,
            azurestorageaccountkey: secret(keys.apply(([first]) => first?.value)),
        },
    });
}
