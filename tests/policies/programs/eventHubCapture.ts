import * as authorization from "@pulumi/azure-native/authorization";
import * as eventhub from "@pulumi/azure-native/eventhub";
import * as storage from "@pulumi/azure-native/storage";

/** Event Hubs that capture into a lake by identity. Keys of the namespace are on, and nobody uses one. */
export function program() {
    const resourceGroupName = "telemetry";
    const lake = new storage.StorageAccount("lake", {
        resourceGroupName,
        kind: "StorageV2",
        sku: { name: "Standard_LRS" },
        allowSharedKeyAccess: false,
    });
    const namespace = new eventhub.Namespace("telemetry", {
        resourceGroupName,
        sku: { name: "Standard", tier: "Standard" },
        identity: { type: "SystemAssigned" },
    });
    new eventhub.EventHub("events", {
        resourceGroupName,
        namespaceName: namespace.name,
        partitionCount: 4,
        captureDescription: {
            enabled: true,
            encoding: "Avro",
            destination: {
                name: "EventHubArchive.AzureBlockBlob",
                storageAccountResourceId: lake.id,
                blobContainer: "events",
                archiveNameFormat: "{Namespace}/{EventHub}/{PartitionId}/{Year}/{Month}/{Day}/{Hour}/{Minute}/{Second}",
            },
        },
    });
    new eventhub.ConsumerGroup("dashboard", {
        resourceGroupName,
        namespaceName: namespace.name,
        eventHubName: "events",
    });
    new authorization.RoleAssignment("capture-writes", {
        scope: lake.id,
        principalId: namespace.identity.apply((identity) => identity?.principalId ?? ""),
        roleDefinitionId: "/providers/Microsoft.Authorization/roleDefinitions/ba92f5b4-2d11-453d-a403-e96b0029c9fe",
    });
}
