import * as containerinstance from "@pulumi/azure-native/containerinstance";
import { secret } from "@pulumi/pulumi";

/** A container group with a mounted share and logs: both take keys that Azure gives no other way to hand over. */
export function program() {
    const key = secret("9Kq0m3wX7dL1vB5nC8zP2rT6yU4iO0aS3fG7hJ1kQ5wE9rT3yU7iO1pA5sD9fG3hJ7kL1zX5cV9bN3mQ7wE1r==");
    new containerinstance.ContainerGroup("jobs", {
        resourceGroupName: "jobs",
        osType: "Linux",
        containers: [
            {
                name: "job",
                image: "mcr.microsoft.com/azuredocs/aci-helloworld",
                resources: { requests: { cpu: 1, memoryInGB: 1 } },
                environmentVariables: [{ name: "MODE", value: "nightly" }],
                volumeMounts: [{ name: "data", mountPath: "/data" }],
            },
        ],
        volumes: [
            { name: "data", azureFile: { shareName: "data", storageAccountName: "jobs", storageAccountKey: key } },
        ],
        diagnostics: { logAnalytics: { workspaceId: "w", workspaceKey: key } },
    });
}
