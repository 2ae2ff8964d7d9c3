import type { Input } from "@pulumi/pulumi";
import { namedValues } from "./answers";
import type { AzureService } from "./azureService";
import { keyInField } from "./connectionText";
import type { Endpoints, KeysBySlot } from "./keyPairDescription";
import { type KeySource, type ResourcePlace, sourceOf } from "./keySource";
import { named } from "./resourceNames";

const SERVICES = ["blob", "file", "queue", "table"] as const;

/** Storage accounts: 64 bytes in base64. Kerberos keys are not listed. */
const storageAccountRow: AzureService = {
    title: "Storage account",
    type: "Microsoft.Storage/storageAccounts",
    apiVersion: "2025-08-01",
    names: [named("accountName", /^[a-z0-9]{3,24}$/, "must be 3 to 24 lower-case letters and digits")],
    slots: ["key1", "key2"],
    keyEncoding: "base64",
    list: { method: "POST", action: "listKeys", keysIn },
    regenerate: { kind: "action", action: () => "regenerateKey", body: (slot) => ({ keyName: slot }), keysIn },
    endpoints: { level: 1, endpointsIn },
    connectionString,
    keyInConnectionString: keyInField("AccountKey"),
    probe: "storage",
    acceptedWithin: "10m",
    alsoInvalidates:
        "Account and service SAS tokens signed with the key stop working; user-delegation SAS tokens go on.",
    withoutKeys:
        "Give identities data roles such as *Storage Blob Data Contributor*, then set `allowSharedKeyAccess: false`.",
    example: {
        args: { accountName: "photos" },
        id: "Microsoft.Storage/storageAccounts/photos",
        connectionString:
            "DefaultEndpointsProtocol=https;AccountName=photos;AccountKey={key};EndpointSuffix=core.windows.net",
    },
};

export const storageRows = { storageAccount: storageAccountRow } as const;

/** Arguments of `storageAccount`. */
export interface StorageAccountSource extends ResourcePlace {
    /** Name of the account. */
    readonly accountName: Input<string>;
}

/** The keys of an Azure Storage account, `key1` and `key2`. */
export function storageAccount({ accountName, ...place }: StorageAccountSource): KeySource {
    return sourceOf({ service: "storageAccount", name: accountName, ...place });
}

/** Some API versions write the names in upper case. */
function keysIn(answer: unknown): KeysBySlot {
    const keys = namedValues("keys", "keyName")(answer);
    return Object.fromEntries(Object.entries(keys).map(([slot, key]) => [slot.toLowerCase(), key]));
}

/**
 * The endpoints that the account itself names: accounts in a DNS zone, with a custom domain, in other clouds or in an
 * emulator differ from `name.service.suffix`, which stands in for those that it does not name.
 */
function endpointsIn([name = ""]: readonly string[], resource: unknown, suffix: string): Endpoints {
    const { properties } = resource as { properties?: { primaryEndpoints?: Partial<Record<string, string>> } };
    const given = properties?.primaryEndpoints;
    return Object.fromEntries(
        SERVICES.flatMap((service) => {
            const endpoint = given === undefined ? `https://${name}.${service}.${suffix}/` : given[service];
            return endpoint === undefined ? [] : [[service, endpoint.replace(/\/*$/, "/")]];
        }),
    );
}

/** The short form with `EndpointSuffix` where it says the same, else every endpoint by name. */
function connectionString(name: string, key: string, endpoints: Endpoints): string {
    const credentials = `DefaultEndpointsProtocol=https;AccountName=${name};AccountKey=${key}`;
    const suffix = commonSuffix(name, endpoints);
    if (suffix !== undefined) {
        return `${credentials};EndpointSuffix=${suffix}`;
    }
    const byName = SERVICES.flatMap((service) => {
        const endpoint = endpoints[service];
        return endpoint === undefined ? [] : [`${service[0]?.toUpperCase()}${service.slice(1)}Endpoint=${endpoint}`];
    });
    return [credentials, ...byName].join(";");
}

function commonSuffix(name: string, endpoints: Endpoints): string | undefined {
    const start = `https://${name}.blob.`;
    if (!endpoints.blob?.startsWith(start)) {
        return undefined;
    }
    const suffix = endpoints.blob.slice(start.length, -1);
    const same = SERVICES.every((service) => {
        const endpoint = endpoints[service];
        return endpoint === undefined || endpoint === `https://${name}.${service}.${suffix}/`;
    });
    return same ? suffix : undefined;
}
