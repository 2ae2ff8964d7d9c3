import type { Verifier } from "./verifier";
import { verifyBatch } from "./verifiers/batchVerifier";
import { verifyCosmos } from "./verifiers/cosmosVerifier";
import {
    verifyCognitiveServices,
    verifyContainerRegistry,
    verifyDirectLine,
    verifyMaps,
    verifyOpenAI,
    verifySearch,
} from "./verifiers/headerKeyVerifier";
import { verifyAppConfiguration, verifyCommunication } from "./verifiers/hmacVerifier";
import { verifyDeviceProvisioning, verifyIotHub } from "./verifiers/iotVerifier";
import { verifyMessaging, verifyStreaming } from "./verifiers/messagingVerifier";
import { verifyWebToken } from "./verifiers/webTokenVerifier";

/** How each service authenticates the requests to its data plane; storage (Azurite) and Redis have servers of their own. */
export const protocols = {
    cosmos: verifyCosmos,
    cognitiveServices: verifyCognitiveServices,
    openAI: verifyOpenAI,
    search: verifySearch,
    serviceBus: verifyMessaging,
    eventHubs: verifyStreaming,
    relay: verifyStreaming,
    notificationHubs: verifyMessaging,
    signalR: verifyWebToken,
    webPubSub: verifyWebToken,
    containerRegistry: verifyContainerRegistry,
    appConfiguration: verifyAppConfiguration,
    communication: verifyCommunication,
    maps: verifyMaps,
    batch: verifyBatch,
    iotHub: verifyIotHub,
    deviceProvisioning: verifyDeviceProvisioning,
    directLine: verifyDirectLine,
} as const satisfies Readonly<Record<string, Verifier>>;

/** A service by how it authenticates requests. */
export type Protocol = keyof typeof protocols;
