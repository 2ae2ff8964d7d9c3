import * as authorization from "@pulumi/azure-native/authorization";
import * as keyvault from "@pulumi/azure-native/keyvault";
import * as resources from "@pulumi/azure-native/resources";
import * as web from "@pulumi/azure-native/web";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import { appSettings, RotatingKeyPair, vaultPair } from "pulumi-two-key";

const config = new pulumi.Config();
const { tenantId, subscriptionId, objectId } = authorization.getClientConfigOutput();

/** Names of vaults and sites are unique in the world. */
const suffix = new random.RandomString("suffix", { length: 8, special: false, upper: false }).result;

const { name: resourceGroupName } = new resources.ResourceGroup("webhook");

const vault = new keyvault.Vault("vault", {
    resourceGroupName,
    vaultName: pulumi.interpolate`webhook-${suffix}`,
    properties: { tenantId, sku: { family: "A", name: keyvault.SkuName.Standard }, enableRbacAuthorization: true },
});
const vaultUri = vault.properties.apply((properties) => properties.vaultUri ?? "");
const secretNames = ["webhook-key1", "webhook-key2"] as const;

const plan = new web.AppServicePlan("plan", {
    resourceGroupName,
    kind: "linux",
    reserved: true,
    sku: { name: "B1", tier: "Basic" },
});

/** A web app that runs one of the programs beside this one. */
function app(name: string, command: pulumi.Input<string>): web.WebApp {
    return new web.WebApp(name, {
        resourceGroupName,
        name: pulumi.interpolate`webhook-${name}-${suffix}`,
        serverFarmId: plan.id,
        identity: { type: web.ManagedServiceIdentityType.SystemAssigned },
        siteConfig: { linuxFxVersion: "NODE|22-lts", appCommandLine: command },
        httpsOnly: true,
    });
}

const verifier = app(
    "verifier",
    pulumi.interpolate`node verifier.js ${vaultUri} ${secretNames.join(",")} ${config.require("cachedFor")}`,
);
const caller = app("caller", pulumi.interpolate`node caller.js https://${verifier.defaultHostName}/`);

const KEY_VAULT_SECRETS_USER = "4633458b-17de-408a-b874-0445c86b69e6";
const KEY_VAULT_SECRETS_OFFICER = "b86a8fe4-44ce-4948-aee5-ecb2c155cd7e";

function mayUseSecrets(
    name: string,
    role: string,
    principalId: pulumi.Input<string>,
    principalType?: authorization.PrincipalType,
): authorization.RoleAssignment {
    return new authorization.RoleAssignment(name, {
        scope: vault.id,
        roleAssignmentName: new random.RandomUuid(name).result,
        principalId,
        roleDefinitionId: pulumi.interpolate`/subscriptions/${subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/${role}`,
        ...(principalType === undefined ? {} : { principalType }),
    });
}

const verifierReads = mayUseSecrets(
    "verifier-reads-vault",
    KEY_VAULT_SECRETS_USER,
    verifier.identity.apply((identity) => identity?.principalId ?? ""),
    authorization.PrincipalType.ServicePrincipal,
);
/** The identity that runs this program writes the keys. */
const updateWrites = mayUseSecrets("update-writes-vault", KEY_VAULT_SECRETS_OFFICER, objectId);

const keys = new RotatingKeyPair(
    "webhook",
    {
        source: vaultPair({ vaultUri, secretNames }),
        rotationTrigger: config.require("rotation"),
        consumers: [appSettings({ resourceGroupName, site: caller.name, settings: { WEBHOOK_KEY: "key" } })],
        propagation: { blindWait: config.require("acceptedWithin") },
    },
    { dependsOn: [verifierReads, updateWrites] },
);

export const { activeSlot, generation, rotatedAt, settled, keyFingerprint } = keys;
export const vaultName = vault.name;
export const verifierName = verifier.name;
export const callerName = caller.name;
