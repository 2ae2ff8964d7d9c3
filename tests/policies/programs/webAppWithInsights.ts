import * as applicationinsights from "@pulumi/azure-native/applicationinsights";
import * as operationalinsights from "@pulumi/azure-native/operationalinsights";
import * as web from "@pulumi/azure-native/web";
import { interpolate } from "@pulumi/pulumi";
import { RandomBytes } from "@pulumi/random";

/** A web app with Application Insights, a session secret of its own, and many settings that are no keys. */
export function program() {
    const resourceGroupName = "shop";
    const workspace = new operationalinsights.Workspace("logs", {
        resourceGroupName,
        sku: { name: "PerGB2018" },
        retentionInDays: 30,
    });
    const insights = new applicationinsights.Component("insights", {
        resourceGroupName,
        kind: "web",
        applicationType: "web",
        workspaceResourceId: workspace.id,
    });
    const session = new RandomBytes("session", { length: 32 });
    new web.WebApp("web", {
        resourceGroupName,
        siteConfig: {
            appSettings: [
                { name: "APPLICATIONINSIGHTS_CONNECTION_STRING", value: insights.connectionString },
                { name: "APPINSIGHTS_INSTRUMENTATIONKEY", value: insights.instrumentationKey },
                { name: "SESSION_SECRET", value: session.base64 },
                { name: "WEBSITE_NODE_DEFAULT_VERSION", value: "~22" },
                { name: "API_URL", value: interpolate`https://api.example.com/v2?client=${session.id}` },
                {
                    name: "PUBLIC_KEY",
                    value: "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEEVs/o5+uQbTjL3chynL4wXgUg2R9q9UU8I5mEovUf86QZ7kOBIjJwqnzD1omageEHWwHdBO6B+dFabmdT9POxg==",
                },
                { name: "ETAG", value: 'W/"686897696a7c876b7e"' },
            ],
        },
    });
}
