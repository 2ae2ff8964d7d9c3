import type { Input } from "@pulumi/pulumi";
import type { AzureService } from "./azureService";
import { type KeySource, type ResourcePlace, sourceOf } from "./keySource";
import { entityName, nested } from "./resourceNames";
import { sasRule } from "./sasRule";

const apiVersion = "2017-04-01";
const probe = "relay";

/** Azure Relay: the keys of authorization rules, 32 bytes in base64. */
export const relayRows = {
    relayRule: sasRule({
        title: "Relay namespace rule",
        type: "Microsoft.Relay/namespaces/authorizationRules",
        apiVersion,
        probe,
        example: {
            args: { namespaceName: "messages", authorizationRuleName: "app" },
            id: "Microsoft.Relay/namespaces/messages/authorizationRules/app",
            resource: { properties: { serviceBusEndpoint: "https://messages.servicebus.windows.net:443/" } },
            connectionString:
                "Endpoint=sb://messages.servicebus.windows.net/;SharedAccessKeyName=app;SharedAccessKey={key}",
        },
    }),
    relayHybridConnectionRule: sasRule({
        title: "Relay hybrid connection rule",
        type: "Microsoft.Relay/namespaces/hybridConnections/authorizationRules",
        entityArgument: "hybridConnectionName",
        apiVersion,
        probe,
        example: {
            args: { namespaceName: "messages", hybridConnectionName: "site", authorizationRuleName: "app" },
            id: "Microsoft.Relay/namespaces/messages/hybridConnections/site/authorizationRules/app",
            resource: { properties: { serviceBusEndpoint: "https://messages.servicebus.windows.net:443/" } },
            connectionString:
                "Endpoint=sb://messages.servicebus.windows.net/;SharedAccessKeyName=app;SharedAccessKey={key};EntityPath=site",
        },
    }),
    relayWcfRule: sasRule({
        title: "Relay WCF relay rule",
        type: "Microsoft.Relay/namespaces/wcfRelays/authorizationRules",
        entityArgument: "relayName",
        apiVersion,
        probe,
        example: {
            args: { namespaceName: "messages", relayName: "old", authorizationRuleName: "app" },
            id: "Microsoft.Relay/namespaces/messages/wcfRelays/old/authorizationRules/app",
            resource: { properties: { serviceBusEndpoint: "https://messages.servicebus.windows.net:443/" } },
            connectionString:
                "Endpoint=sb://messages.servicebus.windows.net/;SharedAccessKeyName=app;SharedAccessKey={key};EntityPath=old",
        },
    }),
} as const satisfies Readonly<Record<string, AzureService>>;

/** Arguments of `relayRule`. */
export interface RelayRuleSource extends ResourcePlace {
    /** Name of the Relay namespace. */
    readonly namespaceName: Input<string>;
    /** Name of the rule, such as `RootManageSharedAccessKey`. */
    readonly authorizationRuleName: Input<string>;
}

/** Arguments of `relayHybridConnectionRule`. */
export interface RelayHybridConnectionRuleSource extends RelayRuleSource {
    /** Name of the hybrid connection in the namespace. */
    readonly hybridConnectionName: Input<string>;
}

/** Arguments of `relayWcfRule`. */
export interface RelayWcfRuleSource extends RelayRuleSource {
    /** Name of the WCF relay in the namespace. */
    readonly relayName: Input<string>;
}

/** The keys of an authorization rule of a Relay namespace, `PrimaryKey` and `SecondaryKey`. */
export function relayRule({ namespaceName, authorizationRuleName, ...place }: RelayRuleSource): KeySource {
    return sourceOf({ service: "relayRule", name: nested(namespaceName, authorizationRuleName), ...place });
}

/** The keys of an authorization rule of a hybrid connection, `PrimaryKey` and `SecondaryKey`. */
export function relayHybridConnectionRule(source: RelayHybridConnectionRuleSource): KeySource {
    const { namespaceName, hybridConnectionName, authorizationRuleName, ...place } = source;
    const name = nested(namespaceName, entityName(hybridConnectionName), authorizationRuleName);
    return sourceOf({ service: "relayHybridConnectionRule", name, ...place });
}

/** The keys of an authorization rule of a WCF relay, `PrimaryKey` and `SecondaryKey`. */
export function relayWcfRule(source: RelayWcfRuleSource): KeySource {
    const { namespaceName, relayName, authorizationRuleName, ...place } = source;
    const name = nested(namespaceName, entityName(relayName), authorizationRuleName);
    return sourceOf({ service: "relayWcfRule", name, ...place });
}
