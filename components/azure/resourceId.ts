/** The place of a resource. */
interface Place {
    readonly subscriptionId?: string;
    readonly resourceGroupName: string;
}

/**
 * ARM id of a resource or of one of its parents: `namespaces/ns/queues/q` of the type `Microsoft.X/namespaces/queues`.
 *
 * @param names outermost first; with fewer names than the type has levels, the id of that parent
 */
export function resourceId(
    { subscriptionId, resourceGroupName }: Place,
    type: string,
    names: readonly string[],
    defaultSubscriptionId: string,
): string {
    const [provider = "", ...levels] = type.split("/");
    const path = names.map((name, level) => `${levels[level]}/${name}`).join("/");
    const group = `/subscriptions/${subscriptionId ?? defaultSubscriptionId}/resourceGroups/${resourceGroupName}`;
    return `${group}/providers/${provider}/${path}`;
}
