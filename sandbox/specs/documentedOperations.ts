import type { Operation } from "./operation";

const EVENT_GRID = "Microsoft.EventGrid REST API";
const EVENT_GRID_VERSION = "2025-02-15";

/**
 * Operations whose packages do not run on the oldest Node of this project. They are taken from the REST API reference of Azure, and only if
 * the packages of other languages send the same.
 */
export const documentedOperations: readonly Operation[] = [
    ...["", "/resourceGroups/{resourceGroupName}"].map(
        (scope): Operation => ({
            package: EVENT_GRID,
            name: `namespaces.listBy${scope === "" ? "Subscription" : "ResourceGroup"}`,
            apiVersion: EVENT_GRID_VERSION,
            method: "GET",
            path: `/subscriptions/{subscriptionId}${scope}/providers/Microsoft.EventGrid/namespaces`,
            response: ["value", "value[].id", "value[].name", "value[].type", "value[].location", "value[].properties"],
            statuses: [200],
            isLongRunning: false,
        }),
    ),
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
    const common = { package: EVENT_GRID, apiVersion: EVENT_GRID_VERSION };
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
