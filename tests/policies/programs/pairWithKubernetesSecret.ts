import * as storage from "@pulumi/azure-native/storage";
import { kubernetesSecret, own, RotatingKeyPair, storageAccount } from "../../../components/index";

/** A pair whose key a cluster reads from a Secret that the pair patches. */
export function program() {
    const resourceGroupName = "cluster";
    const account = new storage.StorageAccount("uploads", {
        resourceGroupName,
        accountName: "uploads",
        kind: "StorageV2",
        sku: { name: "Standard_LRS" },
        keyPolicy: { keyExpirationPeriodInDays: 90 },
        sasPolicy: { sasExpirationPeriod: "1.00:00:00", expirationAction: "Log" },
    });
    new RotatingKeyPair("uploads", {
        source: storageAccount({ resourceGroupName, accountName: account.name }),
        rotationTrigger: 4,
        rotateEvery: "90d",
        consumers: [
            own((key, options) =>
                kubernetesSecret(
                    "photos",
                    { secretName: "uploads", data: { key: "key" }, workloads: [{ kind: "Deployment", name: "api" }] },
                    key,
                    options,
                ),
            ),
        ],
    });
}
