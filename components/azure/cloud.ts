import { createPipelineFromOptions, createPipelineRequest, type HttpClient } from "@azure/core-rest-pipeline";
import { RotationError } from "../lifecycle/rotationError";
import { errorLine } from "../oneLine";
import { answerFailed } from "./armFailures";
import type { AzureConfiguration } from "./configuration";
import { boundedHttpClient } from "./httpClient";
import { repeatUntilUsable, type Sleep } from "./repeatUntilUsable";
import { usableAnswer } from "./usableAnswer";

/** The addresses of an Azure cloud. */
export interface Cloud {
    /** Base address of Azure Resource Manager, without a trailing slash. */
    readonly resourceManager: string;
    /** Audience of tokens for Azure Resource Manager, without a trailing slash. */
    readonly audience: string;
    /** Base address of the authority that gives tokens. */
    readonly authorityHost: string;
    /** Suffix of storage endpoints, such as `core.windows.net`. */
    readonly storageSuffix: string;
    /** Address of Log Analytics, without a trailing slash; absent in a cloud without it. Its tokens have the same audience. */
    readonly logAnalytics?: string;
}

const PUBLIC: Cloud = {
    resourceManager: "https://management.azure.com",
    audience: "https://management.azure.com",
    authorityHost: "https://login.microsoftonline.com",
    storageSuffix: "core.windows.net",
    logAnalytics: "https://api.loganalytics.io",
};

const US_GOVERNMENT: Cloud = {
    resourceManager: "https://management.usgovcloudapi.net",
    audience: "https://management.usgovcloudapi.net",
    authorityHost: "https://login.microsoftonline.us",
    storageSuffix: "core.usgovcloudapi.net",
    logAnalytics: "https://api.loganalytics.us",
};

const CHINA: Cloud = {
    resourceManager: "https://management.chinacloudapi.cn",
    audience: "https://management.chinacloudapi.cn",
    authorityHost: "https://login.chinacloudapi.cn",
    storageSuffix: "core.chinacloudapi.cn",
    logAnalytics: "https://api.loganalytics.azure.cn",
};

/** The names by which azure-native and the Azure CLI know the clouds. */
const CLOUDS: Readonly<Record<string, Cloud>> = {
    public: PUBLIC,
    azurecloud: PUBLIC,
    azurepubliccloud: PUBLIC,
    usgovernment: US_GOVERNMENT,
    usgov: US_GOVERNMENT,
    azureusgovernment: US_GOVERNMENT,
    azureusgovernmentcloud: US_GOVERNMENT,
    china: CHINA,
    azurechinacloud: CHINA,
};

/** The cloud that `metadataHost` describes, else the one that `environment` names, else the public one. */
export async function cloudOf(
    configuration: AzureConfiguration,
    timeoutMs: number,
    http: HttpClient = boundedHttpClient(),
    sleep?: Sleep,
): Promise<Cloud> {
    const { namespace } = configuration;
    const metadataHost = configuration.get("metadataHost");
    const environment = configuration.get("environment") ?? "public";
    return metadataHost === undefined
        ? cloudNamed(environment, namespace)
        : describedBy(metadataHost, environment, namespace, timeoutMs, http, sleep);
}

/** A well-known cloud by any of its names. */
export function cloudNamed(environment: string, namespace = "azure-native"): Cloud {
    const cloud = CLOUDS[environment.toLowerCase()];
    if (cloud === undefined) {
        throw new RotationError(
            "configuration",
            `${namespace}:environment: "${environment}" is not a known Azure cloud`,
        );
    }
    return cloud;
}

/** The description of a cloud by `/metadata/endpoints` of Azure Resource Manager, Azure Stack and emulators. */
interface CloudMetadata {
    readonly name?: string;
    readonly resourceManager?: string;
    readonly logAnalyticsResourceId?: string;
    readonly authentication?: { readonly loginEndpoint?: string; readonly audiences?: readonly string[] };
    readonly suffixes?: { readonly storage?: string };
}

async function describedBy(
    metadataHost: string,
    environment: string,
    namespace: string,
    timeoutMs: number,
    http: HttpClient,
    sleep: Sleep | undefined,
): Promise<Cloud> {
    const url = `https://${metadataHost}/metadata/endpoints?api-version=2022-09-01`;
    // A redirect would lead to somebody else's description.
    const pipeline = createPipelineFromOptions({ redirectOptions: { maxRetries: 0 } });
    const call = { method: "GET", path: url } as const;
    try {
        const answer = await repeatUntilUsable(async () => {
            const response = await pipeline.sendRequest(http, createPipelineRequest({ url, timeout: timeoutMs }));
            if (response.status >= 400) {
                throw answerFailed(call, response);
            }
            return usableAnswer(call, response);
        }, sleep);
        return cloudIn(answer, metadataHost, environment);
    } catch (cause) {
        const message = `${namespace}:metadataHost: ${url} describes no cloud (${errorLine(cause)})`;
        throw new RotationError("configuration", message, { cause });
    }
}

/**
 * Reads the answer of a metadata host: one cloud, or (api-versions before 2022) a list of clouds.
 *
 * @throws where it is neither.
 */
export function cloudIn(answer: unknown, metadataHost: string, name: string): Cloud {
    const clouds: readonly (CloudMetadata | null)[] = Array.isArray(answer) ? answer : [answer];
    const described = clouds.find((cloud) => cloud?.name?.toLowerCase() === name.toLowerCase()) ?? clouds[0];
    if (typeof described !== "object" || described === null) {
        throw new Error("the answer is no description");
    }
    const resourceManager = described.resourceManager ?? `https://${metadataHost}`;
    const { logAnalyticsResourceId } = described;
    return {
        resourceManager: withoutSlash(resourceManager),
        audience: withoutSlash(described.authentication?.audiences?.[0] ?? resourceManager),
        authorityHost: withoutSlash(described.authentication?.loginEndpoint ?? PUBLIC.authorityHost),
        storageSuffix: described.suffixes?.storage ?? PUBLIC.storageSuffix,
        ...(logAnalyticsResourceId ? { logAnalytics: withoutSlash(logAnalyticsResourceId) } : {}),
    };
}

function withoutSlash(address: string): string {
    return address.replace(/\/+$/, "");
}
