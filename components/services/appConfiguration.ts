import type { Input } from "@pulumi/pulumi";
import type { AzureService, ReadKeys } from "./azureService";
import { endpointIn } from "./endpoints";
import type { Endpoints } from "./keyPairDescription";
import { type KeySource, type ResourcePlace, sourceOf } from "./keySource";
import { named } from "./resourceNames";

interface ApiKey {
    readonly id: string;
    readonly name: string;
    readonly value: string;
}

/** A client presents an id and a secret. The key is both, as they stand in a connection string. */
const keysIn: ReadKeys = (answer) =>
    Object.fromEntries(apiKeys(answer).map(({ id, name, value }) => [name, `Id=${id};Secret=${value}`]));

const store = {
    type: "Microsoft.AppConfiguration/configurationStores",
    apiVersion: "2023-03-01",
    names: [named("configStoreName", /^[a-zA-Z0-9-]{5,50}$/, "must be 5 to 50 letters, digits and hyphens")],
    keyEncoding: "text",
    list: { method: "POST", action: "listKeys", keysIn },
    regenerate: {
        kind: "action",
        action: () => "regenerateKey",
        // The id of a key changes with it, so that it is looked up anew each time.
        bodyNeedsList: true,
        body: (slot: string, listed: unknown) => ({ id: apiKeys(listed).find(({ name }) => name === slot)?.id }),
    },
    endpoints: { level: 1, endpointsIn: endpointIn("store", "endpoint") },
    connectionString: (_name: string, key: string, { store: endpoint = "" }: Endpoints) =>
        `Endpoint=${endpoint.replace(/\/$/, "")};${key}`,
    keyInConnectionString: (text: string) => /Id=[^;]+;Secret=[^;]+/i.exec(text)?.[0],
    probe: "appConfiguration",
    acceptedWithin: "5m",
    withoutKeys: "Give identities *App Configuration Data Reader* or *Owner*, then set `disableLocalAuth: true`.",
    example: {
        args: { configStoreName: "settings" },
        id: "Microsoft.AppConfiguration/configurationStores/settings",
        resource: { properties: { endpoint: "https://settings.azconfig.io" } },
        connectionString: "Endpoint=https://settings.azconfig.io;Id=a1-b2;Secret={key}",
        key: "Id=a1-b2;Secret={key}",
    },
} as const satisfies Partial<AzureService>;

/** App Configuration: two pairs. Each is rotated without the other. */
export const appConfigurationRows = {
    appConfiguration: {
        ...store,
        title: "App Configuration",
        slots: ["Primary", "Secondary"],
    },
    appConfigurationReadOnly: {
        ...store,
        title: "App Configuration, read-only keys",
        slots: ["Primary Read Only", "Secondary Read Only"],
    },
} as const satisfies Readonly<Record<string, AzureService>>;

/** Arguments of `appConfiguration` and `appConfigurationReadOnly`. */
export interface AppConfigurationSource extends ResourcePlace {
    /** Name of the configuration store. */
    readonly configStoreName: Input<string>;
}

/** The read-write access keys of an App Configuration store, `Primary` and `Secondary`; a key is `Id=…;Secret=…`. */
export function appConfiguration({ configStoreName, ...place }: AppConfigurationSource): KeySource {
    return sourceOf({ service: "appConfiguration", name: configStoreName, ...place });
}

/** The read-only access keys of an App Configuration store, `Primary Read Only` and `Secondary Read Only`. */
export function appConfigurationReadOnly({ configStoreName, ...place }: AppConfigurationSource): KeySource {
    return sourceOf({ service: "appConfigurationReadOnly", name: configStoreName, ...place });
}

function apiKeys(answer: unknown): readonly ApiKey[] {
    return (answer as { readonly value: readonly ApiKey[] }).value;
}
