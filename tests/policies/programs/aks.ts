import * as authorization from "@pulumi/azure-native/authorization";
import * as containerregistry from "@pulumi/azure-native/containerregistry";
import * as containerservice from "@pulumi/azure-native/containerservice";

/** A cluster that pulls from a registry by its identity. */
export function program() {
    const resourceGroupName = "cluster";
    const registry = new containerregistry.Registry("images", { resourceGroupName, sku: { name: "Basic" } });
    const cluster = new containerservice.ManagedCluster("aks", {
        resourceGroupName,
        dnsPrefix: "aks",
        identity: { type: "SystemAssigned" },
        agentPoolProfiles: [{ name: "system", mode: "System", count: 2, vmSize: "Standard_D2s_v5", osType: "Linux" }],
        linuxProfile: {
            adminUsername: "azureuser",
            ssh: {
                publicKeys: [
                    {
                        keyData:
                            "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQC7vbqajDhA1b9Wk9N1mP0Qv5G9M8VYyZ0l8q8wR3Q8mUuLk1h6v0n3F5u1bK2mU0q7kJ8Yb9c8Ff6m2o7TtqGx9p2y1XbV5a4C3s2D1e0R9f8T7g6Y5h4U3j2I1k0O9l8P7z6X5c4V3b2N1m0Q9w8E7r6T5y4U3i2O1p0A9s8D7f6G5h4J3k2L1z0X9c8V7b6N5m4Q3w2E1r0T9y8U7i6O5p4A3s2D1f0G9h8J7k6L5z4X3c2V1b0N9m8 me@example.com",
                    },
                ],
            },
        },
        apiServerAccessProfile: { authorizedIPRanges: ["203.0.113.0/24"] },
    });
    new authorization.RoleAssignment("aks-pulls", {
        scope: registry.id,
        principalId: cluster.identityProfile.apply((profile) => profile?.kubeletidentity?.objectId ?? "kubelet"),
        roleDefinitionId: "/providers/Microsoft.Authorization/roleDefinitions/7f951dda-4ed3-4680-a7ca-43fe172d538d",
    });
    return { name: cluster.name, registry: registry.loginServer };
}
