import assert from "node:assert/strict";
import { output } from "@pulumi/pulumi";
import * as twoKey from "../../components/index";
import { type AzureServiceName, azureService, azureServices } from "../../components/keySources/azureServices";
import type { AzureSourceInputs } from "../../components/keySources/keySource";
import { namesIn } from "../../components/keySources/names";
import { azureKeyPairId } from "../../components/provider/keyPairs/azureKeyPair";

const KEY = Buffer.alloc(32, 7).toString("base64");
const resourceGroupName = "rg";
const namespaceName = "messages";
const authorizationRuleName = "app";

/** What a user writes, where the keys then are, what the resource says of itself, and what applications connect with. */
interface Row {
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

const TABLE: Readonly<Record<AzureServiceName, Row>> = {
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

describe("the table of services", () => {
    for (const [service, { source, id, resource, connectionString, key = KEY }] of Object.entries(TABLE)) {
        const row = azureService(service as AzureServiceName);

        it(`${row.title}: its factory leads to the resource, and applications get the right connection string`, () => {
            const inputs = source as AzureSourceInputs;
            assert.equal(inputs.service, service);
            assert.equal(azureKeyPairId(inputs, "s"), `/subscriptions/s/resourceGroups/rg/providers/${id}`);
            const names = namesIn(inputs.name);
            const endpoints = row.endpoints?.endpointsIn(names, resource, "core.windows.net") ?? {};
            assert.equal(row.connectionString(inputs.name, key, endpoints), connectionString);
        });

        it(`${row.title}: the key is found in its connection string`, () => {
            assert.equal(row.keyInConnectionString(connectionString), connectionString === key ? undefined : key);
        });
    }

    it("has no row without an example", () => {
        assert.deepEqual(Object.keys(TABLE).sort(), Object.keys(azureServices).sort());
    });

    it("has rows whose names are as many as the levels of their type, and two slots that differ", () => {
        for (const service of Object.keys(azureServices)) {
            const { type, names, slots } = azureService(service as AzureServiceName);
            assert.equal(type.split("/").length, names.length + 1, service);
            assert.notEqual(slots[0].toLowerCase(), slots[1].toLowerCase(), service);
        }
    });

    it("takes outputs for names, and asks for the nested resource when all of them are known", async () => {
        const source = twoKey.serviceBusRule({
            resourceGroupName,
            namespaceName: output(namespaceName),
            authorizationRuleName,
        });
        const known = await new Promise<AzureSourceInputs>((resolve) =>
            output<AzureSourceInputs>(source as AzureSourceInputs).apply(resolve),
        );
        assert.equal(known.name, "messages/app");
    });
});
