import type { Input } from "@pulumi/pulumi";
import { fields } from "./answers";
import type { AzureService } from "./azureService";
import { keyAlone } from "./connectionText";
import { endpointIn } from "./endpoints";
import { type KeySource, type ResourcePlace, sourceOf } from "./keySource";
import { named } from "./resourceNames";

const keysIn = fields({ primary: "primaryKey", secondary: "secondaryKey" });

/** Azure AI Search: the two admin keys, 52 characters. Query keys are made and deleted one by one, and are no pair. */
export const searchRows = {
    searchAdmin: {
        ...keyAlone,
        title: "Azure AI Search, admin keys",
        type: "Microsoft.Search/searchServices",
        apiVersion: "2025-05-01",
        names: [
            named(
                "searchServiceName",
                /^[a-z0-9][a-z0-9-]{0,58}[a-z0-9]$/,
                "must be 2 to 60 lower-case letters, digits and hyphens",
            ),
        ],
        slots: ["primary", "secondary"],
        keyEncoding: "text",
        list: { method: "POST", action: "listAdminKeys", keysIn },
        regenerate: { kind: "action", action: (slot) => `regenerateAdminKey/${slot}`, keysIn },
        endpoints: { level: 1, endpointsIn: endpointIn("search", "endpoint") },
        probe: "search",
        acceptedWithin: "5m",
        withoutKeys: "Give identities *Search Index Data Reader* or *Contributor*, then set `disableLocalAuth: true`.",
        example: {
            args: { searchServiceName: "catalog" },
            id: "Microsoft.Search/searchServices/catalog",
            resource: { properties: { endpoint: "https://catalog.search.windows.net" } },
            connectionString: "{key}",
        },
    },
} as const satisfies Readonly<Record<string, AzureService>>;

/** Arguments of `searchAdmin`. */
export interface SearchAdminSource extends ResourcePlace {
    /** Name of the search service. */
    readonly searchServiceName: Input<string>;
}

/** The admin keys of an Azure AI Search service, `primary` and `secondary`. */
export function searchAdmin({ searchServiceName, ...place }: SearchAdminSource): KeySource {
    return sourceOf({ service: "searchAdmin", name: searchServiceName, ...place });
}
