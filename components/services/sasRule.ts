import type { AzureService, NameArgument } from "./azureService";
import { keyInField } from "./connectionText";
import { endpointIn, hostOf } from "./endpoints";
import type { Endpoints } from "./keyPairDescription";
import { primaryAndSecondary } from "./primaryAndSecondary";
import { anyName, named, namesIn } from "./resourceNames";

export const namespaceName: NameArgument = named(
    "namespaceName",
    /^[a-zA-Z][a-zA-Z0-9-]{4,48}[a-zA-Z0-9]$/,
    "must be 6 to 50 letters, digits and hyphens, beginning with a letter",
);

/** The common part of the authorization rules of Service Bus, Event Hubs and Relay: of a namespace, or of an entity in it. */
export function sasRule({
    entityArgument,
    ...row
}: Pick<AzureService, "title" | "type" | "apiVersion" | "probe" | "example"> & {
    entityArgument?: string;
}): AzureService {
    const entity = entityArgument === undefined ? [] : [anyName(entityArgument)];
    return {
        ...row,
        ...primaryAndSecondary(["PrimaryKey", "SecondaryKey"], { regenerateAction: "regenerateKeys" }),
        names: [namespaceName, ...entity, anyName("authorizationRuleName")],
        keyEncoding: "base64",
        endpoints: { level: 1, endpointsIn: endpointIn("namespace", "serviceBusEndpoint") },
        connectionString: (name, key, endpoints) => {
            const [_namespace, ...rest] = namesIn(name);
            return ruleConnectionString(rest, key, endpoints);
        },
        keyInConnectionString: keyInField("SharedAccessKey"),
        acceptedWithin: "5m",
        alsoInvalidates: "SAS tokens signed with the key stop working.",
        withoutKeys:
            "Give identities data roles such as *Data Sender* and *Data Receiver*, then set `disableLocalAuth: true` on the namespace.",
    };
}

/** `rest` is the rule, or an entity and the rule. */
function ruleConnectionString(rest: readonly string[], key: string, { namespace }: Endpoints): string {
    const [rule = "", entity] = [...rest].reverse();
    const path = entity === undefined ? "" : `;EntityPath=${entity.replaceAll("~", "/")}`;
    return `Endpoint=sb://${hostOf(namespace)}/;SharedAccessKeyName=${rule};SharedAccessKey=${key}${path}`;
}
