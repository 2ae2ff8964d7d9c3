import type { AzureService, Endpoints } from "./azureService";

const SERVICES = ["blob", "file", "queue", "table"] as const;

/** Azure Storage accounts: `key1` and `key2`, 64 bytes in base64. */
export const storage: AzureService = {
    type: "Microsoft.Storage/storageAccounts",
    apiVersion: "2025-08-01",
    nameArgument: "accountName",
    name: { pattern: /^[a-z0-9]{3,24}$/, rule: "must be 3 to 24 lower-case letters and digits" },
    slots: ["key1", "key2"],
    keyEncoding: "base64",
    listAction: "listKeys",
    regenerateAction: "regenerateKey",
    regenerateBody: (slot) => ({ keyName: slot }),
    keysIn: (response) => {
        const { keys } = response as { keys: readonly { keyName: string; value: string }[] };
        return Object.fromEntries(keys.map(({ keyName, value }) => [keyName.toLowerCase(), value]));
    },
    regenerateReturnsKeys: true,
    endpointsOf,
    connectionString,
    probe: "storage",
    keyInConnectionString: (text) => /(?:^|;)AccountKey=([^;]+)/i.exec(text)?.[1],
};

/**
 * The endpoints that the account itself names: accounts in a DNS zone, with a custom domain, in other clouds or in an
 * emulator differ from `name.service.suffix`, which stands in for those that it does not name.
 */
function endpointsOf(name: string, resource: unknown, suffix: string): Endpoints {
    const { properties } = resource as { properties?: { primaryEndpoints?: Partial<Record<string, string>> } };
    const named = properties?.primaryEndpoints;
    return Object.fromEntries(
        SERVICES.flatMap((service) => {
            const endpoint = named === undefined ? `https://${name}.${service}.${suffix}/` : named[service];
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
    const named = SERVICES.flatMap((service) => {
        const endpoint = endpoints[service];
        return endpoint === undefined ? [] : [`${service[0]?.toUpperCase()}${service.slice(1)}Endpoint=${endpoint}`];
    });
    return [credentials, ...named].join(";");
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
