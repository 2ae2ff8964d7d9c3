import type { TokenCredential } from "@azure/core-auth";
import type { HttpClient } from "@azure/core-rest-pipeline";
import { Arm, type CallLimits } from "./arm";
import { boundedCredential } from "./boundedCredential";
import { clientHttp } from "./clientHttp";
import { type Cloud, cloudOf } from "./cloud";
import type { AzureConfiguration } from "./configuration";
import { credentialFor } from "./credential";
import { DataPlane } from "./dataPlane";
import { boundedHttpClient } from "./httpClient";
import { ServiceClock } from "./serviceClock";
import { subscriptionIdOf } from "./subscription";

/** Azure as one configuration reaches it. */
export interface AzureConnection {
    readonly cloud: Cloud;
    readonly arm: Arm;
    /** For data planes that have no client of their own. */
    readonly dataPlane: DataPlane;
    /** The configured subscription. */
    readonly subscriptionId: string;
    /** For data planes that take tokens. Its patience ends. */
    readonly credential: TokenCredential;
    /**
     * Whether hosts are taken at their word, because the cloud has no well-known ones (`disableInstanceDiscovery`: Azure
     * Stack, emulators).
     */
    readonly trustsHosts: boolean;
    /** For the clients that packages have of data planes: what the limits of calls mean for them. */
    readonly http: HttpClient;
    /** The time as Azure has it (rule 29); ours as long as no answer has said that it differs. */
    now(): Date;
}

/** Connects the way azure-native does with the same configuration. Calls nothing but a metadata host. */
export async function connect(configuration: AzureConfiguration, limits: CallLimits): Promise<AzureConnection> {
    const subscriptionId = await subscriptionIdOf(configuration);
    const cloud = await cloudOf(configuration, limits.timeoutMs);
    const credential = credentialFor(configuration, cloud);
    const clock = new ServiceClock();
    const http = clock.setBy(boundedHttpClient());
    const trustsHosts = configuration.is("disableInstanceDiscovery");
    return {
        cloud,
        arm: new Arm(cloud, credential, limits, http),
        dataPlane: new DataPlane(credential, limits, http),
        subscriptionId,
        credential: boundedCredential(credential, limits.timeoutMs, "Azure"),
        trustsHosts,
        http: clientHttp(limits, http),
        now: () => clock.now(),
    };
}
