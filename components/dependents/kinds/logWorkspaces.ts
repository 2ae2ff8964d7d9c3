import type { Held, Scanner } from "../../consumers/scanner";

/** Storage insights of Log Analytics workspaces: accounts that a workspace reads with their key. */
export const logWorkspaces: Scanner = {
    title: "Log Analytics storage insight",
    documented: { calls: "1", known: "by name; by fingerprint where the key is shown", notSeen: "which key" },
    type: "Microsoft.OperationalInsights/workspaces",
    apiVersion: "2022-10-01",
    actions: [
        "Microsoft.OperationalInsights/workspaces/read",
        "Microsoft.OperationalInsights/workspaces/storageInsightConfigs/read",
    ],

    async look({ id, name, tags }, ask) {
        // Storage insights have a version of their own.
        const call = { method: "GET", path: `${id}/storageInsightConfigs`, apiVersion: "2020-08-01" } as const;
        const insights = await ask.all(call, `${name}: storage insights`);
        return insights.flatMap((insight): readonly Held[] => {
            const { storageAccount } = insight.properties as { readonly storageAccount?: StorageOfInsight };
            if (!storageAccount?.id) {
                return [];
            }
            const place = `${name}/${insight.name.split("/").at(-1)}`;
            const held = { kind: logWorkspaces.title, holder: insight.id, name: "", place, tags };
            return storageAccount.key
                ? [{ ...held, content: { kind: "text", text: storageAccount.key } }]
                : [{ ...held, content: { kind: "keyOf", resourceId: storageAccount.id } }];
        });
    },
};

interface StorageOfInsight {
    readonly id?: string;
    readonly key?: string | null;
}
