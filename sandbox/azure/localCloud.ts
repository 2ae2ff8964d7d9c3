import { randomUUID } from "node:crypto";

/** The names of this cloud: its address, and its names for `core.windows.net` and the like of the public cloud. */
export interface Cloud {
    /** `127.0.0.1:PORT`, the `metadataHost` of clients. */
    readonly host: string;
    /** Under which the storage endpoints, vaults and sites of this cloud have their names. */
    readonly suffix: string;
    /** Address of Log Analytics; known once it runs. */
    logAnalytics?: string;
    readonly subscriptionId: string;
    readonly tenantId: string;
}

export function newCloud(host: string, suffix: string): Cloud {
    return { host, suffix, subscriptionId: randomUUID(), tenantId: randomUUID() };
}

/** The audiences whose tokens Azure Resource Manager takes, the one to ask for first. */
export function managementAudiences(cloud: Cloud): readonly string[] {
    return [`https://management.${cloud.suffix}/`, `https://${cloud.host}/`];
}

/** The audience of tokens for the secrets of vaults. */
export function vaultAudience(cloud: Cloud): string {
    return `https://vault.${cloud.suffix}`;
}

/** The answer of `/metadata/endpoints`: one object since 2022-09-01, a list of clouds before. */
export function cloudMetadata(cloud: Cloud, apiVersion: string): unknown {
    const metadata = {
        name: "LocalAzure",
        portal: `https://portal.${cloud.suffix}`,
        resourceManager: `https://${cloud.host}/`,
        authentication: {
            loginEndpoint: `https://${cloud.host}/`,
            audiences: managementAudiences(cloud),
            tenant: cloud.tenantId,
            identityProvider: "AAD",
        },
        ...(cloud.logAnalytics === undefined ? {} : { logAnalyticsResourceId: cloud.logAnalytics }),
        graph: `https://graph.${cloud.suffix}/`,
        graphAudience: `https://graph.${cloud.suffix}/`,
        microsoftGraphResourceId: `https://graph.${cloud.suffix}/`,
        gallery: `https://gallery.${cloud.suffix}/`,
        suffixes: {
            storage: cloud.suffix,
            keyVaultDns: `vault.${cloud.suffix}`,
            sqlServerHostname: `database.${cloud.suffix}`,
            acrLoginServer: `registry.${cloud.suffix}`,
            mhsmDns: `managedhsm.${cloud.suffix}`,
        },
    };
    return apiVersion >= "2022-09-01" ? metadata : [metadata];
}
