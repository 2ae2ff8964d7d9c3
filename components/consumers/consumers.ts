import { RotationError } from "../lifecycle/rotationError";
import { armActionConsumer } from "./actions/armAction";
import { automationVariableConsumer } from "./actions/automationVariable";
import { batchAutoStorageConsumer } from "./actions/batchAutoStorage";
import { linkedServiceConsumer } from "./actions/linkedService";
import { machineLearningWorkspaceConsumer } from "./actions/machineLearningWorkspace";
import { mediaServicesAccountConsumer } from "./actions/mediaServicesAccount";
import { namedValueConsumer } from "./actions/namedValue";
import { afterRetirementConsumer } from "./afterRetirement";
import { appConfigurationKeyValuesConsumer } from "./appConfiguration/keyValues";
import { appSettingsConsumer } from "./appService/appSettings";
import { connectionStringsConsumer } from "./appService/connectionStrings";
import { storageMountsConsumer } from "./appService/storageMounts";
import { commandHolderConsumer } from "./commandHolder";
import type { Consumer, Holder, Place, WrittenConsumer } from "./consumer";
import { containerAppJobSecretsConsumer } from "./containerApps/containerAppJobSecrets";
import { containerAppSecretsConsumer } from "./containerApps/containerAppSecrets";
import { iotHubEndpointsConsumer } from "./iotHub/iotHubEndpoints";
import { isKeyVaultReference } from "./keyVaultReference";
import { keyVaultSecretConsumer } from "./keyVaultSecret";

/** Every kind of place that a handler of this package writes. */
const written: Readonly<Record<string, WrittenConsumer>> = {
    appSettings: appSettingsConsumer,
    connectionStrings: connectionStringsConsumer,
    storageMounts: storageMountsConsumer,
    containerAppSecrets: containerAppSecretsConsumer,
    containerAppJobSecrets: containerAppJobSecretsConsumer,
    appConfigurationKeyValues: appConfigurationKeyValuesConsumer,
    armAction: armActionConsumer,
    batchAutoStorage: batchAutoStorageConsumer,
    machineLearningWorkspace: machineLearningWorkspaceConsumer,
    mediaServicesAccount: mediaServicesAccountConsumer,
    namedValue: namedValueConsumer,
    commandHolder: commandHolderConsumer,
    iotHubEndpoints: iotHubEndpointsConsumer,
    linkedService: linkedServiceConsumer,
    automationVariable: automationVariableConsumer,
    afterRetirement: afterRetirementConsumer((place) => writtenConsumerOf(place, place.argument)),
};

/** What is known of a place that is looked at. */
export function consumerOf(place: Place): Consumer {
    return place.kind === "keyVaultSecret" ? keyVaultSecretConsumer : writtenConsumerOf(place, place.argument);
}

/** What is known of a place that is written. */
export function writtenConsumerOf({ kind }: Holder, argument: string): WrittenConsumer {
    const found = written[kind];
    if (found === undefined) {
        const kinds = Object.keys(written)
            .filter((one) => one !== "afterRetirement")
            .join(", ");
        throw new RotationError(
            "configuration",
            `${argument}: "${kind}" is no holder; make one with a function: ${kinds}`,
        );
    }
    return found;
}

/** Whether the place is nothing of Azure's, so that nobody has to connect to it. */
export function isOutsideAzure(place: Place): boolean {
    return consumerOf(place).isOutsideAzure === true;
}

/** The secrets of the pair that a place refers to. */
export function secretsReferredToBy(place: Place): readonly string[] {
    const contents = written[place.kind]?.contents(place) ?? {};
    return Object.values(contents).flatMap((value) => (isKeyVaultReference(value) ? [value.secretName] : []));
}

/** The place as a user knows it. */
export function placeName(place: Place): string {
    const names = consumerOf(place).names(place);
    return names.filter((name) => typeof name === "string").join("/");
}
