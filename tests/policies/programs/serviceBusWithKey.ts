import * as servicebus from "@pulumi/azure-native/servicebus";
import * as web from "@pulumi/azure-native/web";
import { secret } from "@pulumi/pulumi";

/** Two apps that open a queue with its connection string; one of them got the secondary one. */
export function program() {
    const resourceGroupName = "orders";
    const namespace = new servicebus.Namespace("orders", { resourceGroupName, sku: { name: "Standard" } });
    const rule = new servicebus.NamespaceAuthorizationRule("send", {
        resourceGroupName,
        namespaceName: namespace.name,
        rights: ["Send"],
    });
    const keys = servicebus.listNamespaceKeysOutput({
        resourceGroupName,
        namespaceName: namespace.name,
        authorizationRuleName: rule.name,
    });
    for (const [name, value] of [
        ["web", keys.primaryConnectionString],
        ["worker", keys.secondaryConnectionString],
    ] as const) {
        new web.WebApp(name, {
            resourceGroupName,
            siteConfig: { appSettings: [{ name: "QUEUE", value: secret(value) }] },
        });
    }
}
