import * as appconfiguration from "@pulumi/azure-native/appconfiguration";
import * as web from "@pulumi/azure-native/web";

/** A configuration store with a feature flag and a reference to a vault's secret. */
export function program() {
    const resourceGroupName = "shop";
    const store = new appconfiguration.ConfigurationStore("settings", {
        resourceGroupName,
        sku: { name: "standard" },
        disableLocalAuth: true,
    });
    new appconfiguration.KeyValue("storage", {
        resourceGroupName,
        configStoreName: store.name,
        keyValueName: "Storage:ConnectionString",
        contentType: "application/vnd.microsoft.appconfig.keyvaultref+json;charset=utf-8",
        value: JSON.stringify({ uri: "https://shop.vault.azure.net/secrets/storage" }),
    });
    new appconfiguration.KeyValue("flag", {
        resourceGroupName,
        configStoreName: store.name,
        keyValueName: ".appconfig.featureflag~2Fbeta",
        contentType: "application/vnd.microsoft.appconfig.ff+json;charset=utf-8",
        value: JSON.stringify({ id: "beta", enabled: true, conditions: { client_filters: [] } }),
    });
    new web.WebApp("web", {
        resourceGroupName,
        identity: { type: "SystemAssigned" },
        siteConfig: { appSettings: [{ name: "APPCONFIG", value: store.endpoint }] },
    });
}
