import * as web from "@pulumi/azure-native/web";
import { secret } from "@pulumi/pulumi";
import { RawResource } from "../support/rawResource";

/** A static web app with settings of its functions, among them the API key of a mail service. */
export function program() {
    const resourceGroupName = "site";
    const site = new web.StaticSite("site", {
        resourceGroupName,
        sku: { name: "Standard", tier: "Standard" },
        repositoryUrl: "https://example.com/shop/site",
        branch: "main",
    });
    new RawResource("azure-native:web:StaticSiteFunctionAppSettings", "settings", {
        resourceGroupName,
        name: site.name,
        properties: {
            MAIL_API_KEY: secret("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"),
            GREETING: "Hello",
        },
    });
    return { host: site.defaultHostname };
}
