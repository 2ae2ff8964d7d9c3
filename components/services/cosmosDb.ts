import type { Input } from "@pulumi/pulumi";
import { fields } from "./answers";
import type { AzureService } from "./azureService";
import { keyInField } from "./connectionText";
import { endpointIn } from "./endpoints";
import { type KeySource, type ResourcePlace, sourceOf } from "./keySource";
import { named } from "./resourceNames";

const account = {
    type: "Microsoft.DocumentDB/databaseAccounts",
    apiVersion: "2025-10-15",
    names: [
        named(
            "accountName",
            /^[a-z0-9][a-z0-9-]{1,48}[a-z0-9]$/,
            "must be 3 to 50 lower-case letters, digits and hyphens",
        ),
    ],
    keyEncoding: "base64",
    endpoints: { level: 1, endpointsIn: endpointIn("documents", "documentEndpoint") },
    connectionString: (_name: string, key: string, { documents = "" }: Readonly<Record<string, string>>) =>
        `AccountEndpoint=${documents};AccountKey=${key};`,
    keyInConnectionString: keyInField("AccountKey"),
    probe: "cosmos",
    // On large accounts in several regions a regenerate takes from minutes to hours; it is long-running, and its end is waited for.
    acceptedWithin: "10m",
    alsoInvalidates: "Resource tokens made with the key stop working.",
    withoutKeys: "Give identities data-plane roles (`sqlRoleAssignments`), then set `disableLocalAuth: true`.",
    example: {
        args: { accountName: "orders" },
        id: "Microsoft.DocumentDB/databaseAccounts/orders",
        resource: { properties: { documentEndpoint: "https://orders.documents.azure.com:443/" } },
        connectionString: "AccountEndpoint=https://orders.documents.azure.com/;AccountKey={key};",
    },
} as const satisfies Partial<AzureService>;

const regenerate = {
    kind: "action",
    action: () => "regenerateKey",
    body: (slot: string) => ({ keyKind: slot }),
    isLongRunning: true,
} as const;

const readWriteKeys = { primary: "primaryMasterKey", secondary: "secondaryMasterKey" };
const readOnlyKeys = { primaryReadonly: "primaryReadonlyMasterKey", secondaryReadonly: "secondaryReadonlyMasterKey" };

/** Cosmos DB: two pairs, each rotated without the other; 64 bytes in base64. */
export const cosmosDbRows = {
    cosmosDb: {
        ...account,
        title: "Cosmos DB account",
        slots: ["primary", "secondary"],
        list: { method: "POST", action: "listKeys", keysIn: fields(readWriteKeys) },
        regenerate,
    },
    cosmosDbReadOnly: {
        ...account,
        title: "Cosmos DB account, read-only keys",
        slots: ["primaryReadonly", "secondaryReadonly"],
        list: { method: "POST", action: "readonlykeys", keysIn: fields(readOnlyKeys) },
        regenerate,
    },
} as const satisfies Readonly<Record<string, AzureService>>;

/** Arguments of `cosmosDb` and `cosmosDbReadOnly`. */
export interface CosmosDbSource extends ResourcePlace {
    /** Name of the database account. */
    readonly accountName: Input<string>;
}

/** The read-write keys of a Cosmos DB account, `primary` and `secondary`. */
export function cosmosDb({ accountName, ...place }: CosmosDbSource): KeySource {
    return sourceOf({ service: "cosmosDb", name: accountName, ...place });
}

/** The read-only keys of a Cosmos DB account, `primaryReadonly` and `secondaryReadonly`. */
export function cosmosDbReadOnly({ accountName, ...place }: CosmosDbSource): KeySource {
    return sourceOf({ service: "cosmosDbReadOnly", name: accountName, ...place });
}
