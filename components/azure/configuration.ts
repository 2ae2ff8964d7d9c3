import { noteSecret } from "../redaction/redacted";

/** How to reach Azure, in the terms of azure-native's own configuration. */
export interface AzureConfiguration {
    /** Configuration namespace of the settings, for messages. */
    readonly namespace: string;
    /** The configured value, or undefined. */
    get(name: AzureSetting): string | undefined;
    /** Whether the setting is `true` or `1`. */
    is(name: AzureSetting): boolean;
}

/** A configuration value of azure-native with the environment variables that stand in for it. */
const ENVIRONMENT_VARIABLES = {
    auxiliaryTenantIds: ["ARM_AUXILIARY_TENANT_IDS"],
    clientCertificatePassword: ["ARM_CLIENT_CERTIFICATE_PASSWORD"],
    clientCertificatePath: ["ARM_CLIENT_CERTIFICATE_PATH"],
    clientId: ["ARM_CLIENT_ID"],
    clientSecret: ["ARM_CLIENT_SECRET"],
    disableInstanceDiscovery: ["ARM_DISABLE_INSTANCE_DISCOVERY"],
    environment: ["ARM_ENVIRONMENT", "AZURE_ENVIRONMENT"],
    metadataHost: ["ARM_METADATA_HOSTNAME", "ARM_METADATA_HOST"],
    msiEndpoint: ["ARM_MSI_ENDPOINT"],
    oidcAudience: ["ARM_OIDC_AUDIENCE"],
    oidcRequestToken: ["ARM_OIDC_REQUEST_TOKEN", "ACTIONS_ID_TOKEN_REQUEST_TOKEN"],
    oidcRequestUrl: ["ARM_OIDC_REQUEST_URL", "ACTIONS_ID_TOKEN_REQUEST_URL"],
    oidcToken: ["ARM_OIDC_TOKEN"],
    oidcTokenFilePath: ["ARM_OIDC_TOKEN_FILE_PATH"],
    subscriptionId: ["ARM_SUBSCRIPTION_ID"],
    tenantId: ["ARM_TENANT_ID"],
    useDefaultAzureCredential: ["ARM_USE_DEFAULT_AZURE_CREDENTIAL"],
    useMsi: ["ARM_USE_MSI"],
    useOidc: ["ARM_USE_OIDC"],
} as const satisfies Readonly<Record<string, readonly string[]>>;

const SECRETS: readonly AzureSetting[] = ["clientCertificatePassword", "clientSecret", "oidcRequestToken", "oidcToken"];

export type AzureSetting = keyof typeof ENVIRONMENT_VARIABLES;

/** Reads azure-native's configuration from a stack's configuration and, behind it, the environment. */
export function azureConfiguration(
    read: (key: string) => string | undefined,
    environment: NodeJS.ProcessEnv,
    namespace: string,
): AzureConfiguration {
    const get = (name: AzureSetting): string | undefined => {
        const value =
            read(`${namespace}:${name}`) ||
            ENVIRONMENT_VARIABLES[name].map((variable) => environment[variable]).find((found) => found);
        if (SECRETS.includes(name)) {
            noteSecret(value ?? "");
        }
        return value;
    };
    return { namespace, get, is: (name) => ["true", "1"].includes(get(name)?.toLowerCase() ?? "") };
}
