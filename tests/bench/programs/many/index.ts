// Fifty services, each with an account, a vault, a web app, and what goes between them: 500 resources.
import * as authorization from "@pulumi/azure-native/authorization";
import * as keyvault from "@pulumi/azure-native/keyvault";
import * as storage from "@pulumi/azure-native/storage";
import * as web from "@pulumi/azure-native/web";
import { Config } from "@pulumi/pulumi";

const resourceGroupName = "bench";
const services = new Config().requireNumber("services");

for (let index = 0; index < services; index += 1) {
    const name = `service${index}`;
    const tags = { team: "media", service: name };
    const account = new storage.StorageAccount(name, {
        resourceGroupName,
        accountName: name,
        kind: "StorageV2",
        sku: { name: "Standard_LRS" },
        allowSharedKeyAccess: false,
        minimumTlsVersion: "TLS1_2",
        tags,
    });
    const vault = new keyvault.Vault(name, {
        resourceGroupName,
        vaultName: `vault-${name}`,
        properties: { tenantId: "t", sku: { family: "A", name: "standard" }, enableRbacAuthorization: true },
        tags,
    });
    const plan = new web.AppServicePlan(name, { resourceGroupName, name, sku: { name: "B1", tier: "Basic" }, tags });
    const site = new web.WebApp(name, {
        resourceGroupName,
        name: `web-${name}`,
        serverFarmId: plan.id,
        identity: { type: "SystemAssigned" },
        siteConfig: {
            appSettings: Array.from({ length: 12 }, (_, setting) => ({
                name: `SETTING_${setting}`,
                value: setting === 0 ? account.name : `https://${name}.example.com/api/${setting}?timeout=30`,
            })),
        },
        tags,
    });
    for (let secret = 0; secret < 3; secret += 1) {
        new keyvault.Secret(`${name}-${secret}`, {
            resourceGroupName,
            vaultName: vault.name,
            secretName: `secret-${secret}`,
            properties: { value: `a password of ${name}`, attributes: { expires: 1_900_000_000 } },
            tags,
        });
        new authorization.RoleAssignment(`${name}-${secret}`, {
            scope: vault.id,
            principalId: site.id,
            roleDefinitionId: "4633458b-17de-408a-b874-0445c86b69e6",
            roleAssignmentName: `${index}-${secret}`,
        });
    }
}
