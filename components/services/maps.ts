import type { Input } from "@pulumi/pulumi";
import type { AzureService } from "./azureService";
import { keyAlone } from "./connectionText";
import { type KeySource, type ResourcePlace, sourceOf } from "./keySource";
import { primaryAndSecondary } from "./primaryAndSecondary";
import { anyName } from "./resourceNames";

/** Azure Maps: text. Every account has the same endpoint. */
export const mapsRows = {
    maps: {
        ...keyAlone,
        ...primaryAndSecondary(["primary", "secondary"]),
        title: "Azure Maps account",
        type: "Microsoft.Maps/accounts",
        apiVersion: "2023-06-01",
        names: [anyName("accountName")],
        keyEncoding: "text",
        endpoints: { level: 0, endpointsIn: () => ({ maps: "https://atlas.microsoft.com/" }) },
        probe: "maps",
        acceptedWithin: "10m",
        alsoInvalidates: "SAS tokens signed with the key stop working.",
        withoutKeys: "Give identities *Azure Maps Data Reader*, then set `disableLocalAuth: true`.",
        example: {
            args: { accountName: "world" },
            id: "Microsoft.Maps/accounts/world",
            connectionString: "{key}",
        },
    },
} as const satisfies Readonly<Record<string, AzureService>>;

/** Arguments of `maps`. */
export interface MapsSource extends ResourcePlace {
    /** Name of the Maps account. */
    readonly accountName: Input<string>;
}

/** The keys of an Azure Maps account, `primary` and `secondary`. */
export function maps({ accountName, ...place }: MapsSource): KeySource {
    return sourceOf({ service: "maps", name: accountName, ...place });
}
