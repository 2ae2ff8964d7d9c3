import type { dynamic } from "@pulumi/pulumi";
import { callTimeoutMs } from "../azure/callTimeout";
import { type AzureConfiguration, azureConfiguration } from "../azure/configuration";
import type { AzureConnection } from "../azure/connection";

let readConfig: (key: string) => string | undefined = () => undefined;
const connections = new Map<string, Promise<AzureConnection>>();

/** Takes the stack's configuration, secrets included. The engine calls it once, before anything else. */
export function configure({ config }: dynamic.ConfigureRequest): Promise<void> {
    readConfig = (key) => config.get(key);
    return Promise.resolve();
}

/** Azure as the named configuration reaches it; one connection for all pairs of an update. */
export function connectionFor(namespace: string): Promise<AzureConnection> {
    const connection = connections.get(namespace) ?? connectWith(configurationFor(namespace));
    connections.set(namespace, connection);
    // What failed once may be tried again by the next resource.
    connection.catch(() => connections.delete(namespace));
    return connection;
}

/** The subscription of the named configuration; calls no service. */
export async function defaultSubscriptionId(namespace: string): Promise<string> {
    const { subscriptionIdOf } = await import("../azure/subscription.js");
    return subscriptionIdOf(configurationFor(namespace));
}

function configurationFor(namespace: string): AzureConfiguration {
    return azureConfiguration(readConfig, process.env, namespace);
}

/** @azure/identity takes a while to load, and an update that changes nothing does not need it. */
async function connectWith(configuration: AzureConfiguration): Promise<AzureConnection> {
    const { connect } = await import("../azure/connection.js");
    return connect(configuration, callTimeoutMs(readConfig, process.env));
}
