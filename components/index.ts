export type { PropagationArgs, RotatingKeyPairArgs, Strategy } from "./arguments/rotatingKeyPairArgs";
export type { ActionPlaceArgs } from "./consumers/actions/actionPlace";
export { type ArmActionArgs, type ArmActionHolder, type ArmCheck, armAction } from "./consumers/actions/armAction";
export {
    type AutomationVariableArgs,
    type AutomationVariableHolder,
    automationVariable,
} from "./consumers/actions/automationVariable";
export {
    type BatchAutoStorageArgs,
    type BatchAutoStorageHolder,
    batchAutoStorage,
} from "./consumers/actions/batchAutoStorage";
export { type LinkedServiceArgs, type LinkedServiceHolder, linkedService } from "./consumers/actions/linkedService";
export {
    type MachineLearningWorkspaceArgs,
    type MachineLearningWorkspaceHolder,
    machineLearningWorkspace,
} from "./consumers/actions/machineLearningWorkspace";
export {
    type MediaServicesAccountArgs,
    type MediaServicesAccountHolder,
    mediaServicesAccount,
} from "./consumers/actions/mediaServicesAccount";
export { type NamedValueArgs, type NamedValueHolder, namedValue } from "./consumers/actions/namedValue";
export {
    type AppConfigurationKeyValuesArgs,
    type AppConfigurationKeyValuesHolder,
    appConfigurationKeyValues,
} from "./consumers/appConfiguration/keyValues";
export type { AppSettingsArgs } from "./consumers/appService/appSettings";
export {
    type ConnectionString,
    type ConnectionStringsArgs,
    type ConnectionStringsHolder,
    connectionStrings,
} from "./consumers/appService/connectionStrings";
export type { SiteArgs } from "./consumers/appService/site";
export {
    type StorageMount,
    type StorageMountsArgs,
    type StorageMountsHolder,
    storageMounts,
} from "./consumers/appService/storageMounts";
export { type CommandHolder, type CommandHolderArgs, commandHolder } from "./consumers/commandHolder";
export type { Holder, HolderArgs } from "./consumers/consumer";
export {
    type ContainerAppJobSecretsArgs,
    type ContainerAppJobSecretsHolder,
    containerAppJobSecrets,
} from "./consumers/containerApps/containerAppJobSecrets";
export {
    type ContainerAppSecretsArgs,
    type ContainerAppSecretsHolder,
    containerAppSecrets,
} from "./consumers/containerApps/containerAppSecrets";
export type { ContainerSecretsArgs } from "./consumers/containerApps/containerHost";
export {
    type IotHubEndpointsArgs,
    type IotHubEndpointsHolder,
    iotHubEndpoints,
} from "./consumers/iotHub/iotHubEndpoints";
export type { KeyContent, KeyView } from "./consumers/keyContent";
export { type KeyVaultReference, keyVaultReference } from "./consumers/keyVaultReference";
export type { KeyVaultSecretArgs, SecretReader } from "./consumers/keyVaultSecret";
export { type SasArgs, type SasContent, sas } from "./consumers/sas/sas";
export type { SettingValue } from "./consumers/settingValue";
export type { AlsoHeldBy, DependentsArgs } from "./dependents/dependentsArgs";
export {
    acknowledged,
    command,
    type ExpectedAnswer,
    type Gate,
    type GateContext,
    type GateModule,
    grace,
    httpHealthy,
    keyAccepted,
    moduleGate,
    type UnusedArgs,
    unused,
} from "./gates/gate";
export type { LoggedService } from "./gates/gateInputs";
export {
    type ApiManagementGatewaySource,
    type ApiManagementSubscriptionSource,
    type ApiManagementTenantAccessSource,
    type ApiManagementWorkspaceSubscriptionSource,
    apiManagementGateway,
    apiManagementSubscription,
    apiManagementTenantAccess,
    apiManagementWorkspaceSubscription,
} from "./keySources/apiManagement";
export { type AppConfigurationSource, appConfiguration, appConfigurationReadOnly } from "./keySources/appConfiguration";
export { type BatchSource, batch } from "./keySources/batch";
export { type BotSiteSource, botSite } from "./keySources/botService";
export { type CognitiveServicesSource, cognitiveServices } from "./keySources/cognitiveServices";
export { type CommunicationSource, communication } from "./keySources/communication";
export { type ContainerRegistrySource, containerRegistry } from "./keySources/containerRegistry";
export { type CosmosDbSource, cosmosDb, cosmosDbReadOnly } from "./keySources/cosmosDb";
export { type CustomPairSource, custom, type KeyPairContext, type KeyPairModule } from "./keySources/customPair";
export {
    type EventGridDomainSource,
    type EventGridNamespaceSource,
    type EventGridNamespaceTopicSource,
    type EventGridPartnerNamespaceSource,
    type EventGridTopicSource,
    eventGridDomain,
    eventGridNamespace,
    eventGridNamespaceTopic,
    eventGridPartnerNamespace,
    eventGridTopic,
} from "./keySources/eventGrid";
export { type EventHubRuleSource, type EventHubsRuleSource, eventHubRule, eventHubsRule } from "./keySources/eventHubs";
export type { KeyEncoding } from "./keySources/fingerprint";
export {
    type DataFactoryIntegrationRuntimeSource,
    dataFactoryIntegrationRuntime,
    type SynapseIntegrationRuntimeSource,
    synapseIntegrationRuntime,
} from "./keySources/integrationRuntime";
export {
    type DeviceProvisioningPolicySource,
    deviceProvisioningPolicy,
    type IotHubPolicySource,
    iotHubPolicy,
} from "./keySources/iotHub";
export type { KeysBySlot } from "./keySources/keyPairDescription";
export type { KeySource, ResourcePlace } from "./keySources/keySource";
export { type OnlineEndpointSource, onlineEndpoint } from "./keySources/machineLearning";
export { type MapsSource, maps } from "./keySources/maps";
export {
    type NotificationHubRuleSource,
    type NotificationHubsRuleSource,
    notificationHubRule,
    notificationHubsRule,
} from "./keySources/notificationHubs";
export { type RedisEnterpriseSource, type RedisSource, redis, redisEnterprise } from "./keySources/redis";
export {
    type RelayHybridConnectionRuleSource,
    type RelayRuleSource,
    type RelayWcfRuleSource,
    relayHybridConnectionRule,
    relayRule,
    relayWcfRule,
} from "./keySources/relay";
export { type SearchAdminSource, searchAdmin } from "./keySources/search";
export {
    type ServiceBusQueueRuleSource,
    type ServiceBusRuleSource,
    type ServiceBusTopicRuleSource,
    serviceBusQueueRule,
    serviceBusRule,
    serviceBusTopicRule,
} from "./keySources/serviceBus";
export { type SignalRSource, signalR, webPubSub } from "./keySources/signalR";
export { type StorageAccountSource, storageAccount } from "./keySources/storage";
export { type VaultPairSource, vaultPair } from "./keySources/vaultPair";
export type { Dependent, Dependents, MovedBy, NotLookedAt } from "./lifecycle/dependent";
export type { GateAnswer, GateResult } from "./lifecycle/gate";
export type { SlotNames } from "./lifecycle/state";
export type { RotationTrigger } from "./lifecycle/trigger";
export { type KubernetesSecretArgs, type KubernetesWorkload, kubernetesSecret } from "./resources/kubernetesSecret";
export { RotatingKeyPair } from "./rotatingKeyPair";
