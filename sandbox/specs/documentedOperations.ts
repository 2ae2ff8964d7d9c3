import type { Operation } from "./operation";

/**
 * Operations that no package describes whose newest version runs on the oldest Node of this project: taken from the
 * REST API reference of Azure, as far as it is the same as what the other languages' packages send.
 */
export const documentedOperations: readonly Operation[] = [
    ...eventGridNamespaceOperations("namespaces", "{namespaceName}"),
    ...eventGridNamespaceOperations("namespaceTopics", "{namespaceName}/topics/{topicName}"),
    {
        package: "Microsoft.Web REST API",
        name: "connections.listBySubscription",
        apiVersion: "2016-06-01",
        method: "GET",
        path: "/subscriptions/{subscriptionId}/providers/Microsoft.Web/connections",
        response: [
            "value",
            "value[].id",
            "value[].name",
            "value[].type",
            "value[].location",
            "value[].tags",
            "value[].properties",
            "nextLink",
        ],
        statuses: [200],
        isLongRunning: false,
    },
];

function eventGridNamespaceOperations(group: string, resource: string): readonly Operation[] {
    const path = `/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.EventGrid/namespaces/${resource}`;
    const common = { package: "Microsoft.EventGrid REST API", apiVersion: "2025-02-15" };
    return [
        {
            ...common,
            name: `${group}.get`,
            method: "GET",
            path,
            response: ["id", "name", "type", "location", "tags", "properties.topicsConfiguration.hostname"],
            statuses: [200],
            isLongRunning: false,
        },
        {
            ...common,
            name: `${group}.listSharedAccessKeys`,
            method: "POST",
            path: `${path}/listKeys`,
            response: ["key1", "key2"],
            statuses: [200],
            isLongRunning: false,
        },
        {
            ...common,
            name: `${group}.regenerateKey`,
            method: "POST",
            path: `${path}/regenerateKey`,
            body: [{ name: "keyName", required: true, documentation: "Key name to regenerate key1 or key2" }],
            response: ["key1", "key2"],
            statuses: [200, 202],
            isLongRunning: true,
        },
    ];
}
