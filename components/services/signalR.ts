import type { Input } from "@pulumi/pulumi";
import type { AzureService } from "./azureService";
import { keyInField } from "./connectionText";
import { endpointIn } from "./endpoints";
import type { Endpoints } from "./keyPairDescription";
import { type KeySource, type ResourcePlace, sourceOf } from "./keySource";
import { primaryAndSecondary } from "./primaryAndSecondary";
import { named } from "./resourceNames";

/** The service has a third value, `Salt`, which makes both keys anew: it is no slot. */
const hub = {
    ...primaryAndSecondary(["Primary", "Secondary"], { isLongRunning: true }),
    names: [
        named("resourceName", /^[a-zA-Z][a-zA-Z0-9-]{1,61}[a-zA-Z0-9]$/, "must be 3 to 63 letters, digits and hyphens"),
    ],
    keyEncoding: "base64",
    endpoints: { level: 1, endpointsIn: endpointIn("hub", "hostName") },
    connectionString: (_name: string, key: string, { hub: endpoint = "" }: Endpoints) =>
        `Endpoint=${endpoint.replace(/\/$/, "")};AccessKey=${key};Version=1.0;`,
    keyInConnectionString: keyInField("AccessKey"),
    acceptedWithin: "5m",
    alsoInvalidates: "Client tokens signed with the key stop working when they are used for a new connection.",
} as const satisfies Partial<AzureService>;

/** SignalR and Web PubSub: 32 bytes in base64 or a longer text. */
export const signalRRows = {
    signalR: {
        ...hub,
        title: "Azure SignalR Service",
        type: "Microsoft.SignalRService/signalR",
        apiVersion: "2023-02-01",
        probe: "signalR",
        withoutKeys: "Give identities *SignalR App Server*, then set `disableLocalAuth: true`.",
        example: {
            args: { resourceName: "live" },
            id: "Microsoft.SignalRService/signalR/live",
            resource: { properties: { hostName: "live.service.signalr.net" } },
            connectionString: "Endpoint=https://live.service.signalr.net;AccessKey={key};Version=1.0;",
        },
    },
    webPubSub: {
        ...hub,
        title: "Azure Web PubSub",
        type: "Microsoft.SignalRService/webPubSub",
        apiVersion: "2024-03-01",
        probe: "webPubSub",
        withoutKeys: "Give identities *Web PubSub Service Owner*, then set `disableLocalAuth: true`.",
        example: {
            args: { resourceName: "live" },
            id: "Microsoft.SignalRService/webPubSub/live",
            resource: { properties: { hostName: "live.webpubsub.azure.com" } },
            connectionString: "Endpoint=https://live.webpubsub.azure.com;AccessKey={key};Version=1.0;",
        },
    },
} as const satisfies Readonly<Record<string, AzureService>>;

/** Arguments of `signalR` and `webPubSub`. */
export interface SignalRSource extends ResourcePlace {
    /** Name of the SignalR or Web PubSub service. */
    readonly resourceName: Input<string>;
}

/** The access keys of an Azure SignalR Service, `Primary` and `Secondary`. */
export function signalR({ resourceName, ...place }: SignalRSource): KeySource {
    return sourceOf({ service: "signalR", name: resourceName, ...place });
}

/** The access keys of an Azure Web PubSub service, `Primary` and `Secondary`. */
export function webPubSub({ resourceName, ...place }: SignalRSource): KeySource {
    return sourceOf({ service: "webPubSub", name: resourceName, ...place });
}
