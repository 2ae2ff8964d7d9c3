import type { Held, Scanner } from "../scanner";

const VERSION = "2023-11-01";

/** The storage account that a Batch account keeps the key of, and storage that its pools mount. */
export const batchAccounts: Scanner = {
    title: "Batch auto-storage",
    type: "Microsoft.Batch/batchAccounts",
    apiVersion: VERSION,
    actions: ["Microsoft.Batch/batchAccounts/read", "Microsoft.Batch/batchAccounts/pools/read"],

    async look({ id, name, tags, properties }, ask) {
        const { autoStorage } = properties as { readonly autoStorage?: AutoStorage };
        const pools = await ask.all({ method: "GET", path: `${id}/pools`, apiVersion: VERSION }, `${name}: pools`);
        const mounts = pools.flatMap((pool) => {
            const { mountConfiguration = [] } = pool.properties as { readonly mountConfiguration?: readonly Mount[] };
            return (mountConfiguration ?? []).flatMap(accountsMounted).map(
                (account): Held => ({
                    kind: "Batch pool mount",
                    holder: pool.id,
                    name: account,
                    place: `${name}/${pool.name}`,
                    tags,
                    content: { kind: "masked", beside: `AccountName=${account}` },
                }),
            );
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

/** A pool never shows the key of what it mounts; an identity may stand instead of one. */
interface Mount {
    readonly azureFileShareConfiguration?: { readonly accountName?: string };
    readonly azureBlobFileSystemConfiguration?: { readonly accountName?: string; readonly identityReference?: unknown };
}

function accountsMounted({ azureFileShareConfiguration, azureBlobFileSystemConfiguration }: Mount): readonly string[] {
    const { accountName, identityReference } = azureBlobFileSystemConfiguration ?? {};
    const byKey = identityReference ? undefined : accountName;
    return [azureFileShareConfiguration?.accountName, byKey].filter((name) => name !== undefined);
}
