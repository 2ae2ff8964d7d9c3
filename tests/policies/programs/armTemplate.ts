import * as resources from "@pulumi/azure-native/resources";

/** An ARM template with harmless outputs, and one that gives an account's key away. */
export function program() {
    const account = "[resourceId('Microsoft.Storage/storageAccounts', parameters('name'))]";
    const template = {
        $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
        contentVersion: "1.0.0.0",
        parameters: { name: { type: "string" } },
        resources: [
            { type: "Microsoft.Storage/storageAccounts", apiVersion: "2023-01-01", name: "[parameters('name')]" },
        ],
    };
    new resources.Deployment("harmless", {
        resourceGroupName: "templates",
        properties: {
            mode: "Incremental",
            parameters: { name: { value: "shopfiles" } },
            template: { ...template, outputs: { id: { type: "string", value: account } } },
        },
    });
    new resources.Deployment("leaky", {
        resourceGroupName: "templates",
        properties: {
            mode: "Incremental",
            parameters: { name: { value: "shopfiles" } },
            template: {
                ...template,
                outputs: {
                    key: { type: "string", value: "[listKeys(parameters('name'), '2023-01-01').keys[0].value]" },
                },
            },
        },
    });
}
