import type { DataPlaneList, Held, Scanner } from "../scanner";
import { API_VERSION } from "./keyValue";
import { uriOfReference } from "./secretReference";

/** Key-values of App Configuration stores, with every label. Resource Manager has no list of them, so each store's data plane is asked. */
export const appConfigurationStores: Scanner = {
    title: "App Configuration key-value",
    documented: {
        places: "App Configuration key-value, of every label",
        calls: "1, of the store's data plane",
        known: "by fingerprint",
        notSeen: "former values, snapshots",
    },
    type: "Microsoft.AppConfiguration/configurationStores",
    apiVersion: API_VERSION,
    actions: ["Microsoft.AppConfiguration/configurationStores/read"],
    dataActions: ["Microsoft.AppConfiguration/configurationStores/keyValues/read"],

    async look({ id, name, tags, properties }, ask) {
        const { endpoint } = properties as { readonly endpoint?: string };
        if (!endpoint || !URL.canParse(endpoint)) {
            ask.notLookedAt(name, "it does not say where its data plane is");
            return [];
        }
        const keyValues = (await ask.items(listAt(endpoint), name)) as readonly (KeyValue | null)[];
        return keyValues.map((keyValue): Held => {
            const { key = "", label, value, content_type, tags: own } = keyValue ?? {};
            const uri = uriOfReference(value ?? "", content_type);
            return {
                kind: appConfigurationStores.title,
                // As the consumer that writes them names it: all key-values of one label.
                holder: `${id}/keyValues/$${label ?? ""}`,
                name: key,
                isExact: true,
                place: [name, label, key].filter(Boolean).join("/"),
                tags: { ...tags, ...own },
                content: uri === undefined ? { kind: "text", text: value ?? "" } : { kind: "reference", uri },
            };
        });
    },
};

/** A key-value as the data plane writes it. */
interface KeyValue {
    readonly key?: string;
    readonly label?: string | null;
    readonly value?: string | null;
    readonly content_type?: string | null;
    readonly tags?: Readonly<Record<string, string>>;
}

function listAt(endpoint: string): DataPlaneList {
    return {
        url: `${endpoint.replace(/\/+$/, "")}/kv?key=*&label=*&api-version=2023-11-01`,
        audience: audienceOf(new URL(endpoint).hostname),
        accept: "application/vnd.microsoft.appconfig.kvset+json, application/problem+json",
        role: "App Configuration Data Reader",
    };
}

/** `@azure/app-configuration` knows the clouds by the names of stores, and takes any other for one of the public cloud. */
function audienceOf(host: string): string {
    const [, cloud] = /\.(?:az|app)config\.azure\.(us|cn)$/i.exec(host) ?? [];
    return `https://appconfig.azure.${cloud?.toLowerCase() ?? "com"}`;
}
