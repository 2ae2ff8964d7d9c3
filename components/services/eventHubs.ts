import type { Input } from "@pulumi/pulumi";
import type { AzureService } from "./azureService";
import { type KeySource, type ResourcePlace, sourceOf } from "./keySource";
import { nested } from "./resourceNames";
import { sasRule } from "./sasRule";

const apiVersion = "2024-01-01";
const probe = "eventHubs";

/** Event Hubs: the keys of authorization rules, 32 bytes in base64. */
export const eventHubsRows = {
    eventHubsRule: sasRule({
        title: "Event Hubs namespace rule",
        type: "Microsoft.EventHub/namespaces/authorizationRules",
        apiVersion,
        probe,
        example: {
            args: { namespaceName: "messages", authorizationRuleName: "app" },
            id: "Microsoft.EventHub/namespaces/messages/authorizationRules/app",
            resource: { properties: { serviceBusEndpoint: "https://messages.servicebus.windows.net:443/" } },
            connectionString:
                "Endpoint=sb://messages.servicebus.windows.net/;SharedAccessKeyName=app;SharedAccessKey={key}",
        },
    }),
    eventHubRule: sasRule({
        title: "Event hub rule",
        type: "Microsoft.EventHub/namespaces/eventhubs/authorizationRules",
        entityArgument: "eventHubName",
        apiVersion,
        probe,
        example: {
            args: { namespaceName: "messages", eventHubName: "logs", authorizationRuleName: "app" },
            id: "Microsoft.EventHub/namespaces/messages/eventhubs/logs/authorizationRules/app",
            resource: { properties: { serviceBusEndpoint: "https://messages.servicebus.windows.net:443/" } },
            connectionString:
                "Endpoint=sb://messages.servicebus.windows.net/;SharedAccessKeyName=app;SharedAccessKey={key};EntityPath=logs",
        },
    }),
} as const satisfies Readonly<Record<string, AzureService>>;

/** Arguments of `eventHubsRule`. */
export interface EventHubsRuleSource extends ResourcePlace {
    /** Name of the Event Hubs namespace. */
    readonly namespaceName: Input<string>;
    /** Name of the rule, such as `RootManageSharedAccessKey`. */
    readonly authorizationRuleName: Input<string>;
}

/** Arguments of `eventHubRule`. */
export interface EventHubRuleSource extends EventHubsRuleSource {
    /** Name of the event hub in the namespace. */
    readonly eventHubName: Input<string>;
}

/** The keys of an authorization rule of an Event Hubs namespace, `PrimaryKey` and `SecondaryKey`. */
export function eventHubsRule({ namespaceName, authorizationRuleName, ...place }: EventHubsRuleSource): KeySource {
    return sourceOf({ service: "eventHubsRule", name: nested(namespaceName, authorizationRuleName), ...place });
}

/** The keys of an authorization rule of one event hub, `PrimaryKey` and `SecondaryKey`. */
export function eventHubRule(source: EventHubRuleSource): KeySource {
    const { namespaceName, eventHubName, authorizationRuleName, ...place } = source;
    return sourceOf({
        service: "eventHubRule",
        name: nested(namespaceName, eventHubName, authorizationRuleName),
        ...place,
    });
}
