import * as insights from "@pulumi/azure-native/monitor";
import * as network from "@pulumi/azure-native/network";
import * as storage from "@pulumi/azure-native/storage";

/** A lake behind a private endpoint, with life-cycle rules. Its keys are on, and nothing uses them. */
export function program() {
    const resourceGroupName = "lake";
    const account = new storage.StorageAccount("lake", {
        resourceGroupName,
        kind: "StorageV2",
        isHnsEnabled: true,
        sku: { name: "Standard_ZRS" },
        publicNetworkAccess: "Disabled",
    });
    for (const containerName of ["raw", "curated"]) {
        new storage.BlobContainer(containerName, { resourceGroupName, accountName: account.name, containerName });
    }
    new storage.ManagementPolicy("policy", {
        resourceGroupName,
        accountName: account.name,
        managementPolicyName: "default",
        policy: {
            rules: [
                {
                    name: "cool",
                    type: "Lifecycle",
                    definition: {
                        actions: { baseBlob: { tierToCool: { daysAfterModificationGreaterThan: 30 } } },
                        filters: { blobTypes: ["blockBlob"] },
                    },
                },
            ],
        },
    });
    new network.PrivateEndpoint("lake", {
        resourceGroupName,
        subnet: { id: "/subscriptions/s/resourceGroups/net/providers/Microsoft.Network/virtualNetworks/v/subnets/s" },
        privateLinkServiceConnections: [{ name: "lake", privateLinkServiceId: account.id, groupIds: ["dfs"] }],
    });
    new insights.DiagnosticSetting("audit", {
        resourceUri: account.id.apply((id) => `${id}/blobServices/default`),
        workspaceId: "/subscriptions/s/resourceGroups/logs/providers/Microsoft.OperationalInsights/workspaces/logs",
        logs: [{ category: "StorageRead", enabled: true }],
    });
}
