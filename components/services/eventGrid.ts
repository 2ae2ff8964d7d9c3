import type { Input } from "@pulumi/pulumi";
import { fields } from "./answers";
import type { AzureService } from "./azureService";
import { keyAlone } from "./connectionText";
import { endpointIn } from "./endpoints";
import { type KeySource, type ResourcePlace, sourceOf } from "./keySource";
import { named, nested } from "./resourceNames";

const keysIn = fields({ key1: "key1", key2: "key2" });

const keys = {
    ...keyAlone,
    slots: ["key1", "key2"],
    keyEncoding: "base64",
    list: { method: "POST", action: "listKeys", keysIn },
    acceptedWithin: "5m",
    alsoInvalidates: "SAS tokens signed with the key stop working.",
    withoutKeys: "Give publishers the role *EventGrid Data Sender*, then set `disableLocalAuth: true`.",
} as const satisfies Partial<AzureService>;

const regenerate = {
    kind: "action",
    action: () => "regenerateKey",
    body: (slot: string) => ({ keyName: slot }),
    keysIn,
} as const;

const regenerateSlowly = { ...regenerate, isLongRunning: true } as const;

const publishing = {
    ...keys,
    apiVersion: "2022-06-15",
    regenerate,
    endpoints: { level: 1, endpointsIn: endpointIn("events", "endpoint") },
} as const satisfies Partial<AzureService>;

const inNamespace = {
    ...keys,
    apiVersion: "2025-02-15",
    regenerate: regenerateSlowly,
    endpoints: { level: 1, endpointsIn: endpointIn("topics", "topicsConfiguration", "hostname") },
} as const satisfies Partial<AzureService>;

function name(argument: string) {
    return named(argument, /^[a-zA-Z0-9-]{3,50}$/, "must be 3 to 50 letters, digits and hyphens");
}

/** Event Grid: 32 bytes in base64. */
export const eventGridRows = {
    eventGridTopic: {
        ...publishing,
        title: "Event Grid topic",
        type: "Microsoft.EventGrid/topics",
        names: [name("topicName")],
        regenerate: regenerateSlowly,
        example: {
            args: { topicName: "news" },
            id: "Microsoft.EventGrid/topics/news",
            resource: { properties: { endpoint: "https://e.westeurope-1.eventgrid.azure.net/api/events" } },
            connectionString: "{key}",
        },
    },
    eventGridDomain: {
        ...publishing,
        title: "Event Grid domain",
        type: "Microsoft.EventGrid/domains",
        names: [name("domainName")],
        example: {
            args: { domainName: "news" },
            id: "Microsoft.EventGrid/domains/news",
            resource: { properties: { endpoint: "https://e.westeurope-1.eventgrid.azure.net/api/events" } },
            connectionString: "{key}",
        },
    },
    eventGridPartnerNamespace: {
        ...publishing,
        title: "Event Grid partner namespace",
        type: "Microsoft.EventGrid/partnerNamespaces",
        names: [name("partnerNamespaceName")],
        example: {
            args: { partnerNamespaceName: "news" },
            id: "Microsoft.EventGrid/partnerNamespaces/news",
            resource: { properties: { endpoint: "https://e.westeurope-1.eventgrid.azure.net/api/events" } },
            connectionString: "{key}",
        },
    },
    eventGridNamespace: {
        ...inNamespace,
        title: "Event Grid namespace",
        type: "Microsoft.EventGrid/namespaces",
        names: [name("namespaceName")],
        example: {
            args: { namespaceName: "messages" },
            id: "Microsoft.EventGrid/namespaces/messages",
            resource: {
                properties: { topicsConfiguration: { hostname: "messages.westeurope-1.eventgrid.azure.net" } },
            },
            connectionString: "{key}",
        },
    },
    eventGridNamespaceTopic: {
        ...inNamespace,
        title: "Event Grid namespace topic",
        type: "Microsoft.EventGrid/namespaces/topics",
        names: [name("namespaceName"), name("topicName")],
        example: {
            args: { namespaceName: "messages", topicName: "news" },
            id: "Microsoft.EventGrid/namespaces/messages/topics/news",
            resource: {
                properties: { topicsConfiguration: { hostname: "messages.westeurope-1.eventgrid.azure.net" } },
            },
            connectionString: "{key}",
        },
    },
} as const satisfies Readonly<Record<string, AzureService>>;

/** Arguments of `eventGridTopic`. */
export interface EventGridTopicSource extends ResourcePlace {
    /** Name of the topic. */
    readonly topicName: Input<string>;
}

/** Arguments of `eventGridDomain`. */
export interface EventGridDomainSource extends ResourcePlace {
    /** Name of the domain. */
    readonly domainName: Input<string>;
}

/** Arguments of `eventGridPartnerNamespace`. */
export interface EventGridPartnerNamespaceSource extends ResourcePlace {
    /** Name of the partner namespace. */
    readonly partnerNamespaceName: Input<string>;
}

/** Arguments of `eventGridNamespace`. */
export interface EventGridNamespaceSource extends ResourcePlace {
    /** Name of the namespace. */
    readonly namespaceName: Input<string>;
}

/** Arguments of `eventGridNamespaceTopic`. */
export interface EventGridNamespaceTopicSource extends EventGridNamespaceSource {
    /** Name of the topic. */
    readonly topicName: Input<string>;
}

/** The keys of an Event Grid topic, `key1` and `key2`. */
export function eventGridTopic({ topicName, ...place }: EventGridTopicSource): KeySource {
    return sourceOf({ service: "eventGridTopic", name: topicName, ...place });
}

/** The keys of an Event Grid domain, `key1` and `key2`. */
export function eventGridDomain({ domainName, ...place }: EventGridDomainSource): KeySource {
    return sourceOf({ service: "eventGridDomain", name: domainName, ...place });
}

/** The keys of an Event Grid partner namespace, `key1` and `key2`. */
export function eventGridPartnerNamespace(source: EventGridPartnerNamespaceSource): KeySource {
    const { partnerNamespaceName, ...place } = source;
    return sourceOf({ service: "eventGridPartnerNamespace", name: partnerNamespaceName, ...place });
}

/** The keys of an Event Grid namespace, `key1` and `key2`. */
export function eventGridNamespace({ namespaceName, ...place }: EventGridNamespaceSource): KeySource {
    return sourceOf({ service: "eventGridNamespace", name: namespaceName, ...place });
}

/** The keys of a topic in an Event Grid namespace, `key1` and `key2`. */
export function eventGridNamespaceTopic(source: EventGridNamespaceTopicSource): KeySource {
    const { namespaceName, topicName, ...place } = source;
    return sourceOf({ service: "eventGridNamespaceTopic", name: nested(namespaceName, topicName), ...place });
}
