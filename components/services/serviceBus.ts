import type { Input } from "@pulumi/pulumi";
import type { AzureService } from "./azureService";
import { type KeySource, type ResourcePlace, sourceOf } from "./keySource";
import { entityName, nested } from "./resourceNames";
import { sasRule } from "./sasRule";

const apiVersion = "2021-11-01";
const probe = "serviceBus";

/** Service Bus: the keys of authorization rules, 32 bytes in base64. */
export const serviceBusRows = {
    serviceBusRule: sasRule({
        title: "Service Bus namespace rule",
        type: "Microsoft.ServiceBus/namespaces/authorizationRules",
        apiVersion,
        probe,
        example: {
            args: { namespaceName: "messages", authorizationRuleName: "app" },
            id: "Microsoft.ServiceBus/namespaces/messages/authorizationRules/app",
            resource: { properties: { serviceBusEndpoint: "https://messages.servicebus.windows.net:443/" } },
            connectionString:
                "Endpoint=sb://messages.servicebus.windows.net/;SharedAccessKeyName=app;SharedAccessKey={key}",
        },
    }),
    serviceBusQueueRule: sasRule({
        title: "Service Bus queue rule",
        type: "Microsoft.ServiceBus/namespaces/queues/authorizationRules",
        entityArgument: "queueName",
        apiVersion,
        probe,
        example: {
            args: { namespaceName: "messages", queueName: "in/orders", authorizationRuleName: "app" },
            id: "Microsoft.ServiceBus/namespaces/messages/queues/in~orders/authorizationRules/app",
            resource: { properties: { serviceBusEndpoint: "https://messages.servicebus.windows.net:443/" } },
            connectionString:
                "Endpoint=sb://messages.servicebus.windows.net/;SharedAccessKeyName=app;SharedAccessKey={key};EntityPath=in/orders",
        },
    }),
    serviceBusTopicRule: sasRule({
        title: "Service Bus topic rule",
        type: "Microsoft.ServiceBus/namespaces/topics/authorizationRules",
        entityArgument: "topicName",
        apiVersion,
        probe,
        example: {
            args: { namespaceName: "messages", topicName: "news", authorizationRuleName: "app" },
            id: "Microsoft.ServiceBus/namespaces/messages/topics/news/authorizationRules/app",
            resource: { properties: { serviceBusEndpoint: "https://messages.servicebus.windows.net:443/" } },
            connectionString:
                "Endpoint=sb://messages.servicebus.windows.net/;SharedAccessKeyName=app;SharedAccessKey={key};EntityPath=news",
        },
    }),
} as const satisfies Readonly<Record<string, AzureService>>;

/** Arguments of `serviceBusRule`. */
export interface ServiceBusRuleSource extends ResourcePlace {
    /** Name of the Service Bus namespace. */
    readonly namespaceName: Input<string>;
    /** Name of the rule, such as `RootManageSharedAccessKey`. */
    readonly authorizationRuleName: Input<string>;
}

/** Arguments of `serviceBusQueueRule`. */
export interface ServiceBusQueueRuleSource extends ServiceBusRuleSource {
    /** Name of the queue in the namespace. */
    readonly queueName: Input<string>;
}

/** Arguments of `serviceBusTopicRule`. */
export interface ServiceBusTopicRuleSource extends ServiceBusRuleSource {
    /** Name of the topic in the namespace. */
    readonly topicName: Input<string>;
}

/** The keys of an authorization rule of a Service Bus namespace, `PrimaryKey` and `SecondaryKey`. */
export function serviceBusRule({ namespaceName, authorizationRuleName, ...place }: ServiceBusRuleSource): KeySource {
    return sourceOf({ service: "serviceBusRule", name: nested(namespaceName, authorizationRuleName), ...place });
}

/** The keys of an authorization rule of a Service Bus queue, `PrimaryKey` and `SecondaryKey`. */
export function serviceBusQueueRule(source: ServiceBusQueueRuleSource): KeySource {
    const { namespaceName, queueName, authorizationRuleName, ...place } = source;
    const name = nested(namespaceName, entityName(queueName), authorizationRuleName);
    return sourceOf({ service: "serviceBusQueueRule", name, ...place });
}

/** The keys of an authorization rule of a Service Bus topic, `PrimaryKey` and `SecondaryKey`. */
export function serviceBusTopicRule(source: ServiceBusTopicRuleSource): KeySource {
    const { namespaceName, topicName, authorizationRuleName, ...place } = source;
    const name = nested(namespaceName, entityName(topicName), authorizationRuleName);
    return sourceOf({ service: "serviceBusTopicRule", name, ...place });
}
