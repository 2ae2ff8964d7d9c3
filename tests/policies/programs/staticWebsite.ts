import * as cdn from "@pulumi/azure-native/cdn";
import * as resources from "@pulumi/azure-native/resources";
import * as storage from "@pulumi/azure-native/storage";
import { asset } from "@pulumi/pulumi";

/** A static site in a storage account, behind a CDN. */
export function program() {
    const { name: resourceGroupName } = new resources.ResourceGroup("site");
    const account = new storage.StorageAccount("sitefiles", {
        resourceGroupName,
        kind: "StorageV2",
        sku: { name: "Standard_LRS" },
    });
    const website = new storage.StorageAccountStaticWebsite("website", {
        resourceGroupName,
        accountName: account.name,
        indexDocument: "index.html",
        error404Document: "404.html",
    });
    new storage.Blob("index.html", {
        resourceGroupName,
        accountName: account.name,
        containerName: website.containerName,
        contentType: "text/html",
        source: new asset.StringAsset("<h1>Hello</h1>"),
    });
    const profile = new cdn.Profile("cdn", { resourceGroupName, sku: { name: "Standard_Microsoft" } });
    const originHostName = account.primaryEndpoints.apply(({ web }) => new URL(web).host);
    const endpoint = new cdn.Endpoint("endpoint", {
        resourceGroupName,
        profileName: profile.name,
        originHostHeader: originHostName,
        origins: [{ name: "origin", hostName: originHostName }],
        isHttpAllowed: false,
    });
    return { url: account.primaryEndpoints.web, cdn: endpoint.hostName };
}
