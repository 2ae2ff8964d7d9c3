import { Arm, type CallLimits } from "./arm";
import { type Cloud, cloudOf } from "./cloud";
import type { AzureConfiguration } from "./configuration";
import { credentialFor } from "./credential";
import { subscriptionIdOf } from "./subscription";

/** Azure as one configuration reaches it. */
export interface AzureConnection {
    readonly cloud: Cloud;
    readonly arm: Arm;
    /** The configured subscription. */
    readonly subscriptionId: string;
}

/** Connects the way azure-native does with the same configuration. Calls nothing but a metadata host. */
export async function connect(configuration: AzureConfiguration, limits: CallLimits): Promise<AzureConnection> {
    const subscriptionId = await subscriptionIdOf(configuration);
    const cloud = await cloudOf(configuration, limits.timeoutMs);
    return { cloud, arm: new Arm(cloud, credentialFor(configuration, cloud), limits), subscriptionId };
}
