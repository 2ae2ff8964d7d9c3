import type { Scanner } from "../scanner";

/** App Configuration stores. Their key-values are listed by a data plane with roles of its own, so each store is named as not looked at. */
export const appConfigurationStores: Scanner = {
    title: "App Configuration key-value",
    type: "Microsoft.AppConfiguration/configurationStores",
    apiVersion: "2023-03-01",
    actions: ["Microsoft.AppConfiguration/configurationStores/read"],

    async look({ name }, ask) {
        ask.notLookedAt(name, "only its data plane lists key-values");
        return [];
    },
};
