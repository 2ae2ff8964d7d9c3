/** How one type of azure-native maps to the resource manager. */
export interface ResourceType {
    /** The resource's id, with the inputs that name it in braces. */
    readonly path: string;
    /** The api-version that this SDK's provider uses by default. */
    readonly apiVersion: string;
    /** The source of a name that the program does not give: like azure-native, the last part of the path. */
    readonly autoName: { readonly input: string; readonly by: "suffix" | "copy" | "uuid" };
    /** Whether azure-native lifts the members of `properties` to the top, all but these that stand there anyway. */
    readonly liftedBeside: readonly string[] | "nothing is lifted";
    /** Lifted members that azure-native calls otherwise than the resource manager does. */
    readonly renamed?: Readonly<Record<string, string>>;
    /** Members of `properties.attributes` that azure-native calls otherwise than the resource manager does. */
    readonly renamedAttributes?: Readonly<Record<string, string>>;
    /** Inputs besides those of the path whose change makes another resource. */
    readonly fixed?: readonly string[];
    /** Set if the resource manager has no delete. */
    readonly delete?: "no";
}

const group = "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}";
const envelope = ["location", "tags", "kind", "sku", "identity", "extendedLocation"];

/** The types that the stacks of this repository use, by token. */
export const resourceTypes: Readonly<Record<string, ResourceType>> = {
    "azure-native:resources:ResourceGroup": {
        path: group,
        apiVersion: "2024-03-01",
        autoName: { input: "resourceGroupName", by: "suffix" },
        liftedBeside: "nothing is lifted",
    },
    "azure-native:storage:StorageAccount": {
        path: `${group}/providers/Microsoft.Storage/storageAccounts/{accountName}`,
        apiVersion: "2024-01-01",
        autoName: { input: "accountName", by: "suffix" },
        liftedBeside: envelope,
        renamed: { enableHttpsTrafficOnly: "supportsHttpsTrafficOnly", networkRuleSet: "networkAcls" },
    },
    "azure-native:keyvault:Vault": {
        path: `${group}/providers/Microsoft.KeyVault/vaults/{vaultName}`,
        apiVersion: "2024-11-01",
        autoName: { input: "vaultName", by: "suffix" },
        liftedBeside: "nothing is lifted",
    },
    "azure-native:keyvault:Secret": {
        path: `${group}/providers/Microsoft.KeyVault/vaults/{vaultName}/secrets/{secretName}`,
        apiVersion: "2024-11-01",
        autoName: { input: "secretName", by: "copy" },
        liftedBeside: "nothing is lifted",
        renamedAttributes: { expires: "exp", notBefore: "nbf" },
    },
    "azure-native:web:AppServicePlan": {
        path: `${group}/providers/Microsoft.Web/serverfarms/{name}`,
        apiVersion: "2025-05-01",
        autoName: { input: "name", by: "suffix" },
        liftedBeside: envelope,
    },
    "azure-native:web:WebApp": {
        path: `${group}/providers/Microsoft.Web/sites/{name}`,
        apiVersion: "2025-05-01",
        autoName: { input: "name", by: "suffix" },
        liftedBeside: envelope,
    },
    "azure-native:web:WebAppApplicationSettings": {
        path: `${group}/providers/Microsoft.Web/sites/{name}/config/appsettings`,
        apiVersion: "2025-05-01",
        autoName: { input: "name", by: "copy" },
        liftedBeside: "nothing is lifted",
        delete: "no",
    },
    "azure-native:cosmosdb:DatabaseAccount": {
        path: `${group}/providers/Microsoft.DocumentDB/databaseAccounts/{accountName}`,
        apiVersion: "2025-10-15",
        autoName: { input: "accountName", by: "suffix" },
        liftedBeside: envelope,
    },
    "azure-native:servicebus:Namespace": {
        path: `${group}/providers/Microsoft.ServiceBus/namespaces/{namespaceName}`,
        apiVersion: "2021-11-01",
        autoName: { input: "namespaceName", by: "suffix" },
        liftedBeside: envelope,
    },
    "azure-native:servicebus:NamespaceAuthorizationRule": {
        path: `${group}/providers/Microsoft.ServiceBus/namespaces/{namespaceName}/AuthorizationRules/{authorizationRuleName}`,
        apiVersion: "2021-11-01",
        autoName: { input: "authorizationRuleName", by: "copy" },
        liftedBeside: [],
    },
    "azure-native:app:ManagedEnvironment": {
        path: `${group}/providers/Microsoft.App/managedEnvironments/{environmentName}`,
        apiVersion: "2025-02-02-preview",
        autoName: { input: "environmentName", by: "suffix" },
        liftedBeside: envelope,
    },
    "azure-native:app:ContainerApp": {
        path: `${group}/providers/Microsoft.App/containerApps/{containerAppName}`,
        apiVersion: "2025-01-01",
        autoName: { input: "containerAppName", by: "suffix" },
        liftedBeside: envelope,
    },
    "azure-native:app:Job": {
        path: `${group}/providers/Microsoft.App/jobs/{jobName}`,
        apiVersion: "2025-01-01",
        autoName: { input: "jobName", by: "suffix" },
        liftedBeside: envelope,
    },
    "azure-native:authorization:RoleAssignment": {
        path: "/{scope}/providers/Microsoft.Authorization/roleAssignments/{roleAssignmentName}",
        apiVersion: "2022-04-01",
        autoName: { input: "roleAssignmentName", by: "uuid" },
        liftedBeside: [],
        fixed: ["principalId", "roleDefinitionId"],
    },
};

/** The inputs that a type's path names, all but the subscription, which is the provider's. */
export function pathInputs(type: ResourceType): string[] {
    return [...type.path.matchAll(/\{(\w+)\}/g)]
        .map((match) => match[1] ?? "")
        .filter((input) => input !== "subscriptionId");
}
