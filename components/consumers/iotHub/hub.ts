import { isSameName } from "../naming";

/** The members of an IoT hub that are read here. */
export interface Hub {
    readonly etag?: string;
    readonly properties?: Readonly<Record<string, unknown>> & {
        readonly routing?: Readonly<Record<string, unknown>> & {
            /** Lists of endpoints, by their kind. */
            readonly endpoints?: Readonly<Record<string, readonly Endpoint[] | null>>;
        };
        readonly storageEndpoints?: Readonly<Record<string, Endpoint>>;
    };
}

interface Endpoint {
    readonly name?: string;
    readonly authenticationType?: string;
    readonly connectionString?: string;
}

/** The hub's file upload has a single storage account, under this name. */
export const UPLOAD = "$default";

/** The version of IoT Hub's API that is called. */
export const API_VERSION = "2023-06-30";

/** The name of a hub's file uploads beside its endpoints. */
export const FILE_UPLOADS = "file uploads";

/**
 * The hub with the connection string in the named endpoints, and otherwise unchanged. A hub shows the keys of its endpoints masked, and takes a
 * masked one for its present one. It shows its policies in a list of their own.
 */
export function withConnectionString(
    hub: Hub,
    policies: readonly unknown[],
    { routing = [], fileUpload = false }: { readonly routing?: readonly string[]; readonly fileUpload?: boolean },
    connectionString: string,
): { readonly body: unknown; readonly missing: string | undefined } {
    const { routing: routes, storageEndpoints, ...properties } = hub.properties ?? {};
    const lists = Object.entries(routes?.endpoints ?? {});
    const endpoints = lists.flatMap(([, list]) => list ?? []);
    const lost = routing.find((name) => !endpoints.some((one) => isNamed(one, name) && usesKey(one)));
    const upload = storageEndpoints?.[UPLOAD];
    const noUpload = fileUpload && (upload === undefined || !usesKey(upload));
    const changed = (one: Endpoint) =>
        routing.some((name) => isNamed(one, name)) ? { ...one, connectionString } : one;
    return {
        missing: lost === undefined ? (noUpload ? "file upload" : undefined) : `endpoint ${lost}`,
        body: {
            ...hub,
            properties: {
                ...properties,
                authorizationPolicies: policies,
                ...(routes && {
                    routing: {
                        ...routes,
                        endpoints: Object.fromEntries(lists.map(([kind, list]) => [kind, (list ?? []).map(changed)])),
                    },
                }),
                ...(storageEndpoints && {
                    storageEndpoints: fileUpload
                        ? { ...storageEndpoints, [UPLOAD]: { ...upload, connectionString } }
                        : storageEndpoints,
                }),
            },
        },
    };
}

/** The members of a hub that a whole answer shows: its host, its endpoints by name, the storage for the uploads of devices. */
export function partsIn({ properties = {} }: Hub): readonly string[] {
    const { routing, storageEndpoints = {}, hostName } = properties;
    const endpoints = Object.values(routing?.endpoints ?? {}).flatMap((list) => list ?? []);
    return [
        ...(typeof hostName === "string" ? [hostName] : []),
        ...endpoints.map(({ name = "" }) => name),
        ...Object.keys(storageEndpoints),
    ];
}

function isNamed({ name }: Endpoint, wanted: string): boolean {
    return isSameName(name, wanted);
}

function usesKey({ authenticationType = "keyBased" }: Endpoint): boolean {
    return isSameName(authenticationType, "keyBased");
}
