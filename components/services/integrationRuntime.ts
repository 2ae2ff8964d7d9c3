import type { Input } from "@pulumi/pulumi";
import { fields } from "./answers";
import type { AzureService } from "./azureService";
import { keyAlone } from "./connectionText";
import { type KeySource, type ResourcePlace, sourceOf } from "./keySource";
import { anyName, nested } from "./resourceNames";

const keysIn = fields({ authKey1: "authKey1", authKey2: "authKey2" });

/** Keys with which nodes of a self-hosted integration runtime register; nodes that are registered go on without. */
const authKeys = {
    ...keyAlone,
    slots: ["authKey1", "authKey2"],
    keyEncoding: "text",
    list: { method: "POST", action: "listAuthKeys", keysIn },
    acceptedWithin: "1m",
    withoutKeys: "There is no other way to register a node; registered nodes no longer need the key.",
} as const satisfies Partial<AzureService>;

function regenerate(action: string) {
    return { kind: "action", action: () => action, body: (slot: string) => ({ keyName: slot }), keysIn } as const;
}

export const integrationRuntimeRows = {
    dataFactoryIntegrationRuntime: {
        ...authKeys,
        title: "Data Factory self-hosted integration runtime",
        type: "Microsoft.DataFactory/factories/integrationRuntimes",
        apiVersion: "2018-06-01",
        names: [anyName("factoryName"), anyName("integrationRuntimeName")],
        regenerate: regenerate("regenerateAuthKey"),
        example: {
            args: { factoryName: "etl", integrationRuntimeName: "onPremises" },
            id: "Microsoft.DataFactory/factories/etl/integrationRuntimes/onPremises",
            connectionString: "{key}",
        },
    },
    synapseIntegrationRuntime: {
        ...authKeys,
        title: "Synapse self-hosted integration runtime",
        type: "Microsoft.Synapse/workspaces/integrationRuntimes",
        apiVersion: "2021-06-01-preview",
        names: [anyName("workspaceName"), anyName("integrationRuntimeName")],
        regenerate: regenerate("regenerateAuthKey"),
        example: {
            args: { workspaceName: "etl", integrationRuntimeName: "onPremises" },
            id: "Microsoft.Synapse/workspaces/etl/integrationRuntimes/onPremises",
            connectionString: "{key}",
        },
    },
} as const satisfies Readonly<Record<string, AzureService>>;

/** Arguments of `dataFactoryIntegrationRuntime`. */
export interface DataFactoryIntegrationRuntimeSource extends ResourcePlace {
    /** Name of the data factory. */
    readonly factoryName: Input<string>;
    /** Name of the self-hosted integration runtime. */
    readonly integrationRuntimeName: Input<string>;
}

/** Arguments of `synapseIntegrationRuntime`. */
export interface SynapseIntegrationRuntimeSource extends ResourcePlace {
    /** Name of the Synapse workspace. */
    readonly workspaceName: Input<string>;
    /** Name of the self-hosted integration runtime. */
    readonly integrationRuntimeName: Input<string>;
}

/** The keys with which nodes of a Data Factory integration runtime register, `authKey1` and `authKey2`. */
export function dataFactoryIntegrationRuntime(source: DataFactoryIntegrationRuntimeSource): KeySource {
    const { factoryName, integrationRuntimeName, ...place } = source;
    return sourceOf({
        service: "dataFactoryIntegrationRuntime",
        name: nested(factoryName, integrationRuntimeName),
        ...place,
    });
}

/** The keys with which nodes of a Synapse integration runtime register, `authKey1` and `authKey2`. */
export function synapseIntegrationRuntime(source: SynapseIntegrationRuntimeSource): KeySource {
    const { workspaceName, integrationRuntimeName, ...place } = source;
    return sourceOf({
        service: "synapseIntegrationRuntime",
        name: nested(workspaceName, integrationRuntimeName),
        ...place,
    });
}
