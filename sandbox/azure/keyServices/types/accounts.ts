import type { KeyServiceType } from "../keyServiceType";
import type { KeyView } from "../keyView";
import { base64Key, hexKey, textKey } from "../newKeys";
import { endpointOf } from "../resourceProperties";

const PRIMARY_AND_SECONDARY = { Primary: "primaryKey", Secondary: "secondaryKey" };
const PRIMARY_AND_SECONDARY_SMALL = { primary: "primaryKey", secondary: "secondaryKey" };
const KEY_1_AND_2 = { key1: "key1", key2: "key2" };

/** A type whose keys are so many bytes in base64. */
function bytes(size: number): Pick<KeyServiceType, "newKey" | "encoding"> {
    return { newKey: base64Key(size), encoding: "base64" };
}

/** A type whose keys are no bytes in disguise. */
function text(newKey: () => string): Pick<KeyServiceType, "newKey" | "encoding"> {
    return { newKey, encoding: "utf8" };
}

/** SignalR and Web PubSub: a new salt makes both keys anew. */
function hub(type: string, packageName: string): KeyServiceType {
    return {
        type,
        packageName: packageName,
        slots: PRIMARY_AND_SECONDARY,
        ...bytes(32),
        anyCase: true,
        everySlot: "Salt",
        shown: connectionStrings(
            (resource, key) => `Endpoint=https://${endpointOf(resource, "hostName")};AccessKey=${key};Version=1.0;`,
        ),
    };
}

function apiManagement(type: string, slots: Readonly<Record<string, string>>): KeyServiceType {
    return {
        type: `Microsoft.ApiManagement/service/${type}`,
        packageName: "@azure/arm-apimanagement",
        slots,
        ...text(hexKey(32)),
    };
}

function eventGrid(type: string): KeyServiceType {
    return {
        type: `Microsoft.EventGrid/${type}`,
        packageName: "@azure/arm-eventgrid",
        slots: KEY_1_AND_2,
        ...bytes(32),
    };
}

/** Text that names the runtime and the service beside the secret itself. */
function runtimeKey(): string {
    return `IR@${textKey(36)()}@runtime@ServiceEndpoint=runtime.local.test@${base64Key(32)()}`;
}

const communicationStrings = connectionStrings(
    (resource, key) => `endpoint=https://${endpointOf(resource, "hostName")}/;accesskey=${key}`,
);

/** Resources whose two keys stand in members of their own in the answer of a list. */
export const accountTypes: readonly KeyServiceType[] = [
    apiManagement("subscriptions", PRIMARY_AND_SECONDARY_SMALL),
    apiManagement("workspaces/subscriptions", PRIMARY_AND_SECONDARY_SMALL),
    {
        ...apiManagement("tenant", PRIMARY_AND_SECONDARY_SMALL),
        shown: ({ id }) => ({ id: id.names[1], enabled: true }),
    },
    { ...apiManagement("gateways", { primary: "primary", secondary: "secondary" }), newKey: base64Key(64) },
    {
        type: "Microsoft.AppPlatform/Spring",
        packageName: "@azure/arm-appplatform",
        slots: PRIMARY_AND_SECONDARY,
        ...text(textKey(64)),
        shown: () => ({ enabled: true }),
    },
    {
        type: "Microsoft.Automation/automationAccounts",
        packageName: "@azure/arm-automation",
        slots: { primary: "keys.primary", secondary: "keys.secondary" },
        ...bytes(64),
    },
    {
        type: "Microsoft.Batch/batchAccounts",
        packageName: "@azure/arm-batch",
        slots: { Primary: "primary", Secondary: "secondary" },
        ...bytes(64),
        shown: ({ id }) => ({ accountName: id.names[0] }),
    },
    { type: "Microsoft.Cache/redis", packageName: "@azure/arm-rediscache", slots: PRIMARY_AND_SECONDARY, ...bytes(32) },
    {
        type: "Microsoft.Cache/redisEnterprise/databases",
        packageName: "@azure/arm-redisenterprisecache",
        slots: PRIMARY_AND_SECONDARY,
        ...bytes(32),
    },
    {
        type: "Microsoft.CognitiveServices/accounts",
        packageName: "@azure/arm-cognitiveservices",
        slots: { Key1: "key1", Key2: "key2" },
        ...text(textKey(84)),
    },
    {
        type: "Microsoft.Communication/communicationServices",
        packageName: "@azure/arm-communication",
        slots: PRIMARY_AND_SECONDARY,
        ...bytes(64),
        shown: communicationStrings,
        // Recorded: the regenerated key alone.
        regenerated: (resource, slot) => {
            const all: Readonly<Record<string, unknown>> = communicationStrings(resource);
            const [key, connectionString] = [`${slot.toLowerCase()}Key`, `${slot.toLowerCase()}ConnectionString`];
            return { [key]: resource.keys[slot], [connectionString]: all[connectionString] };
        },
    },
    {
        type: "Microsoft.DataFactory/factories/integrationRuntimes",
        packageName: "@azure/arm-datafactory",
        slots: { authKey1: "authKey1", authKey2: "authKey2" },
        ...text(runtimeKey),
    },
    {
        type: "Microsoft.DocumentDB/databaseAccounts",
        packageName: "@azure/arm-cosmosdb",
        slots: {
            primary: "primaryMasterKey",
            secondary: "secondaryMasterKey",
            primaryReadonly: "primaryReadonlyMasterKey",
            secondaryReadonly: "secondaryReadonlyMasterKey",
        },
        ...bytes(64),
    },
    eventGrid("topics"),
    eventGrid("domains"),
    eventGrid("partnerNamespaces"),
    eventGrid("namespaces"),
    eventGrid("namespaces/topics"),
    {
        type: "Microsoft.MachineLearningServices/workspaces/onlineEndpoints",
        packageName: "@azure/arm-machinelearning",
        slots: PRIMARY_AND_SECONDARY,
        ...text(textKey(32)),
    },
    {
        type: "Microsoft.Maps/accounts",
        packageName: "@azure/arm-maps",
        slots: PRIMARY_AND_SECONDARY_SMALL,
        ...text(textKey(84)),
    },
    {
        type: "Microsoft.MixedReality/spatialAnchorsAccounts",
        packageName: "@azure/arm-mixedreality",
        slots: { 1: "primaryKey", 2: "secondaryKey" },
        ...bytes(32),
    },
    {
        type: "Microsoft.MixedReality/remoteRenderingAccounts",
        packageName: "@azure/arm-mixedreality",
        slots: { 1: "primaryKey", 2: "secondaryKey" },
        ...bytes(32),
    },
    {
        type: "Microsoft.PowerBI/workspaceCollections",
        packageName: "@azure/arm-powerbiembedded",
        slots: KEY_1_AND_2,
        ...bytes(64),
    },
    {
        type: "Microsoft.Search/searchServices",
        packageName: "@azure/arm-search",
        slots: PRIMARY_AND_SECONDARY_SMALL,
        ...text(textKey(52)),
    },
    hub("Microsoft.SignalRService/signalR", "@azure/arm-signalr"),
    hub("Microsoft.SignalRService/webPubSub", "@azure/arm-webpubsub"),
    {
        type: "Microsoft.Synapse/workspaces/integrationRuntimes",
        packageName: "@azure/arm-synapse",
        slots: { authKey1: "authKey1", authKey2: "authKey2" },
        ...text(runtimeKey),
    },
];

function connectionStrings(write: (resource: KeyView, key: string) => string) {
    return (resource: KeyView) => {
        const [primary, secondary] = Object.values(resource.keys).map((key) => write(resource, key));
        return { primaryConnectionString: primary, secondaryConnectionString: secondary };
    };
}
