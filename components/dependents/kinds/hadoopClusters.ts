import type { Held, Scanner } from "../../consumers/scanner";

/** Storage accounts of HDInsight clusters, which are mounted by key unless an identity is named. */
export const hadoopClusters: Scanner = {
    title: "HDInsight storage",
    documented: {
        calls: "0",
        known: "by name; by fingerprint where the key is shown",
        notSeen: "which key; configurations of the cluster's services, which show passwords as well; the metastore",
    },
    type: "Microsoft.HDInsight/clusters",
    apiVersion: "2021-06-01",
    actions: ["Microsoft.HDInsight/clusters/read"],

    look({ id, name, tags, properties }) {
        const { storageProfile } = properties as { readonly storageProfile?: StorageProfile };
        const byKey = (storageProfile?.storageaccounts ?? []).filter(({ msiResourceId }) => !msiResourceId);
        const held = byKey.map((account): Held => {
            // The account is named by its host.
            const [accountName = ""] = (account.name ?? "").split(".");
            return {
                kind: hadoopClusters.title,
                holder: id,
                name: accountName,
                place: `${name}/${accountName}`,
                tags,
                content: { kind: "masked", beside: `${JSON.stringify(account)};AccountName=${accountName}` },
            };
        });
        return Promise.resolve(held);
    },
};

interface StorageProfile {
    readonly storageaccounts?: readonly ClusterStorage[] | null;
}

interface ClusterStorage {
    readonly name?: string;
    readonly msiResourceId?: string;
}
