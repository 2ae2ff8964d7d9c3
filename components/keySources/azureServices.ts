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

/** Every Azure service whose keys can be rotated. Adding a service is adding a row. */
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

/** A service of the table. */
export type AzureServiceName = keyof typeof azureServices;

/** The row of a service. */
export function azureService(name: AzureServiceName): AzureService {
    return azureServices[name];
}
