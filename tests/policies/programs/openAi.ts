import * as authorization from "@pulumi/azure-native/authorization";
import * as cognitiveservices from "@pulumi/azure-native/cognitiveservices";
import * as search from "@pulumi/azure-native/search";
import * as web from "@pulumi/azure-native/web";

/** A chat app over a model and a search index, all by identity. */
export function program() {
    const resourceGroupName = "chat";
    const model = new cognitiveservices.Account("model", {
        resourceGroupName,
        kind: "OpenAI",
        sku: { name: "S0" },
        properties: { disableLocalAuth: true, customSubDomainName: "chat-model" },
    });
    const index = new search.Service("index", { resourceGroupName, sku: { name: "basic" }, disableLocalAuth: true });
    const app = new web.WebApp("chat", {
        resourceGroupName,
        identity: { type: "SystemAssigned" },
        siteConfig: {
            appSettings: [
                { name: "AZURE_OPENAI_ENDPOINT", value: "https://chat-model.openai.azure.com/" },
                { name: "SEARCH_ENDPOINT", value: index.name.apply((name) => `https://${name}.search.windows.net`) },
            ],
        },
    });
    new authorization.RoleAssignment("chat-asks", {
        scope: model.id,
        principalId: app.identity.apply((identity) => identity?.principalId ?? ""),
        roleDefinitionId: "/providers/Microsoft.Authorization/roleDefinitions/5e0bd9bd-7b93-4f28-af87-19fc36ad61bd",
    });
}
