import type { RotationInputs } from "../../../components/arguments/rotationInputs";
import type { AppConfigurationKeyValuesPlace } from "../../../components/consumers/appConfiguration/keyValues";
import type { AppSettingsPlace } from "../../../components/consumers/appService/appSettingsArgs";
import type { Place } from "../../../components/consumers/consumer";
import type { ContainerAppJobSecretsPlace } from "../../../components/consumers/containerApps/containerAppJobSecrets";
import type { ContainerAppSecretsPlace } from "../../../components/consumers/containerApps/containerAppSecrets";
import type { KeyVaultSecretPlace } from "../../../components/consumers/keyVault/keyVaultSecret";
import type { AzureSourceInputs } from "../../../components/services/sourceInputs";
import { secret, settings } from "./places";

export const account: AzureSourceInputs = { service: "storageAccount", resourceGroupName: "rg", name: "uploads" };

/** A pair of which everything is right. */
export const good: RotationInputs = {
    pair: "uploads",
    owner: "urn",
    source: account,
    azureConfig: "azure-native",
    consumers: [secret, settings],
    customConsumers: false,
    gates: [],
    emergency: "",
    retire: "automatic",
    retireTrigger: "",
    trigger: "1",
    initialSlot: "key1",
    strategy: "alternate",
    propagation: { timeout: "10m", consecutive: 3, interval: "1s", blindWait: "10m" },
    settle: "60s",
    soak: "0s",
};

type AnyPlace =
    | KeyVaultSecretPlace
    | AppSettingsPlace
    | ContainerAppSecretsPlace
    | ContainerAppJobSecretsPlace
    | AppConfigurationKeyValuesPlace;

/** The same with these consumers alone. */
export function withConsumers(...consumers: readonly AnyPlace[]): RotationInputs {
    return { ...good, consumers };
}

/** The same with the secret alone, changed so. */
export function withSecret(changes: Partial<KeyVaultSecretPlace>): RotationInputs {
    return { ...good, consumers: [{ ...secret, ...changes }] };
}

/** The same with the settings changed so. */
export function withSettings(changes: Partial<AppSettingsPlace>): RotationInputs {
    return { ...good, consumers: [secret, { ...settings, ...changes }] };
}

/** The same with a further place, whole but for the changes. */
export function withConsumer<P extends Place>(place: P, changes: Partial<P> = {}): RotationInputs {
    return { ...good, consumers: [secret, settings, { ...place, ...changes }] };
}
