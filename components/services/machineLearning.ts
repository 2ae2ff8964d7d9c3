import type { Input } from "@pulumi/pulumi";
import { fields } from "./answers";
import type { AzureService } from "./azureService";
import { keyAlone } from "./connectionText";
import { type KeySource, type ResourcePlace, sourceOf } from "./keySource";
import { anyName, nested } from "./resourceNames";

/** Machine Learning online endpoints: text of 32 characters. A regenerate is long-running, and its end is waited for. */
export const machineLearningRows = {
    onlineEndpoint: {
        ...keyAlone,
        title: "Machine Learning online endpoint",
        type: "Microsoft.MachineLearningServices/workspaces/onlineEndpoints",
        apiVersion: "2022-10-01",
        names: [anyName("workspaceName"), anyName("endpointName")],
        slots: ["Primary", "Secondary"],
        keyEncoding: "text",
        list: {
            method: "POST",
            action: "listKeys",
            keysIn: fields({ Primary: "primaryKey", Secondary: "secondaryKey" }),
        },
        regenerate: {
            kind: "action",
            action: () => "regenerateKeys",
            body: (slot) => ({ keyType: slot }),
            isLongRunning: true,
        },
        acceptedWithin: "5m",
        withoutKeys: 'Set `authMode: "AADToken"` on the endpoint.',
        example: {
            args: { workspaceName: "models", endpointName: "score" },
            id: "Microsoft.MachineLearningServices/workspaces/models/onlineEndpoints/score",
            connectionString: "{key}",
        },
    },
} as const satisfies Readonly<Record<string, AzureService>>;

/** Arguments of `onlineEndpoint`. */
export interface OnlineEndpointSource extends ResourcePlace {
    /** Name of the machine learning workspace. */
    readonly workspaceName: Input<string>;
    /** Name of the online endpoint. */
    readonly endpointName: Input<string>;
}

/** The keys of a Machine Learning online endpoint, `Primary` and `Secondary`. */
export function onlineEndpoint({ workspaceName, endpointName, ...place }: OnlineEndpointSource): KeySource {
    return sourceOf({ service: "onlineEndpoint", name: nested(workspaceName, endpointName), ...place });
}
