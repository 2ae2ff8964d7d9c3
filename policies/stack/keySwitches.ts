import { plainType } from "./resourceType";
import { wanted } from "./stack";
import type { StackResource } from "./stackResource";
import { field, listAt, textAt, UNKNOWN } from "./value";

/** How a service's keys are turned off, so that only Microsoft Entra ID opens it. */
interface KeySwitch {
    /** The path of the switch in azure-native's inputs. */
    readonly path: readonly string[];
    /** The value that turns keys off. */
    readonly off: unknown;
    /** As a person writes it. */
    readonly setting: string;
    /** Whether keys are off where the program says nothing. */
    readonly offByDefault?: true;
    /** Kinds of the service that know keys only. */
    readonly needsKeys?: (resource: unknown) => boolean;
}

const disableLocalAuth: KeySwitch = { path: ["disableLocalAuth"], off: true, setting: "disableLocalAuth: true" };
const disableLocalAuthInside: KeySwitch = {
    path: ["properties", "disableLocalAuth"],
    off: true,
    setting: "properties.disableLocalAuth: true",
};
const cosmosDb: KeySwitch = { ...disableLocalAuth, needsKeys: speaksAnotherApi };

/** The switches, by {@link plainType}. */
const SWITCHES: Readonly<Record<string, KeySwitch>> = {
    "storage:storageaccount": {
        path: ["allowSharedKeyAccess"],
        off: false,
        setting: "allowSharedKeyAccess: false",
        // File shares of this kind are mounted with the key.
        needsKeys: (resource) => textAt(resource, "kind") === "FileStorage",
    },
    "cosmosdb:databaseaccount": cosmosDb,
    "documentdb:databaseaccount": cosmosDb,
    "servicebus:namespace": disableLocalAuth,
    "eventhub:namespace": disableLocalAuth,
    "search:service": disableLocalAuth,
    "signalrservice:signalr": disableLocalAuth,
    "webpubsub:webpubsub": disableLocalAuth,
    "eventgrid:topic": disableLocalAuth,
    "eventgrid:domain": disableLocalAuth,
    "appconfiguration:configurationstore": disableLocalAuth,
    "communication:communicationservice": disableLocalAuth,
    "cognitiveservices:account": disableLocalAuthInside,
    "maps:account": disableLocalAuthInside,
    "devices:iothubresource": disableLocalAuthInside,
    "iothub:iothubresource": disableLocalAuthInside,
    "redis:redis": {
        path: ["disableAccessKeyAuthentication"],
        off: true,
        setting: "disableAccessKeyAuthentication: true",
    },
    "containerregistry:registry": {
        path: ["adminUserEnabled"],
        off: false,
        setting: "adminUserEnabled: false",
        offByDefault: true,
    },
};

/** The setting that would turn the keys of a resource off; undefined if they are off, or have to be on. */
export function missingSwitch(resource: StackResource): string | undefined {
    const plain = plainType(resource.type);
    const found = Object.hasOwn(SWITCHES, plain) ? SWITCHES[plain] : undefined;
    const tree = wanted(resource);
    if (found === undefined || found.needsKeys?.(tree) === true) {
        return undefined;
    }
    const set = field(tree, ...found.path);
    const isOff = set === found.off || set === UNKNOWN || (set === undefined && found.offByDefault === true);
    return isOff ? undefined : found.setting;
}

/** Cosmos DB takes Entra ID in its own API and in that of tables only. */
function speaksAnotherApi(resource: unknown): boolean {
    const capabilities = listAt(resource, "capabilities").map((capability) => textAt(capability, "name"));
    return (
        textAt(resource, "kind") === "MongoDB" ||
        capabilities.some((name) => ["EnableMongo", "EnableCassandra", "EnableGremlin"].includes(name ?? ""))
    );
}
