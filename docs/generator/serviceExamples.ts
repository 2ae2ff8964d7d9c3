import * as twoKey from "../../components/index";
import type { AzureServiceName } from "../../components/keySources/azureServices";

export const KEY = Buffer.alloc(32, 7).toString("base64");
const resourceGroupName = "rg";
const namespaceName = "messages";
const authorizationRuleName = "app";

/** What a user writes, where the keys then are, what the resource says of itself, and what applications connect with. */
export interface ServiceExample {
    readonly source: twoKey.KeySource;
    readonly id: string;
    readonly resource: unknown;
    readonly connectionString: string;
    /** The key, where it is of a form of its own. */
    readonly key?: string;
}

const ID_AND_SECRET = `Id=a1-b2;Secret=${KEY}`;

const properties = (values: Readonly<Record<string, unknown>>) => ({ properties: values });
const serviceBusEndpoint = properties({ serviceBusEndpoint: "https://messages.servicebus.windows.net:443/" });
const sas = `Endpoint=sb://messages.servicebus.windows.net/;SharedAccessKeyName=app;SharedAccessKey=${KEY}`;
const gridHost = "https://e.westeurope-1.eventgrid.azure.net/api/events";

/** One resource of each service of the table. */
export const serviceExamples: Readonly<Record<AzureServiceName, ServiceExample>> = {
    storageAccount: {
        source: twoKey.storageAccount({ resourceGroupName, accountName: "photos" }),
        id: "Microsoft.Storage/storageAccounts/photos",
        resource: {},
        connectionString: `DefaultEndpointsProtocol=https;AccountName=photos;AccountKey=${KEY};EndpointSuffix=core.windows.net`,
    },
    cosmosDb: {
        source: twoKey.cosmosDb({ resourceGroupName, accountName: "orders" }),
        id: "Microsoft.DocumentDB/databaseAccounts/orders",
        resource: properties({ documentEndpoint: "https://orders.documents.azure.com:443/" }),
        connectionString: `AccountEndpoint=https://orders.documents.azure.com/;AccountKey=${KEY};`,
    },
    cosmosDbReadOnly: {
        source: twoKey.cosmosDbReadOnly({ resourceGroupName, accountName: "orders" }),
        id: "Microsoft.DocumentDB/databaseAccounts/orders",
        resource: properties({ documentEndpoint: "https://orders.documents.azure.com:443/" }),
        connectionString: `AccountEndpoint=https://orders.documents.azure.com/;AccountKey=${KEY};`,
    },
    cognitiveServices: {
        source: twoKey.cognitiveServices({ resourceGroupName, accountName: "chat" }),
        id: "Microsoft.CognitiveServices/accounts/chat",
        resource: properties({ endpoint: "https://chat.openai.azure.com/" }),
        connectionString: KEY,
    },
    searchAdmin: {
        source: twoKey.searchAdmin({ resourceGroupName, searchServiceName: "catalog" }),
        id: "Microsoft.Search/searchServices/catalog",
        resource: properties({ endpoint: "https://catalog.search.windows.net" }),
        connectionString: KEY,
    },
    redis: {
        source: twoKey.redis({ resourceGroupName, name: "sessions" }),
        id: "Microsoft.Cache/redis/sessions",
        resource: properties({ hostName: "sessions.redis.cache.windows.net", sslPort: 6380 }),
        connectionString: `sessions.redis.cache.windows.net:6380,password=${KEY},ssl=True,abortConnect=False`,
    },
    redisEnterprise: {
        source: twoKey.redisEnterprise({ resourceGroupName, clusterName: "fast" }),
        id: "Microsoft.Cache/redisEnterprise/fast/databases/default",
        resource: properties({ hostName: "fast.westeurope.redis.azure.net" }),
        connectionString: `fast.westeurope.redis.azure.net:10000,password=${KEY},ssl=True,abortConnect=False`,
    },
    serviceBusRule: {
        source: twoKey.serviceBusRule({ resourceGroupName, namespaceName, authorizationRuleName }),
        id: "Microsoft.ServiceBus/namespaces/messages/authorizationRules/app",
        resource: serviceBusEndpoint,
        connectionString: sas,
    },
    serviceBusQueueRule: {
        source: twoKey.serviceBusQueueRule({
            resourceGroupName,
            namespaceName,
            queueName: "in/orders",
            authorizationRuleName,
        }),
        id: "Microsoft.ServiceBus/namespaces/messages/queues/in~orders/authorizationRules/app",
        resource: serviceBusEndpoint,
        connectionString: `${sas};EntityPath=in/orders`,
    },
    serviceBusTopicRule: {
        source: twoKey.serviceBusTopicRule({
            resourceGroupName,
            namespaceName,
            topicName: "news",
            authorizationRuleName,
        }),
        id: "Microsoft.ServiceBus/namespaces/messages/topics/news/authorizationRules/app",
        resource: serviceBusEndpoint,
        connectionString: `${sas};EntityPath=news`,
    },
    eventHubsRule: {
        source: twoKey.eventHubsRule({ resourceGroupName, namespaceName, authorizationRuleName }),
        id: "Microsoft.EventHub/namespaces/messages/authorizationRules/app",
        resource: serviceBusEndpoint,
        connectionString: sas,
    },
    eventHubRule: {
        source: twoKey.eventHubRule({ resourceGroupName, namespaceName, eventHubName: "logs", authorizationRuleName }),
        id: "Microsoft.EventHub/namespaces/messages/eventhubs/logs/authorizationRules/app",
        resource: serviceBusEndpoint,
        connectionString: `${sas};EntityPath=logs`,
    },
    relayRule: {
        source: twoKey.relayRule({ resourceGroupName, namespaceName, authorizationRuleName }),
        id: "Microsoft.Relay/namespaces/messages/authorizationRules/app",
        resource: serviceBusEndpoint,
        connectionString: sas,
    },
    relayHybridConnectionRule: {
        source: twoKey.relayHybridConnectionRule({
            resourceGroupName,
            namespaceName,
            hybridConnectionName: "site",
            authorizationRuleName,
        }),
        id: "Microsoft.Relay/namespaces/messages/hybridConnections/site/authorizationRules/app",
        resource: serviceBusEndpoint,
        connectionString: `${sas};EntityPath=site`,
    },
    relayWcfRule: {
        source: twoKey.relayWcfRule({ resourceGroupName, namespaceName, relayName: "old", authorizationRuleName }),
        id: "Microsoft.Relay/namespaces/messages/wcfRelays/old/authorizationRules/app",
        resource: serviceBusEndpoint,
        connectionString: `${sas};EntityPath=old`,
    },
    notificationHubsRule: {
        source: twoKey.notificationHubsRule({ resourceGroupName, namespaceName, authorizationRuleName }),
        id: "Microsoft.NotificationHubs/namespaces/messages/AuthorizationRules/app",
        resource: serviceBusEndpoint,
        connectionString: sas,
    },
    notificationHubRule: {
        source: twoKey.notificationHubRule({
            resourceGroupName,
            namespaceName,
            notificationHubName: "phones",
            authorizationRuleName,
        }),
        id: "Microsoft.NotificationHubs/namespaces/messages/notificationHubs/phones/AuthorizationRules/app",
        resource: serviceBusEndpoint,
        connectionString: sas,
    },
    eventGridTopic: {
        source: twoKey.eventGridTopic({ resourceGroupName, topicName: "news" }),
        id: "Microsoft.EventGrid/topics/news",
        resource: properties({ endpoint: gridHost }),
        connectionString: KEY,
    },
    eventGridDomain: {
        source: twoKey.eventGridDomain({ resourceGroupName, domainName: "news" }),
        id: "Microsoft.EventGrid/domains/news",
        resource: properties({ endpoint: gridHost }),
        connectionString: KEY,
    },
    eventGridPartnerNamespace: {
        source: twoKey.eventGridPartnerNamespace({ resourceGroupName, partnerNamespaceName: "news" }),
        id: "Microsoft.EventGrid/partnerNamespaces/news",
        resource: properties({ endpoint: gridHost }),
        connectionString: KEY,
    },
    eventGridNamespace: {
        source: twoKey.eventGridNamespace({ resourceGroupName, namespaceName }),
        id: "Microsoft.EventGrid/namespaces/messages",
        resource: properties({ topicsConfiguration: { hostname: "messages.westeurope-1.eventgrid.azure.net" } }),
        connectionString: KEY,
    },
    eventGridNamespaceTopic: {
        source: twoKey.eventGridNamespaceTopic({ resourceGroupName, namespaceName, topicName: "news" }),
        id: "Microsoft.EventGrid/namespaces/messages/topics/news",
        resource: properties({ topicsConfiguration: { hostname: "messages.westeurope-1.eventgrid.azure.net" } }),
        connectionString: KEY,
    },
    signalR: {
        source: twoKey.signalR({ resourceGroupName, resourceName: "live" }),
        id: "Microsoft.SignalRService/signalR/live",
        resource: properties({ hostName: "live.service.signalr.net" }),
        connectionString: `Endpoint=https://live.service.signalr.net;AccessKey=${KEY};Version=1.0;`,
    },
    webPubSub: {
        source: twoKey.webPubSub({ resourceGroupName, resourceName: "live" }),
        id: "Microsoft.SignalRService/webPubSub/live",
        resource: properties({ hostName: "live.webpubsub.azure.com" }),
        connectionString: `Endpoint=https://live.webpubsub.azure.com;AccessKey=${KEY};Version=1.0;`,
    },
    containerRegistry: {
        source: twoKey.containerRegistry({ resourceGroupName, registryName: "images" }),
        id: "Microsoft.ContainerRegistry/registries/images",
        resource: properties({ loginServer: "images.azurecr.io" }),
        connectionString: KEY,
    },
    appConfiguration: {
        source: twoKey.appConfiguration({ resourceGroupName, configStoreName: "settings" }),
        id: "Microsoft.AppConfiguration/configurationStores/settings",
        resource: properties({ endpoint: "https://settings.azconfig.io" }),
        connectionString: `Endpoint=https://settings.azconfig.io;${ID_AND_SECRET}`,
        key: ID_AND_SECRET,
    },
    appConfigurationReadOnly: {
        source: twoKey.appConfigurationReadOnly({ resourceGroupName, configStoreName: "settings" }),
        id: "Microsoft.AppConfiguration/configurationStores/settings",
        resource: properties({ endpoint: "https://settings.azconfig.io" }),
        connectionString: `Endpoint=https://settings.azconfig.io;${ID_AND_SECRET}`,
        key: ID_AND_SECRET,
    },
    maps: {
        source: twoKey.maps({ resourceGroupName, accountName: "world" }),
        id: "Microsoft.Maps/accounts/world",
        resource: {},
        connectionString: KEY,
    },
    batch: {
        source: twoKey.batch({ resourceGroupName, accountName: "nightly" }),
        id: "Microsoft.Batch/batchAccounts/nightly",
        resource: properties({ accountEndpoint: "nightly.westeurope.batch.azure.com" }),
        connectionString: KEY,
    },
    apiManagementSubscription: {
        source: twoKey.apiManagementSubscription({ resourceGroupName, serviceName: "apis", sid: "partner" }),
        id: "Microsoft.ApiManagement/service/apis/subscriptions/partner",
        resource: {},
        connectionString: KEY,
    },
    apiManagementWorkspaceSubscription: {
        source: twoKey.apiManagementWorkspaceSubscription({
            resourceGroupName,
            serviceName: "apis",
            workspaceId: "team",
            sid: "partner",
        }),
        id: "Microsoft.ApiManagement/service/apis/workspaces/team/subscriptions/partner",
        resource: {},
        connectionString: KEY,
    },
    apiManagementTenantAccess: {
        source: twoKey.apiManagementTenantAccess({ resourceGroupName, serviceName: "apis", accessName: "access" }),
        id: "Microsoft.ApiManagement/service/apis/tenant/access",
        resource: {},
        connectionString: KEY,
    },
    apiManagementGateway: {
        source: twoKey.apiManagementGateway({ resourceGroupName, serviceName: "apis", gatewayId: "edge" }),
        id: "Microsoft.ApiManagement/service/apis/gateways/edge",
        resource: {},
        connectionString: KEY,
    },
    communication: {
        source: twoKey.communication({ resourceGroupName, communicationServiceName: "mail" }),
        id: "Microsoft.Communication/communicationServices/mail",
        resource: properties({ hostName: "mail.europe.communication.azure.com" }),
        connectionString: `endpoint=https://mail.europe.communication.azure.com/;accesskey=${KEY}`,
    },
    iotHubPolicy: {
        source: twoKey.iotHubPolicy({ resourceGroupName, resourceName: "devices", keyName: "service" }),
        id: "Microsoft.Devices/IotHubs/devices/IotHubKeys/service",
        resource: properties({ hostName: "devices.azure-devices.net" }),
        connectionString: `HostName=devices.azure-devices.net;SharedAccessKeyName=service;SharedAccessKey=${KEY}`,
    },
    deviceProvisioningPolicy: {
        source: twoKey.deviceProvisioningPolicy({
            resourceGroupName,
            provisioningServiceName: "devices",
            keyName: "owner",
        }),
        id: "Microsoft.Devices/provisioningServices/devices/keys/owner",
        resource: properties({ serviceOperationsHostName: "devices.azure-devices-provisioning.net" }),
        connectionString: `HostName=devices.azure-devices-provisioning.net;SharedAccessKeyName=owner;SharedAccessKey=${KEY}`,
    },
    dataFactoryIntegrationRuntime: {
        source: twoKey.dataFactoryIntegrationRuntime({
            resourceGroupName,
            factoryName: "etl",
            integrationRuntimeName: "onPremises",
        }),
        id: "Microsoft.DataFactory/factories/etl/integrationRuntimes/onPremises",
        resource: {},
        connectionString: KEY,
    },
    synapseIntegrationRuntime: {
        source: twoKey.synapseIntegrationRuntime({
            resourceGroupName,
            workspaceName: "etl",
            integrationRuntimeName: "onPremises",
        }),
        id: "Microsoft.Synapse/workspaces/etl/integrationRuntimes/onPremises",
        resource: {},
        connectionString: KEY,
    },
    botSite: {
        source: twoKey.botSite({
            resourceGroupName,
            resourceName: "helper",
            channelName: "DirectLineChannel",
            siteName: "web",
        }),
        id: "Microsoft.BotService/botServices/helper/channels/DirectLineChannel/sites/web",
        resource: {},
        connectionString: KEY,
    },
    onlineEndpoint: {
        source: twoKey.onlineEndpoint({ resourceGroupName, workspaceName: "models", endpointName: "score" }),
        id: "Microsoft.MachineLearningServices/workspaces/models/onlineEndpoints/score",
        resource: {},
        connectionString: KEY,
    },
};
