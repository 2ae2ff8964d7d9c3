import * as authorization from "@pulumi/azure-native/authorization";
import * as servicebus from "@pulumi/azure-native/servicebus";
import * as web from "@pulumi/azure-native/web";

/** An app that opens a queue by its identity; keys are off. */
export function program() {
    const resourceGroupName = "orders";
    const namespace = new servicebus.Namespace("orders", {
        resourceGroupName,
        sku: { name: "Standard" },
        disableLocalAuth: true,
    });
    new servicebus.Queue("new", { resourceGroupName, namespaceName: namespace.name });
    const app = new web.WebApp("worker", {
        resourceGroupName,
        identity: { type: "SystemAssigned" },
        siteConfig: {
            appSettings: [
                {
                    name: "QUEUE__fullyQualifiedNamespace",
                    value: namespace.name.apply((name) => `${name}.servicebus.windows.net`),
                },
            ],
        },
    });
    new authorization.RoleAssignment("worker-receives", {
        scope: namespace.id,
        principalId: app.identity.apply((identity) => identity?.principalId ?? ""),
        roleDefinitionId: "/providers/Microsoft.Authorization/roleDefinitions/4f6d3b9b-027b-4f4c-9142-0e5a2a2247e0",
    });
}
