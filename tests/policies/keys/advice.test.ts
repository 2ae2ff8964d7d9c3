import assert from "node:assert/strict";
import { wayWithoutKey } from "../../../policies/keys/advice";

const PLACES: readonly (readonly [type: string, path: string, advice: RegExp])[] = [
    ["azure-native:web:WebApp", 'siteConfig.appSettings["K"]', /@Microsoft\.KeyVault/],
    ["azure-native:web/v20230101:WebApp", 'siteConfig.appSettings["AzureWebJobsStorage"]', /__accountName/],
    ["azure-native:web:WebApp", "tags.key", /whoever may list resources reads these/],
    ["azure:appservice/linuxFunctionApp:LinuxFunctionApp", "storageAccountAccessKey", /storageUsesManagedIdentity/],
    ["azure-native:app:ContainerApp", 'configuration.secrets["k"]', /keyVaultUrl/],
    ["azure-native:resources:Deployment", "properties.template.outputs.key", /Remove the output/],
    ["azure-native:resources:Deployment", "properties.template.resources[site].properties.k", /Let the template write/],
    [
        "azure:core/resourceGroupTemplateDeployment:ResourceGroupTemplateDeployment",
        "templateContent.resources[a].b",
        /Let the template/,
    ],
    ["azure-native:apimanagement:NamedValue", "value", /secretIdentifier/],
    ["azure-native:eventgrid:EventSubscription", "destination.endpointUrl", /Deliver with Entra ID/],
    ["azure-native:logic:Workflow", "definition", /ManagedServiceIdentity/],
    ["azure-native:containerinstance:ContainerGroup", "containers", /by its identity/],
    ["kubernetes:core/v1:ConfigMap", "data.a", /Secrets Store CSI driver/],
    ["kubernetes:core/v1:ConfigMap", "metadata.annotations.a", /whoever may list resources/],
    ["docker:index/image:Image", "build.args.K", /stay in the image/],
    ["docker-build:index:Image", "buildArgs.K", /stay in the image/],
    ["docker:index/container:Container", "envs[0]", /may inspect the container/],
    ["command:local:Command", "environment.K", /when the command runs/],
    ["github:index/actionsSecret:ActionsSecret", "plaintextValue", /sign in without a secret \(OIDC\)/],
    ["azuredevops:index/variableGroup:VariableGroup", 'variables["K"].secretValue', /OIDC/],
    ["aws:lambda/function:Function", "environment.variables.K", /secret store of that platform/],
    ["vercel:index/projectEnvironmentVariable:ProjectEnvironmentVariable", "value", /secret store of that platform/],
];

describe("the advice", () => {
    for (const [type, path, advice] of PLACES) {
        it(`for ${path} of ${type} fits the place`, () => {
            assert.match(wayWithoutKey(type, [path]), advice);
        });
    }
});
