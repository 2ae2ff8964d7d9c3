import * as authorization from "@pulumi/azure-native/authorization";
import * as resources from "@pulumi/azure-native/resources";
import * as web from "@pulumi/azure-native/web";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";

const owner = new pulumi.StackReference(new pulumi.Config().require("owner"));
const { subscriptionId } = authorization.getClientConfigOutput();
const suffix = new random.RandomString("suffix", { length: 8, special: false, upper: false }).result;
const { name: resourceGroupName } = new resources.ResourceGroup("reader");

const plan = new web.AppServicePlan("plan", { resourceGroupName, sku: { name: "B1" } });
const site = new web.WebApp("web", {
    resourceGroupName,
    name: pulumi.interpolate`reader-${suffix}`,
    serverFarmId: plan.id,
    identity: { type: web.ManagedServiceIdentityType.SystemAssigned },
});

const KEY_VAULT_SECRETS_USER = "4633458b-17de-408a-b874-0445c86b69e6";

const mayRead = new authorization.RoleAssignment("web-reads-vault", {
    scope: owner.requireOutput("vaultId"),
    roleAssignmentName: new random.RandomUuid("web-reads-vault").result,
    principalId: site.identity.apply((identity) => identity?.principalId ?? ""),
    principalType: authorization.PrincipalType.ServicePrincipal,
    roleDefinitionId: pulumi.interpolate`/subscriptions/${subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/${KEY_VAULT_SECRETS_USER}`,
});

const settings = new web.WebAppApplicationSettings(
    "settings",
    {
        resourceGroupName,
        name: site.name,
        properties: { UPLOADS: pulumi.interpolate`@Microsoft.KeyVault(SecretUri=${owner.requireOutput("secretUri")})` },
    },
    { dependsOn: mayRead },
);

export const siteName = site.name;
/**
 * The switch whose key the app was given: the owner's stack retires the key before it once this says so. App Service restarts the
 * app a moment after its settings were written; where that matters, let a pipeline acknowledge after its smoke test instead.
 */
export const acknowledged = pulumi.all([owner.requireOutput("lastSwitch"), settings.id]).apply(([taken]) => taken);
