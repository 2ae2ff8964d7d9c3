import { apiManagementRows } from "./apiManagement";
import { appConfigurationRows } from "./appConfiguration";
import type { AzureService } from "./azureService";
import { batchRows } from "./batch";
import { botServiceRows } from "./botService";
import { cognitiveServicesRows } from "./cognitiveServices";
import { communicationRows } from "./communication";
import { containerRegistryRows } from "./containerRegistry";
import { cosmosDbRows } from "./cosmosDb";
import { eventGridRows } from "./eventGrid";
import { eventHubsRows } from "./eventHubs";
import { integrationRuntimeRows } from "./integrationRuntime";
import { iotHubRows } from "./iotHub";
import { machineLearningRows } from "./machineLearning";
import { mapsRows } from "./maps";
import { notificationHubsRows } from "./notificationHubs";
import { redisRows } from "./redis";
import { relayRows } from "./relay";
import { searchRows } from "./search";
import { serviceBusRows } from "./serviceBus";
import { signalRRows } from "./signalR";
import { storageRows } from "./storage";

/*
 * The registry of services. The package exports all of it, except internal parts.
 */

export {
    type ApiManagementGatewaySource,
    type ApiManagementSubscriptionSource,
    type ApiManagementTenantAccessSource,
    type ApiManagementWorkspaceSubscriptionSource,
    apiManagementGateway,
    apiManagementSubscription,
    apiManagementTenantAccess,
    apiManagementWorkspaceSubscription,
} from "./apiManagement";
export { type AppConfigurationSource, appConfiguration, appConfigurationReadOnly } from "./appConfiguration";
export { type BatchSource, batch } from "./batch";
export { type BotSiteSource, botSite } from "./botService";
export { type CognitiveServicesSource, cognitiveServices } from "./cognitiveServices";
export { type CommunicationSource, communication } from "./communication";
export { type ContainerRegistrySource, containerRegistry } from "./containerRegistry";
export { type CosmosDbSource, cosmosDb, cosmosDbReadOnly } from "./cosmosDb";
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
} from "./eventGrid";
export { type EventHubRuleSource, type EventHubsRuleSource, eventHubRule, eventHubsRule } from "./eventHubs";
export {
    type DataFactoryIntegrationRuntimeSource,
    dataFactoryIntegrationRuntime,
    type SynapseIntegrationRuntimeSource,
    synapseIntegrationRuntime,
} from "./integrationRuntime";
export {
    type DeviceProvisioningPolicySource,
    deviceProvisioningPolicy,
    type IotHubPolicySource,
    iotHubPolicy,
} from "./iotHub";
export { type OnlineEndpointSource, onlineEndpoint } from "./machineLearning";
export { type MapsSource, maps } from "./maps";
export {
    type NotificationHubRuleSource,
    type NotificationHubsRuleSource,
    notificationHubRule,
    notificationHubsRule,
} from "./notificationHubs";
export { type RedisEnterpriseSource, type RedisSource, redis, redisEnterprise } from "./redis";
export {
    type RelayHybridConnectionRuleSource,
    type RelayRuleSource,
    type RelayWcfRuleSource,
    relayHybridConnectionRule,
    relayRule,
    relayWcfRule,
} from "./relay";
export { type SearchAdminSource, searchAdmin } from "./search";
export {
    type ServiceBusQueueRuleSource,
    type ServiceBusRuleSource,
    type ServiceBusTopicRuleSource,
    serviceBusQueueRule,
    serviceBusRule,
    serviceBusTopicRule,
} from "./serviceBus";
export { type SignalRSource, signalR, webPubSub } from "./signalR";
export { type StorageAccountSource, storageAccount } from "./storage";

/**
 * Every Azure service whose keys can be rotated. Adding a service is adding a row.
 *
 * @internal
 */
export const azureServices = {
    ...storageRows,
    ...cosmosDbRows,
    ...cognitiveServicesRows,
    ...searchRows,
    ...redisRows,
    ...serviceBusRows,
    ...eventHubsRows,
    ...relayRows,
    ...notificationHubsRows,
    ...eventGridRows,
    ...signalRRows,
    ...containerRegistryRows,
    ...appConfigurationRows,
    ...mapsRows,
    ...batchRows,
    ...apiManagementRows,
    ...communicationRows,
    ...iotHubRows,
    ...integrationRuntimeRows,
    ...botServiceRows,
    ...machineLearningRows,
} as const satisfies Readonly<Record<string, AzureService>>;

/**
 * A service of the table.
 *
 * @internal
 */
export type AzureServiceName = keyof typeof azureServices;

/**
 * The row of a service.
 *
 * @internal
 */
export function azureService(name: AzureServiceName): AzureService {
    return azureServices[name];
}
