import type { Input } from "@pulumi/pulumi";
import { fields } from "./answers";
import type { AzureService } from "./azureService";
import { keyAlone } from "./connectionText";
import { endpointIn } from "./endpoints";
import { type KeySource, type ResourcePlace, sourceOf } from "./keySource";
import { named } from "./resourceNames";

const keysIn = fields({ Key1: "key1", Key2: "key2" });

/** Azure AI services, Azure OpenAI among them: text of 32 or 84 characters. */
export const cognitiveServicesRows = {
    cognitiveServices: {
        ...keyAlone,
        title: "Azure AI services and Azure OpenAI",
        type: "Microsoft.CognitiveServices/accounts",
        apiVersion: "2025-09-01",
        names: [
            named(
                "accountName",
                /^[a-zA-Z0-9][\w.-]{1,63}$/,
                "must be 2 to 64 letters, digits, dots, hyphens and underscores",
            ),
        ],
        slots: ["Key1", "Key2"],
        keyEncoding: "text",
        list: { method: "POST", action: "listKeys", keysIn },
        regenerate: { kind: "action", action: () => "regenerateKey", body: (slot) => ({ keyName: slot }), keysIn },
        endpoints: { level: 1, endpointsIn: endpointIn("account", "endpoint") },
        probe: "cognitiveServices",
        acceptedWithin: "10m",
        alsoInvalidates: "Tokens that were issued for the key end with it.",
        withoutKeys: "Give identities *Cognitive Services User* (or *OpenAI User*), then set `disableLocalAuth: true`.",
        example: {
            args: { accountName: "chat" },
            id: "Microsoft.CognitiveServices/accounts/chat",
            resource: { properties: { endpoint: "https://chat.openai.azure.com/" } },
            connectionString: "{key}",
        },
    },
} as const satisfies Readonly<Record<string, AzureService>>;

/** Arguments of `cognitiveServices`. */
export interface CognitiveServicesSource extends ResourcePlace {
    /** Name of the Azure AI services account. */
    readonly accountName: Input<string>;
}

/** The keys of an Azure AI services or Azure OpenAI account, `Key1` and `Key2`. */
export function cognitiveServices({ accountName, ...place }: CognitiveServicesSource): KeySource {
    return sourceOf({ service: "cognitiveServices", name: accountName, ...place });
}
