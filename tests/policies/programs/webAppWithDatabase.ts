import * as sql from "@pulumi/azure-native/sql";
import * as web from "@pulumi/azure-native/web";
import { interpolate } from "@pulumi/pulumi";
import { RandomPassword } from "@pulumi/random";

/** A web app with a SQL database: a password, and no key. */
export function program() {
    const resourceGroupName = "shop";
    const { result: administratorLoginPassword } = new RandomPassword("password", { length: 32, special: true });
    const server = new sql.Server("server", {
        resourceGroupName,
        administratorLogin: "shop",
        administratorLoginPassword,
        version: "12.0",
    });
    const database = new sql.Database("orders", {
        resourceGroupName,
        serverName: server.name,
        sku: { name: "S0", tier: "Standard" },
    });
    const plan = new web.AppServicePlan("plan", { resourceGroupName, sku: { name: "B1", tier: "Basic" } });
    const app = new web.WebApp("web", {
        resourceGroupName,
        serverFarmId: plan.id,
        httpsOnly: true,
        siteConfig: {
            connectionStrings: [
                {
                    name: "db",
                    type: "SQLAzure",
                    connectionString: interpolate`Server=tcp:${server.name}.database.windows.net;Initial Catalog=${database.name};User ID=shop;Password=${administratorLoginPassword};Encrypt=true;`,
                },
            ],
        },
    });
    return { url: interpolate`https://${app.defaultHostName}` };
}
