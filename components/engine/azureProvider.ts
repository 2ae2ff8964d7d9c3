import { getClientConfigOutput } from "@pulumi/azure-native/authorization/getClientConfig";
import { type ComponentResource, Config } from "@pulumi/pulumi";
import type { AzureProviderInputs } from "../arguments/rotationInputs";
import type { InputsOf } from "../inputsOf";

/**
 * The azure-native provider of a pair, if it may use other credentials than the pair's own configuration: an explicit one (`provider` or
 * `providers` of the pair, or of a component around it), and the default one if it writes secrets of a pair with another configuration
 * namespace. An explicit provider does not reveal its options, so it is asked itself (`getClientConfig`).
 */
export function azureProviderOf(
    pair: ComponentResource,
    { azureConfig, hasSecrets }: { readonly azureConfig: string; readonly hasSecrets: boolean },
): InputsOf<AzureProviderInputs> | undefined {
    const explicit = pair.getProvider("azure-native:keyvault:Secret");
    if (explicit === undefined && (azureConfig === "azure-native" || !hasSecrets)) {
        return undefined;
    }
    return {
        name: explicit === undefined ? "default" : explicit.urn.apply((urn) => urn.split("::").at(-1) ?? ""),
        subscriptionId:
            (explicit === undefined ? configuredSubscription() : undefined) ??
            getClientConfigOutput({ parent: pair }).subscriptionId,
    };
}

/** The options that the default provider uses before it asks the Azure CLI; to ask the provider costs a call with each update. */
function configuredSubscription(): string | undefined {
    return new Config("azure-native").get("subscriptionId") || process.env.ARM_SUBSCRIPTION_ID || undefined;
}
