import type { Input } from "@pulumi/pulumi";
import { fields } from "./answers";
import type { AzureService } from "./azureService";
import { keyInField } from "./connectionText";
import { endpointIn, hostOf } from "./endpoints";
import { type KeySource, type ResourcePlace, sourceOf } from "./keySource";
import { anyName, named, namesIn, nested } from "./resourceNames";
import { namespaceName } from "./sasRule";

/** This API version spells the slots with a space; later ones do not. */
const keysIn = fields({ "Primary Key": "primaryKey", "Secondary Key": "secondaryKey" });

const rule = {
    apiVersion: "2017-04-01",
    slots: ["Primary Key", "Secondary Key"],
    keyEncoding: "base64",
    list: { method: "POST", action: "listKeys", keysIn },
    regenerate: {
        kind: "action",
        action: () => "regenerateKeys",
        body: (slot: string) => ({ policyKey: slot }),
        keysIn,
    },
    endpoints: { level: 1, endpointsIn: endpointIn("namespace", "serviceBusEndpoint") },
    connectionString: (name: string, key: string, { namespace }: Readonly<Record<string, string>>) =>
        `Endpoint=sb://${hostOf(namespace)}/;SharedAccessKeyName=${namesIn(name).at(-1)};SharedAccessKey=${key}`,
    keyInConnectionString: keyInField("SharedAccessKey"),
    probe: "notificationHubs",
    acceptedWithin: "5m",
    alsoInvalidates: "SAS tokens signed with the key stop working.",
    withoutKeys:
        "There is no way without keys for clients; keep the rules that applications use down to *Send* or *Listen*.",
} as const satisfies Partial<AzureService>;

/** Notification Hubs: the keys of authorization rules, 32 bytes in base64. */
export const notificationHubsRows = {
    notificationHubsRule: {
        ...rule,
        title: "Notification Hubs namespace rule",
        type: "Microsoft.NotificationHubs/namespaces/AuthorizationRules",
        names: [namespaceName, anyName("authorizationRuleName")],
        example: {
            args: { namespaceName: "messages", authorizationRuleName: "app" },
            id: "Microsoft.NotificationHubs/namespaces/messages/AuthorizationRules/app",
            resource: { properties: { serviceBusEndpoint: "https://messages.servicebus.windows.net:443/" } },
            connectionString:
                "Endpoint=sb://messages.servicebus.windows.net/;SharedAccessKeyName=app;SharedAccessKey={key}",
        },
    },
    notificationHubRule: {
        ...rule,
        title: "Notification hub rule",
        type: "Microsoft.NotificationHubs/namespaces/notificationHubs/AuthorizationRules",
        names: [
            namespaceName,
            named(
                "notificationHubName",
                /^[\w.-]{1,260}$/,
                "must be 1 to 260 letters, digits, dots, hyphens and underscores",
            ),
            anyName("authorizationRuleName"),
        ],
        example: {
            args: { namespaceName: "messages", notificationHubName: "phones", authorizationRuleName: "app" },
            id: "Microsoft.NotificationHubs/namespaces/messages/notificationHubs/phones/AuthorizationRules/app",
            resource: { properties: { serviceBusEndpoint: "https://messages.servicebus.windows.net:443/" } },
            connectionString:
                "Endpoint=sb://messages.servicebus.windows.net/;SharedAccessKeyName=app;SharedAccessKey={key}",
        },
    },
} as const satisfies Readonly<Record<string, AzureService>>;

/** Arguments of `notificationHubsRule`. */
export interface NotificationHubsRuleSource extends ResourcePlace {
    /** Name of the Notification Hubs namespace. */
    readonly namespaceName: Input<string>;
    /** Name of the rule, such as `RootManageSharedAccessKey`. */
    readonly authorizationRuleName: Input<string>;
}

/** Arguments of `notificationHubRule`. */
export interface NotificationHubRuleSource extends NotificationHubsRuleSource {
    /** Name of the hub in the namespace. */
    readonly notificationHubName: Input<string>;
}

/** The keys of an authorization rule of a Notification Hubs namespace, `Primary Key` and `Secondary Key`. */
export function notificationHubsRule(source: NotificationHubsRuleSource): KeySource {
    const { namespaceName: namespace, authorizationRuleName, ...place } = source;
    return sourceOf({ service: "notificationHubsRule", name: nested(namespace, authorizationRuleName), ...place });
}

/** The keys of an authorization rule of one notification hub, `Primary Key` and `Secondary Key`. */
export function notificationHubRule(source: NotificationHubRuleSource): KeySource {
    const { namespaceName: namespace, notificationHubName, authorizationRuleName, ...place } = source;
    const name = nested(namespace, notificationHubName, authorizationRuleName);
    return sourceOf({ service: "notificationHubRule", name, ...place });
}
