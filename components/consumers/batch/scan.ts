import type { Held, Scanner } from "../scanner";

/** The version of the service's API that is called. */
export const API_VERSION = "2023-11-01";

/** The storage account that a Batch account keeps the key of, and storage that its pools mount. */
export const batchAccounts: Scanner = {
    title: "Batch auto-storage",
    documented: {
        places: "Batch auto-storage, and mounts and start tasks of pools",
        calls: "1",
        known: "by name; start tasks by fingerprint",
        notSeen: "which key; jobs and their tasks",
    },
    type: "Microsoft.Batch/batchAccounts",
    apiVersion: API_VERSION,
    actions: ["Microsoft.Batch/batchAccounts/read", "Microsoft.Batch/batchAccounts/pools/read"],

    async look({ id, name, tags, properties }, ask) {
        const { autoStorage } = properties as { readonly autoStorage?: AutoStorage };
        const pools = await ask.all({ method: "GET", path: `${id}/pools`, apiVersion: API_VERSION }, `${name}: pools`);
        const mounts = pools.flatMap((pool) => {
            const { mountConfiguration, startTask } = pool.properties as Pool;
            const place = `${name}/${pool.name}`;
            const text = JSON.stringify(startTask ?? {});
            const start: Held = {
                kind: "Batch start task",
                holder: pool.id,
                name: "startTask",
                place,
                tags,
                content: { kind: "text", text },
            };
            const mounted = (mountConfiguration ?? []).flatMap(accountsMounted).map(
                (account): Held => ({
                    kind: "Batch pool mount",
                    holder: pool.id,
                    name: account,
                    place,
                    tags,
                    content: { kind: "masked", beside: `AccountName=${account}` },
                }),
            );
            return startTask ? [...mounted, start] : mounted;
        });
        const { storageAccountId, authenticationMode = "StorageKeys" } = autoStorage ?? {};
        return storageAccountId === undefined || authenticationMode !== "StorageKeys"
            ? mounts
            : [
                  {
                      kind: batchAccounts.title,
                      holder: id,
                      name: "",
                      place: name,
                      tags,
                      content: { kind: "keyOf", resourceId: storageAccountId },
                  },
                  ...mounts,
              ];
    },
};

interface AutoStorage {
    readonly storageAccountId?: string;
    readonly authenticationMode?: string;
}

interface Pool {
    readonly mountConfiguration?: readonly Mount[] | null;
    readonly startTask?: unknown;
}

/** A pool never shows the key of its mounts; an identity may stand instead of one. */
interface Mount {
    readonly azureFileShareConfiguration?: { readonly accountName?: string };
    readonly azureBlobFileSystemConfiguration?: { readonly accountName?: string; readonly identityReference?: unknown };
}

function accountsMounted({ azureFileShareConfiguration, azureBlobFileSystemConfiguration }: Mount): readonly string[] {
    const { accountName, identityReference } = azureBlobFileSystemConfiguration ?? {};
    const byKey = identityReference ? undefined : accountName;
    return [azureFileShareConfiguration?.accountName, byKey].filter((name) => name !== undefined);
}
