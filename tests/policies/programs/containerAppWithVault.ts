import * as app from "@pulumi/azure-native/app";
import * as managedidentity from "@pulumi/azure-native/managedidentity";
import * as operationalinsights from "@pulumi/azure-native/operationalinsights";
import { interpolate, secret } from "@pulumi/pulumi";

/** A container app whose secrets come from a vault; its environment logs to a workspace, by the workspace's key. */
export function program() {
    const resourceGroupName = "apps";
    const workspace = new operationalinsights.Workspace("logs", { resourceGroupName, sku: { name: "PerGB2018" } });
    const keys = operationalinsights.getSharedKeysOutput({ resourceGroupName, workspaceName: workspace.name });
    const environment = new app.ManagedEnvironment("environment", {
        resourceGroupName,
        appLogsConfiguration: {
            destination: "log-analytics",
            logAnalyticsConfiguration: {
                customerId: workspace.customerId,
                sharedKey: secret(keys.apply(({ primarySharedKey }) => primarySharedKey ?? "")),
            },
        },
    });
    const identity = new managedidentity.UserAssignedIdentity("app", { resourceGroupName });
    const api = new app.ContainerApp("api", {
        resourceGroupName,
        managedEnvironmentId: environment.id,
        identity: { type: "UserAssigned", userAssignedIdentities: [identity.id] },
        configuration: {
            ingress: { external: true, targetPort: 8080 },
            secrets: [
                {
                    name: "storage",
                    keyVaultUrl: "https://shop.vault.azure.net/secrets/storage",
                    identity: identity.id,
                },
            ],
        },
        template: {
            containers: [
                {
                    name: "api",
                    image: "mcr.microsoft.com/k8se/quickstart:latest",
                    env: [
                        { name: "STORAGE", secretRef: "storage" },
                        { name: "AZURE_CLIENT_ID", value: identity.clientId },
                    ],
                },
            ],
        },
    });
    return { url: interpolate`https://${api.configuration.apply((c) => c?.ingress?.fqdn)}` };
}
