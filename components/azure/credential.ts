import { readFile } from "node:fs/promises";
import type { TokenCredential } from "@azure/core-auth";
import { createPipelineFromOptions, createPipelineRequest } from "@azure/core-rest-pipeline";
import {
    AzureCliCredential,
    ClientAssertionCredential,
    ClientCertificateCredential,
    ClientSecretCredential,
    DefaultAzureCredential,
    ManagedIdentityCredential,
} from "@azure/identity";
import { RotationError } from "../lifecycle/rotationError";
import type { Cloud } from "./cloud";
import type { AzureConfiguration, AzureSetting } from "./configuration";
import { boundedHttpClient } from "./httpClient";
import { usableAnswer } from "./usableAnswer";

const ONE_MINUTE = 60_000;

/**
 * The credential that azure-native would take from the same configuration, by the same order: default credential, client
 * certificate, client secret, OpenID Connect, managed identity, Azure CLI.
 */
export function credentialFor(configuration: AzureConfiguration, cloud: Cloud): TokenCredential {
    const { get, is } = configuration;
    const tenantId = get("tenantId");
    const clientId = get("clientId");
    const additionallyAllowedTenants = auxiliaryTenants(configuration);
    const options = {
        authorityHost: cloud.authorityHost,
        disableInstanceDiscovery: is("disableInstanceDiscovery"),
        additionallyAllowedTenants,
    };
    if (is("useDefaultAzureCredential")) {
        return new DefaultAzureCredential({ ...options, ...(tenantId === undefined ? {} : { tenantId }) });
    }
    const certificatePath = get("clientCertificatePath");
    if (certificatePath !== undefined) {
        const [tenant, client] = [required(configuration, "tenantId"), required(configuration, "clientId")];
        const certificatePassword = get("clientCertificatePassword");
        const certificate = { certificatePath, ...(certificatePassword === undefined ? {} : { certificatePassword }) };
        return new ClientCertificateCredential(tenant, client, certificate, options);
    }
    const secret = get("clientSecret");
    if (secret !== undefined) {
        const [tenant, client] = [required(configuration, "tenantId"), required(configuration, "clientId")];
        return new ClientSecretCredential(tenant, client, secret, options);
    }
    if (is("useOidc")) {
        const [tenant, client] = [required(configuration, "tenantId"), required(configuration, "clientId")];
        return new ClientAssertionCredential(tenant, client, () => oidcToken(configuration), options);
    }
    if (is("useMsi")) {
        useManagedIdentityEndpoint(configuration);
        return clientId === undefined ? new ManagedIdentityCredential() : new ManagedIdentityCredential({ clientId });
    }
    return new AzureCliCredential({ additionallyAllowedTenants, ...(tenantId === undefined ? {} : { tenantId }) });
}

/** @azure/identity learns of a managed identity's endpoint from the environment alone, as azure-native's SDK does. */
function useManagedIdentityEndpoint({ get }: AzureConfiguration): void {
    const endpoint = get("msiEndpoint");
    if (endpoint !== undefined && process.env.IDENTITY_ENDPOINT === undefined) {
        process.env.MSI_ENDPOINT = endpoint;
    }
}

function auxiliaryTenants({ get }: AzureConfiguration): string[] {
    try {
        return JSON.parse(get("auxiliaryTenantIds") ?? "[]") as string[];
    } catch (cause) {
        const message = 'azure-native:auxiliaryTenantIds is no list in JSON, such as ["tenant"]';
        throw new RotationError("configuration", message, { cause });
    }
}

async function oidcToken(configuration: AzureConfiguration): Promise<string> {
    const { get } = configuration;
    const token = get("oidcToken");
    if (token !== undefined) {
        return token;
    }
    const file = get("oidcTokenFilePath");
    if (file !== undefined) {
        return (await readFile(file, "utf8")).trim();
    }
    return requestedOidcToken(configuration);
}

/** The token that a GitHub or Azure DevOps job may ask for. */
async function requestedOidcToken(configuration: AzureConfiguration): Promise<string> {
    const url = new URL(required(configuration, "oidcRequestUrl"));
    url.searchParams.set("audience", configuration.get("oidcAudience") ?? "api://AzureADTokenExchange");
    const request = createPipelineRequest({ url: url.toString(), timeout: ONE_MINUTE });
    request.headers.set("Accept", "application/json");
    request.headers.set("Authorization", `Bearer ${required(configuration, "oidcRequestToken")}`);
    const response = await createPipelineFromOptions({ redirectOptions: { maxRetries: 0 } }).sendRequest(
        boundedHttpClient(),
        request,
    );
    if (response.status !== 200) {
        throw new RotationError(
            "configuration",
            `${configuration.namespace}:oidcRequestUrl answered ${response.status}`,
        );
    }
    const { value }: { readonly value?: unknown } = Object(usableAnswer({ method: "GET", path: url.origin }, response));
    if (typeof value !== "string") {
        throw new RotationError("configuration", `${configuration.namespace}:oidcRequestUrl answered without a token`);
    }
    return value;
}

function required({ namespace, get }: AzureConfiguration, name: AzureSetting): string {
    const value = get(name);
    if (value === undefined) {
        throw new RotationError(
            "configuration",
            `${namespace}:${name} is not configured, and this credential needs it`,
        );
    }
    return value;
}
