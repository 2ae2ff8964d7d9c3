import type { Held, Scanner } from "../scanner";
import { API_VERSION, FILE_UPLOADS } from "./hub";

/** Routing endpoints of IoT hubs, and the storage of file uploads. The list masks the keys in their connection strings. */
export const iotHubs: Scanner = {
    title: "IoT Hub routing endpoint",
    documented: {
        places: "IoT Hub routing endpoint, and file uploads",
        calls: "0",
        known: "by name",
        notSeen: "which key",
    },
    type: "Microsoft.Devices/IotHubs",
    apiVersion: API_VERSION,
    actions: ["Microsoft.Devices/IotHubs/read"],

    async look({ id, name, tags, properties }) {
        const { routing, storageEndpoints } = properties as Hub;
        const routed = Object.values(routing?.endpoints ?? {}).flatMap((endpoints) => endpoints ?? []);
        const uploads = Object.values(storageEndpoints ?? {}).map((endpoint) => ({
            name: FILE_UPLOADS,
            ...endpoint,
        }));
        return [...routed, ...uploads].filter(hasKey).map(
            ({ name: endpoint = "", connectionString = "" }): Held => ({
                kind: iotHubs.title,
                holder: id,
                name: endpoint,
                place: `${name}/${endpoint}`,
                tags,
                content: { kind: "masked", beside: connectionString },
            }),
        );
    },
};

interface Hub {
    readonly routing?: { readonly endpoints?: Readonly<Record<string, readonly Endpoint[] | undefined>> };
    readonly storageEndpoints?: Readonly<Record<string, Endpoint>>;
}

interface Endpoint {
    readonly name?: string;
    readonly connectionString?: string;
    readonly authenticationType?: string;
}

function hasKey({ connectionString, authenticationType }: Endpoint): boolean {
    return Boolean(connectionString) && authenticationType !== "identityBased";
}
