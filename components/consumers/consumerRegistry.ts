import { namedValueDeclaration } from "./apiManagement/namedValue";
import { appConfigurationKeyValuesDeclaration } from "./appConfiguration/keyValues";
import { appSettingsDeclaration } from "./appService/appSettings";
import { connectionStringsDeclaration } from "./appService/connectionStrings";
import { storageMountsDeclaration } from "./appService/storageMounts";
import { armActionDeclaration } from "./armAction/armAction";
import { automationVariableDeclaration } from "./automation/automationVariable";
import { batchAutoStorageDeclaration } from "./batch/batchAutoStorage";
import { commandConsumerDeclaration } from "./command/commandConsumer";
import { containerAppJobSecretsDeclaration } from "./containerApps/containerAppJobSecrets";
import { containerAppSecretsDeclaration } from "./containerApps/containerAppSecrets";
import { linkedServiceDeclaration } from "./dataFactory/linkedService";
import type { ConsumerDeclaration } from "./declaration";
import { foundryConnectionDeclaration } from "./foundry/foundryConnection";
import { iotHubEndpointsDeclaration } from "./iotHub/iotHubEndpoints";
import { keyVaultSecretDeclaration } from "./keyVault/keyVaultSecret";
import { machineLearningWorkspaceDeclaration } from "./machineLearning/machineLearningWorkspace";
import { mediaServicesAccountDeclaration } from "./mediaServices/mediaServicesAccount";
import { ownDeclaration } from "./own/own";

/*
 * The registry of consumers. The package exports all that is in it, but what is internal.
 */

export { type NamedValueArgs, type NamedValueConsumer, namedValue } from "./apiManagement/namedValue";
export {
    type AppConfigurationKeyValuesArgs,
    type AppConfigurationKeyValuesConsumer,
    appConfigurationKeyValues,
} from "./appConfiguration/keyValues";
export { appSettings } from "./appService/appSettings";
export type { AppSettingsArgs, AppSettingsConsumer } from "./appService/appSettingsArgs";
export {
    type ConnectionString,
    type ConnectionStringsArgs,
    type ConnectionStringsConsumer,
    connectionStrings,
} from "./appService/connectionStrings";
export type { SiteArgs } from "./appService/site";
export {
    type StorageMount,
    type StorageMountsArgs,
    type StorageMountsConsumer,
    storageMounts,
} from "./appService/storageMounts";
export type { ActionPlaceArgs } from "./armAction/actionPlace";
export { armAction } from "./armAction/armAction";
export type { ArmActionArgs, ArmActionConsumer, ArmCheck } from "./armAction/armActionArgs";
export {
    type AutomationVariableArgs,
    type AutomationVariableConsumer,
    automationVariable,
} from "./automation/automationVariable";
export {
    type BatchAutoStorageArgs,
    type BatchAutoStorageConsumer,
    batchAutoStorage,
} from "./batch/batchAutoStorage";
export { type CommandConsumer, type CommandConsumerArgs, commandConsumer } from "./command/commandConsumer";
export {
    type ContainerAppJobSecretsArgs,
    type ContainerAppJobSecretsConsumer,
    containerAppJobSecrets,
} from "./containerApps/containerAppJobSecrets";
export {
    type ContainerAppSecretsArgs,
    type ContainerAppSecretsConsumer,
    containerAppSecrets,
} from "./containerApps/containerAppSecrets";
export type { ContainerSecretsArgs } from "./containerApps/containerHost";
export {
    type LinkedServiceArgs,
    type LinkedServiceConsumer,
    linkedService,
} from "./dataFactory/linkedService";
export {
    type FoundryConnectionArgs,
    type FoundryConnectionConsumer,
    foundryConnection,
} from "./foundry/foundryConnection";
export {
    type IotHubEndpointsArgs,
    type IotHubEndpointsConsumer,
    iotHubEndpoints,
} from "./iotHub/iotHubEndpoints";
export {
    type KeyVaultSecretArgs,
    type KeyVaultSecretConsumer,
    keyVaultSecret,
    type SecretReader,
} from "./keyVault/keyVaultSecret";
export {
    type KubernetesSecretArgs,
    type KubernetesWorkload,
    kubernetesSecret,
} from "./kubernetes/kubernetesSecret";
export {
    type MachineLearningWorkspaceArgs,
    type MachineLearningWorkspaceConsumer,
    machineLearningWorkspace,
} from "./machineLearning/machineLearningWorkspace";
export {
    type MediaServicesAccountArgs,
    type MediaServicesAccountConsumer,
    mediaServicesAccount,
} from "./mediaServices/mediaServicesAccount";
export { type OwnConsumer, type OwnResources, own } from "./own/own";

/**
 * Every kind of consumer. The search for dependents takes their scanners in this order, those that hold keys most often first: a limit of calls
 * cuts off the last.
 *
 * @internal
 */
export const consumerDeclarations: readonly ConsumerDeclaration[] = [
    keyVaultSecretDeclaration,
    appSettingsDeclaration,
    connectionStringsDeclaration,
    storageMountsDeclaration,
    containerAppSecretsDeclaration,
    containerAppJobSecretsDeclaration,
    appConfigurationKeyValuesDeclaration,
    linkedServiceDeclaration,
    foundryConnectionDeclaration,
    batchAutoStorageDeclaration,
    machineLearningWorkspaceDeclaration,
    mediaServicesAccountDeclaration,
    namedValueDeclaration,
    iotHubEndpointsDeclaration,
    automationVariableDeclaration,
    armActionDeclaration,
    commandConsumerDeclaration,
    ownDeclaration,
];
