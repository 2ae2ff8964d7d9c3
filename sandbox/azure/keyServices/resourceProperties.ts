import type { ArmId } from "../arm/armId";
import { type Body, record } from "../arm/body";
import type { Resource } from "./keyServiceResource";

/** The data-plane addresses of each type of resource, by its name. Nobody answers at these hosts, unless a test names others. */
const PROPERTIES: Readonly<Record<string, (name: string, suffix: string) => Body>> = {
    "Microsoft.ApiManagement/service": (name, suffix) => ({ gatewayUrl: `https://${name}.azure-api.${suffix}` }),
    "Microsoft.AppConfiguration/configurationStores": (name, suffix) => ({
        endpoint: `https://${name}.azconfig.${suffix}`,
    }),
    "Microsoft.Batch/batchAccounts": (name, suffix) => ({ accountEndpoint: `${name}.region.batch.${suffix}` }),
    "Microsoft.Cache/redis": (name, suffix) => ({
        hostName: `${name}.redis.cache.${suffix}`,
        port: 6379,
        sslPort: 6380,
    }),
    "Microsoft.Cache/redisEnterprise": (name, suffix) => ({
        hostName: `${name}.region.redisenterprise.cache.${suffix}`,
    }),
    "Microsoft.Cache/redisEnterprise/databases": () => ({ port: 10000, clientProtocol: "Encrypted" }),
    "Microsoft.CognitiveServices/accounts": (name, suffix) => ({
        endpoint: `https://${name}.cognitiveservices.${suffix}/`,
    }),
    "Microsoft.Communication/communicationServices": (name, suffix) => ({
        hostName: `${name}.communication.${suffix}`,
    }),
    "Microsoft.ContainerRegistry/registries": (name, suffix) => ({
        loginServer: `${name}.azurecr.${suffix}`,
        adminUserEnabled: true,
    }),
    "Microsoft.Devices/IotHubs": (name, suffix) => ({ hostName: `${name}.azure-devices.${suffix}`, state: "Active" }),
    "Microsoft.Devices/provisioningServices": (name, suffix) => ({
        serviceOperationsHostName: `${name}.azure-devices-provisioning.${suffix}`,
        state: "Active",
    }),
    "Microsoft.DocumentDB/databaseAccounts": (name, suffix) => ({
        documentEndpoint: `https://${name}.documents.${suffix}:443/`,
    }),
    "Microsoft.EventGrid/topics": eventEndpoint,
    "Microsoft.EventGrid/domains": eventEndpoint,
    "Microsoft.EventGrid/partnerNamespaces": eventEndpoint,
    "Microsoft.EventGrid/namespaces": (name, suffix) => ({
        topicsConfiguration: { hostname: `${name}.region.eventgrid.${suffix}` },
    }),
    "Microsoft.EventHub/namespaces": messagingEndpoint,
    "Microsoft.NotificationHubs/namespaces": messagingEndpoint,
    "Microsoft.Relay/namespaces": messagingEndpoint,
    "Microsoft.ServiceBus/namespaces": messagingEndpoint,
    "Microsoft.Search/searchServices": (name, suffix) => ({ endpoint: `https://${name}.search.${suffix}` }),
    "Microsoft.SignalRService/signalR": (name, suffix) => ({ hostName: `${name}.service.signalr.${suffix}` }),
    "Microsoft.SignalRService/webPubSub": (name, suffix) => ({ hostName: `${name}.webpubsub.${suffix}` }),
};

/** The properties that a resource of the type has, unless a test names others. */
export function defaultProperties({ type, names }: ArmId, suffix: string): Body {
    const known = Object.entries(PROPERTIES).find(([one]) => one.toLowerCase() === type.toLowerCase());
    return known?.[1](names.at(-1) ?? "", suffix) ?? {};
}

/** The endpoint that the resource names in that property. */
export function endpointOf({ id, properties }: Pick<Resource, "id" | "properties">, property: string): string {
    const endpoint = record(properties, "properties")[property];
    if (typeof endpoint !== "string") {
        throw new Error(`The ${id.type} '${id.names.join("/")}' has no ${property}.`);
    }
    return endpoint;
}

function eventEndpoint(name: string, suffix: string): Body {
    return { endpoint: `https://${name}.region.eventgrid.${suffix}/api/events` };
}

function messagingEndpoint(name: string, suffix: string): Body {
    return { serviceBusEndpoint: `https://${name}.servicebus.${suffix}:443/` };
}
