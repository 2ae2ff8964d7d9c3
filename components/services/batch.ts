import type { Input } from "@pulumi/pulumi";
import { fields } from "./answers";
import type { AzureService } from "./azureService";
import { keyAlone } from "./connectionText";
import { endpointIn } from "./endpoints";
import { type KeySource, type ResourcePlace, sourceOf } from "./keySource";
import { named } from "./resourceNames";

const keysIn = fields({ Primary: "primary", Secondary: "secondary" });

/** Batch: 64 bytes in base64. */
export const batchRows = {
    batch: {
        ...keyAlone,
        title: "Batch account",
        type: "Microsoft.Batch/batchAccounts",
        apiVersion: "2023-11-01",
        names: [named("accountName", /^[a-z0-9]{3,24}$/, "must be 3 to 24 lower-case letters and digits")],
        slots: ["Primary", "Secondary"],
        keyEncoding: "base64",
        list: { method: "POST", action: "listKeys", keysIn },
        regenerate: { kind: "action", action: () => "regenerateKeys", body: (slot) => ({ keyName: slot }), keysIn },
        endpoints: { level: 1, endpointsIn: endpointIn("batch", "accountEndpoint") },
        probe: "batch",
        acceptedWithin: "5m",
        withoutKeys: "Give identities data roles of Batch, then leave `SharedKey` out of `allowedAuthenticationModes`.",
        example: {
            args: { accountName: "nightly" },
            id: "Microsoft.Batch/batchAccounts/nightly",
            resource: { properties: { accountEndpoint: "nightly.westeurope.batch.azure.com" } },
            connectionString: "{key}",
        },
    },
} as const satisfies Readonly<Record<string, AzureService>>;

/** Arguments of `batch`. */
export interface BatchSource extends ResourcePlace {
    /** Name of the Batch account. */
    readonly accountName: Input<string>;
}

/** The keys of a Batch account, `Primary` and `Secondary`. */
export function batch({ accountName, ...place }: BatchSource): KeySource {
    return sourceOf({ service: "batch", name: accountName, ...place });
}
