import * as apimanagement from "@pulumi/azure-native/apimanagement";

/** API Management with a named value from a vault and policies in XML. */
export function program() {
    const resourceGroupName = "api";
    const service = new apimanagement.ApiManagementService("api", {
        resourceGroupName,
        publisherEmail: "api@example.com",
        publisherName: "Shop",
        identity: { type: "SystemAssigned" },
        sku: { name: "Developer", capacity: 1 },
    });
    new apimanagement.NamedValue("backend", {
        resourceGroupName,
        serviceName: service.name,
        displayName: "backend",
        secret: true,
        keyVault: { secretIdentifier: "https://shop.vault.azure.net/secrets/backend" },
    });
    new apimanagement.Policy("policy", {
        resourceGroupName,
        serviceName: service.name,
        policyId: "policy",
        format: "xml",
        value: '<policies><inbound><set-header name="x-functions-key"><value>{{backend}}</value></set-header><validate-jwt header-name="Authorization"><openid-config url="https://login.microsoftonline.com/common/v2.0/.well-known/openid-configuration" /></validate-jwt></inbound></policies>',
    });
}
