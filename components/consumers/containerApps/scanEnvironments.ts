import type { Held, Scanner } from "../scanner";
import { API_VERSION } from "./containerHost";

/** The shared parts of an environment of Container Apps: Azure Files mounts, and secrets of Dapr components. */
export const containerEnvironments: Scanner = {
    title: "Container Apps environment storage",
    documented: {
        places: "Container Apps environment storage, and secrets of Dapr components",
        calls: "2, and 1 a component",
        known: "by name; secrets by fingerprint",
        notSeen: "which key a mount has",
    },
    type: "Microsoft.App/managedEnvironments",
    apiVersion: API_VERSION,
    actions: [
        "Microsoft.App/managedEnvironments/read",
        "Microsoft.App/managedEnvironments/storages/read",
        "Microsoft.App/managedEnvironments/daprComponents/read",
        "Microsoft.App/managedEnvironments/daprComponents/listSecrets/action",
    ],

    async look({ id, name, tags }, ask) {
        const listed = (child: string) =>
            ask.all({ method: "GET", path: `${id}/${child}`, apiVersion: API_VERSION }, `${name}: ${child}`);
        const [storages, components] = await Promise.all([listed("storages"), listed("daprComponents")]);
        const mounts = storages.flatMap((storage): Held[] => {
            const { azureFile } = storage.properties as { readonly azureFile?: AzureFile };
            return azureFile === undefined || azureFile === null
                ? []
                : [
                      {
                          kind: containerEnvironments.title,
                          holder: storage.id,
                          name: "",
                          place: `${name}/${storage.name}`,
                          tags,
                          content: contentOf(azureFile),
                      },
                  ];
        });
        const secrets = components.map(async (component): Promise<readonly Held[]> => {
            const place = `${name}/${component.name}`;
            const call = { method: "POST", path: `${component.id}/listSecrets`, apiVersion: API_VERSION } as const;
            const { value = [] } = ((await ask.send(call, place)) ?? {}) as { readonly value?: readonly Secret[] };
            return value.map((secret) => ({
                kind: "Dapr component secret",
                holder: component.id,
                name: secret.name ?? "",
                place: `${place}/${secret.name}`,
                tags,
                content: { kind: "text", text: secret.value ?? "" },
            }));
        });
        return [...mounts, ...(await Promise.all(secrets)).flat()];
    },
};

interface AzureFile {
    readonly accountName?: string;
    readonly accountKeyVaultProperties?: { readonly keyVaultUrl?: string };
}

interface Secret {
    readonly name?: string;
    readonly value?: string;
}

/** The key of a mount is not shown, or comes of a vault. */
function contentOf({ accountName, accountKeyVaultProperties }: AzureFile): Held["content"] {
    const uri = accountKeyVaultProperties?.keyVaultUrl;
    return uri ? { kind: "reference", uri } : { kind: "masked", beside: `AccountName=${accountName}` };
}
