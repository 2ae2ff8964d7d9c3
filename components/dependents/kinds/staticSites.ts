import type { Held, Scanner } from "../../consumers/scanner";

const VERSION = "2025-05-01";

/** Settings of static web apps and of the functions behind them, in production; preview environments are not looked at. */
export const staticSites: Scanner = {
    title: "Static Web App setting",
    documented: {
        calls: "2",
        known: "by fingerprint",
        notSeen: "preview environments",
    },
    type: "Microsoft.Web/staticSites",
    apiVersion: VERSION,
    actions: [
        "Microsoft.Web/staticSites/read",
        "Microsoft.Web/staticSites/listAppSettings/action",
        "Microsoft.Web/staticSites/listFunctionAppSettings/action",
    ],

    async look({ id, name, tags }, ask) {
        const lists = ["listAppSettings", "listFunctionAppSettings"].map(async (list): Promise<readonly Held[]> => {
            const call = { method: "POST", path: `${id}/${list}`, apiVersion: VERSION } as const;
            const answer = await ask.send(call, `${name}: ${list}`);
            const { properties } = (answer ?? {}) as { readonly properties?: Readonly<Record<string, string>> };
            return Object.entries(properties ?? {}).map(([setting, text]) => ({
                kind: staticSites.title,
                holder: id,
                name: setting,
                place: `${name}/${setting}`,
                tags,
                content: { kind: "text", text },
            }));
        });
        return (await Promise.all(lists)).flat();
    },
};
