import type { KeyServiceType } from "../keyServiceType";
import type { KeyView } from "../keyView";
import { base64Key } from "../newKeys";
import { endpointOf } from "../resourceProperties";

/** An authorization rule; `ofEntity` where its connection string names the queue, topic, hub or relay. */
function rule(packageName: string, type: string, ofEntity = false): KeyServiceType {
    return {
        type,
        packageName: packageName,
        slots: { PrimaryKey: "primaryKey", SecondaryKey: "secondaryKey" },
        newKey: base64Key(32),
        encoding: "base64",
        shown: (resource) => connectionStrings(resource, ofEntity ? resource.id.names.at(-2) : undefined),
    };
}

function notificationRule(type: string): KeyServiceType {
    const slots = { "Primary Key": "primaryKey", "Secondary Key": "secondaryKey" };
    return { ...rule("@azure/arm-notificationhubs", type), slots };
}

/** The rules of namespaces and of their entities. */
export const messagingTypes: readonly KeyServiceType[] = [
    rule("@azure/arm-servicebus", "Microsoft.ServiceBus/namespaces/AuthorizationRules"),
    rule("@azure/arm-servicebus", "Microsoft.ServiceBus/namespaces/queues/authorizationRules", true),
    rule("@azure/arm-servicebus", "Microsoft.ServiceBus/namespaces/topics/authorizationRules", true),
    rule("@azure/arm-eventhub", "Microsoft.EventHub/namespaces/authorizationRules"),
    rule("@azure/arm-eventhub", "Microsoft.EventHub/namespaces/eventhubs/authorizationRules", true),
    rule("@azure/arm-relay", "Microsoft.Relay/namespaces/authorizationRules"),
    rule("@azure/arm-relay", "Microsoft.Relay/namespaces/hybridConnections/authorizationRules", true),
    rule("@azure/arm-relay", "Microsoft.Relay/namespaces/wcfRelays/authorizationRules", true),
    notificationRule("Microsoft.NotificationHubs/namespaces/AuthorizationRules"),
    notificationRule("Microsoft.NotificationHubs/namespaces/notificationHubs/AuthorizationRules"),
];

function connectionStrings(resource: KeyView, entity: string | undefined) {
    const rule = resource.id.names.at(-1);
    const { host } = new URL(endpointOf(resource.root, "serviceBusEndpoint"));
    const [primary, secondary] = Object.values(resource.keys).map((key) =>
        [
            `Endpoint=sb://${host}/`,
            `SharedAccessKeyName=${rule}`,
            `SharedAccessKey=${key}`,
            ...(entity === undefined ? [] : [`EntityPath=${entity.replaceAll("~", "/")}`]),
        ].join(";"),
    );
    return { keyName: rule, primaryConnectionString: primary, secondaryConnectionString: secondary };
}
