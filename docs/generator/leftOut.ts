/** A service whose keys can be made anew and that is no row of the table, by the path of its resource. */
export interface LeftOut {
    readonly resource: string;
    readonly why: string;
}

/** Why each of the other services in the management packages is no row. */
export const leftOut: readonly LeftOut[] = [
    {
        resource: "Microsoft.OperationalInsights/workspaces",
        why: "its regenerate names no slot, so that nobody can tell which of the two keys it makes anew",
    },
    {
        resource: "Microsoft.ApiManagement/service/tenant/git",
        why: "another path to the keys of `apiManagementTenantAccess` with the access name `gitAccess`",
    },
    {
        resource: "Microsoft.AppPlatform/Spring",
        why: "Azure Spring Apps is being retired, and its test endpoint is not for production",
    },
    {
        resource: "Microsoft.Automation/automationAccounts/agentRegistrationInformation",
        why: "the agents that register with these keys are retired",
    },
    {
        resource: "Microsoft.HDInsight/clusters",
        why: "the key that it rotates encrypts its disks, and no application uses it",
    },
    { resource: "Microsoft.CustomerInsights/hubs/authorizationPolicies", why: "the service is retired" },
    { resource: "Microsoft.PowerBI/workspaceCollections", why: "the service is retired" },
    { resource: "Microsoft.MixedReality/spatialAnchorsAccounts", why: "the service is retired" },
    { resource: "Microsoft.MixedReality/remoteRenderingAccounts", why: "the service is retired" },
    {
        resource: "Microsoft.DocumentDB/databaseAccounts/notebookWorkspaces",
        why: "it has one token, and so no second slot",
    },
    { resource: "Microsoft.Web/sites", why: "it has one publishing password, and so no second slot" },
    { resource: "Microsoft.Web/sites/slots", why: "it has one publishing password, and so no second slot" },
    { resource: "Microsoft.Web/staticSites", why: "it has one deployment key, and so no second slot" },
    {
        resource: "Microsoft.Logic/workflows",
        why: "its keys cannot be read, only addresses that are signed with them, so that nobody can tell whether one changed",
    },
    {
        resource: "Microsoft.Logic/integrationAccounts",
        why: "its keys cannot be read, only addresses that are signed with them, so that nobody can tell whether one changed",
    },
    {
        resource: "Microsoft.Web/sites/hostruntime/runtime/webhooks/workflow/api/management/workflows",
        why: "its keys cannot be read, only addresses that are signed with them, so that nobody can tell whether one changed",
    },
    { resource: "Microsoft.Storage/storageAccounts/localUsers", why: "it has one password, and so no second slot" },
];
