import type { Held, HeldContent, Scanner } from "../scanner";

/** The version of the service's API that is called. */
export const API_VERSION = "2022-10-01";

/** The storage account that a workspace keeps the key of, and its datastores with credentials of their own. */
export const machineLearning: Scanner = {
    title: "Machine Learning workspace storage",
    documented: {
        places: "Machine Learning workspace storage, and datastores",
        calls: "2, and 1 a datastore with a key",
        known: "by fingerprint",
        notSeen: "connections",
    },
    type: "Microsoft.MachineLearningServices/workspaces",
    apiVersion: API_VERSION,
    actions: [
        "Microsoft.MachineLearningServices/workspaces/read",
        "Microsoft.MachineLearningServices/workspaces/listStorageAccountKeys/action",
        "Microsoft.MachineLearningServices/workspaces/datastores/read",
        "Microsoft.MachineLearningServices/workspaces/datastores/listSecrets/action",
    ],

    async look({ id, name, tags, properties }, ask) {
        const { storageAccount } = properties as { readonly storageAccount?: string };
        const held = (kind: string, holder: string, place: string, content: HeldContent): Held => ({
            kind,
            holder,
            name: "",
            place,
            tags,
            content,
        });
        const post = (path: string, place: string) =>
            ask.send({ method: "POST", path, apiVersion: API_VERSION }, place);
        const ofWorkspace = async () => {
            const answer = await post(`${id}/listStorageAccountKeys`, name);
            const { userStorageKey } = (answer ?? {}) as { readonly userStorageKey?: string };
            return userStorageKey
                ? [held(machineLearning.title, id, name, { kind: "text", text: userStorageKey })]
                : storageAccount === undefined || storageAccount === null
                  ? []
                  : [held(machineLearning.title, id, name, { kind: "keyOf", resourceId: storageAccount })];
        };
        const ofDatastores = async () => {
            const path = `${id}/datastores`;
            const datastores = await ask.all({ method: "GET", path, apiVersion: API_VERSION }, `${name}: datastores`);
            const withKey = datastores.filter(({ properties: { credentials } }) =>
                ["AccountKey", "Sas"].includes((credentials as { credentialsType?: string })?.credentialsType ?? ""),
            );
            const secrets = withKey.map(async (store) => {
                const place = `${name}/${store.name}`;
                const { accountName, endpoint = "core.windows.net" } = store.properties;
                const beside = `AccountName=${accountName};https://${accountName}.blob.${endpoint}/`;
                const answer = await post(`${store.id}/listSecrets`, place);
                const { key, sasToken } = (answer ?? {}) as { readonly key?: string; readonly sasToken?: string };
                const content: HeldContent =
                    key === undefined
                        ? { kind: "masked", beside: `${beside}?${sasToken ?? ""}` }
                        : { kind: "text", text: key };
                return held("Machine Learning datastore", store.id, place, content);
            });
            return Promise.all(secrets);
        };
        return (await Promise.all([ofWorkspace(), ofDatastores()])).flat();
    },
};
