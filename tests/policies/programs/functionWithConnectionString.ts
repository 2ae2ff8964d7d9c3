import * as storage from "@pulumi/azure-native/storage";
import * as web from "@pulumi/azure-native/web";
import { interpolate } from "@pulumi/pulumi";

/** A function app as most examples make it: its storage by connection string. */
export function program() {
    const resourceGroupName = "functions";
    const account = new storage.StorageAccount("fnstorage", {
        resourceGroupName,
        kind: "StorageV2",
        sku: { name: "Standard_LRS" },
        keyPolicy: { keyExpirationPeriodInDays: 90 },
        sasPolicy: { sasExpirationPeriod: "1.00:00:00", expirationAction: "Log" },
    });
    const { keys } = storage.listStorageAccountKeysOutput({ resourceGroupName, accountName: account.name });
    const key = keys.apply(([first]) => first?.value);
    const connection = interpolate`DefaultEndpointsProtocol=https;AccountName=${account.name};AccountKey=${key};EndpointSuffix=core.windows.net`;
    const plan = new web.AppServicePlan("plan", { resourceGroupName, sku: { name: "Y1", tier: "Dynamic" } });
    const app = new web.WebApp("fn", {
        resourceGroupName,
        kind: "functionapp",
        serverFarmId: plan.id,
        siteConfig: {
            appSettings: [
                { name: "AzureWebJobsStorage", value: connection },
                { name: "WEBSITE_CONTENTAZUREFILECONNECTIONSTRING", value: connection },
                { name: "WEBSITE_CONTENTSHARE", value: "fn" },
                { name: "FUNCTIONS_EXTENSION_VERSION", value: "~4" },
                { name: "FUNCTIONS_WORKER_RUNTIME", value: "node" },
            ],
        },
    });
    return { endpoint: interpolate`https://${app.defaultHostName}/api` };
}
