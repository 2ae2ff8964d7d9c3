import type { Input } from "@pulumi/pulumi";
import { namedValues } from "./answers";
import type { AzureService } from "./azureService";
import { keyAlone } from "./connectionText";
import { endpointIn } from "./endpoints";
import { type KeySource, type ResourcePlace, sourceOf } from "./keySource";
import { named } from "./resourceNames";

const keysIn = namedValues("passwords", "name");

/** Container Registry: the two passwords of the admin user, whose name is that of the registry. */
export const containerRegistryRows = {
    containerRegistry: {
        ...keyAlone,
        title: "Container Registry, admin user",
        type: "Microsoft.ContainerRegistry/registries",
        apiVersion: "2025-11-01",
        names: [named("registryName", /^[a-zA-Z0-9]{5,50}$/, "must be 5 to 50 letters and digits")],
        slots: ["password", "password2"],
        keyEncoding: "text",
        list: { method: "POST", action: "listCredentials", keysIn },
        regenerate: { kind: "action", action: () => "regenerateCredential", body: (slot) => ({ name: slot }), keysIn },
        endpoints: { level: 1, endpointsIn: endpointIn("registry", "loginServer") },
        probe: "containerRegistry",
        acceptedWithin: "5m",
        withoutKeys: "Give identities *AcrPull* or *AcrPush*, then set `adminUserEnabled: false`.",
        example: {
            args: { registryName: "images" },
            id: "Microsoft.ContainerRegistry/registries/images",
            resource: { properties: { loginServer: "images.azurecr.io" } },
            connectionString: "{key}",
        },
    },
} as const satisfies Readonly<Record<string, AzureService>>;

/** Arguments of `containerRegistry`. */
export interface ContainerRegistrySource extends ResourcePlace {
    /** Name of the registry; its admin user must be enabled. */
    readonly registryName: Input<string>;
}

/** The passwords of the admin user of a container registry, `password` and `password2`. */
export function containerRegistry({ registryName, ...place }: ContainerRegistrySource): KeySource {
    return sourceOf({ service: "containerRegistry", name: registryName, ...place });
}
