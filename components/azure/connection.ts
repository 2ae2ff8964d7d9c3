import type { TokenCredential } from "@azure/core-auth";
import { Arm, type CallLimits } from "./arm";
import { type Cloud, cloudOf } from "./cloud";
import type { AzureConfiguration } from "./configuration";
import { credentialFor } from "./credential";
import { DataPlane } from "./dataPlane";
import { subscriptionIdOf } from "./subscription";

/** Azure as one configuration reaches it. */
export interface AzureConnection {
    readonly cloud: Cloud;
    readonly arm: Arm;
    /** For data planes that have no client of their own. */
    readonly dataPlane: DataPlane;
    /** The configured subscription. */
    readonly subscriptionId: string;
    /** For data planes that take tokens. */
    readonly credential: TokenCredential;
    /**
     * Whether hosts are taken at their word, because the cloud has no well-known ones (`disableInstanceDiscovery`: Azure
     * Stack, emulators).
     */
    readonly trustsHosts: boolean;
    /** How long one try of a call may take, in milliseconds. */
    readonly timeoutMs: number;
}

/** Connects the way azure-native does with the same configuration. Calls nothing but a metadata host. */
export async function connect(configuration: AzureConfiguration, limits: CallLimits): Promise<AzureConnection> {
    const subscriptionId = await subscriptionIdOf(configuration);
    const cloud = await cloudOf(configuration, limits.timeoutMs);
    const credential = credentialFor(configuration, cloud);
    const trustsHosts = configuration.is("disableInstanceDiscovery");
    return {
        cloud,
        arm: new Arm(cloud, credential, limits),
        dataPlane: new DataPlane(credential, limits),
        subscriptionId,
        credential,
        trustsHosts,
        timeoutMs: limits.timeoutMs,
    };
}
