import * as storage from "@pulumi/azure-native/storage";

/** Premium file shares, mounted by machines outside of the stack. */
export function program() {
    const resourceGroupName = "shares";
    const account = new storage.StorageAccount("projects", {
        resourceGroupName,
        kind: "FileStorage",
        sku: { name: "Premium_LRS" },
        keyPolicy: { keyExpirationPeriodInDays: 365 },
        sasPolicy: { sasExpirationPeriod: "7.00:00:00", expirationAction: "Block" },
    });
    for (const shareName of ["engineering", "finance"]) {
        new storage.FileShare(shareName, { resourceGroupName, accountName: account.name, shareName, shareQuota: 100 });
    }
}
