import * as authorization from "@pulumi/azure-native/authorization";
import * as keyvault from "@pulumi/azure-native/keyvault";
import * as storage from "@pulumi/azure-native/storage";
import * as web from "@pulumi/azure-native/web";
import {
    appSettings,
    grace,
    keyVaultReference,
    keyVaultSecret,
    own,
    RotatingKeyPair,
    storageAccount,
} from "../../../components/index";

/** A pair with a vault and a web app, as the documentation makes it. */
export function program() {
    const resourceGroupName = "photos";
    const { tenantId } = authorization.getClientConfigOutput();
    const account = new storage.StorageAccount("uploads", {
        resourceGroupName,
        accountName: "uploads",
        kind: "StorageV2",
        sku: { name: "Standard_LRS" },
        keyPolicy: { keyExpirationPeriodInDays: 90 },
        sasPolicy: { sasExpirationPeriod: "1.00:00:00", expirationAction: "Log" },
    });
    const vault = new keyvault.Vault("vault", {
        resourceGroupName,
        vaultName: "photos",
        properties: { tenantId, sku: { family: "A", name: "standard" }, enableRbacAuthorization: true },
    });
    const site = new web.WebApp("web", { resourceGroupName, name: "web", identity: { type: "SystemAssigned" } });
    new authorization.RoleAssignment("web-reads-vault", {
        scope: vault.id,
        principalId: site.identity.apply((identity) => identity?.principalId ?? ""),
        roleDefinitionId: "/providers/Microsoft.Authorization/roleDefinitions/4633458b-17de-408a-b874-0445c86b69e6",
    });
    const pair = new RotatingKeyPair("uploads", {
        source: storageAccount({ resourceGroupName, accountName: account.name }),
        rotationTrigger: 4,
        rotateEvery: "90d",
        consumers: [
            keyVaultSecret({
                resourceGroupName,
                vaultName: vault.name,
                secretName: "uploads",
                content: "connectionString",
                expiresAfter: "90d",
            }),
            appSettings({ resourceGroupName, site: site.name, settings: { UPLOADS: keyVaultReference("uploads") } }),
            own((key, options) => [
                new keyvault.Secret(
                    "partner",
                    {
                        resourceGroupName,
                        vaultName: "partner",
                        properties: {
                            value: key.connectionString,
                            attributes: {
                                expires: key.rotatedAt.apply((at) => Math.floor(Date.parse(at) / 1000) + 60 * 86_400),
                            },
                        },
                        tags: { generation: key.generation.apply(String) },
                    },
                    options,
                ),
            ]),
        ],
        gates: [grace("48h")],
    });
    new web.WebApp("about", {
        resourceGroupName,
        name: "about",
        tags: { slot: pair.activeSlot },
        siteConfig: { appSettings: [{ name: "SLOT", value: pair.activeSlot }] },
    });
    return { slot: pair.activeSlot, fingerprint: pair.keyFingerprint, connection: pair.connectionString };
}
