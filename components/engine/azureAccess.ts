import type { dynamic } from "@pulumi/pulumi";
import { type AzureConfiguration, azureConfiguration } from "../azure/configuration";
import type { AzureConnection } from "../azure/connection";
import { RotationError } from "../lifecycle/rotationError";
import { noteSecret } from "../redaction/redacted";
import { callTimeoutMs } from "./callTimeout";
import { watchUpdate } from "./stop";

/** Configuration of the stack: the number of calls that may run at a time. */
const MAX_CONCURRENT_CALLS = "two-key:maxConcurrentCalls";
const DEFAULT_MAX_CONCURRENT_CALLS = 20;

/** Variables with credentials, which programs and modules of the user's own find as well. */
const CREDENTIAL = /^(ACTIONS|ARM|AWS|AZURE|IDENTITY|MSI|PULUMI)_.*(HEADER|KEY|PASSPHRASE|PASSWORD|SECRET|TOKEN)$/;

let readConfig: (key: string) => string | undefined = () => undefined;
const subscriptions = new Map<string, Promise<string>>();
const connections = new Map<string, Promise<AzureConnection>>();
const connected = new Map<string, AzureConnection>();

/** Takes the stack's configuration, secrets included. The engine calls it once, before anything else. */
export function configure({ config }: dynamic.ConfigureRequest): Promise<void> {
    readConfig = (key) => config.get(key);
    for (const [name, value = ""] of Object.entries(process.env)) {
        noteSecret(CREDENTIAL.test(name) ? value : "");
    }
    watchUpdate();
    return Promise.resolve();
}

/** Azure as the named configuration reaches it; one connection for all pairs of an update. */
export function connectionFor(namespace: string): Promise<AzureConnection> {
    const connection = connections.get(namespace) ?? connectWith(configurationFor(namespace));
    connections.set(namespace, connection);
    // The next resource may try again after a failure.
    connection.then(
        (made) => connected.set(namespace, made),
        () => connections.delete(namespace),
    );
    return connection;
}

/** The time: the service's if its answers have told it (rule 29), else that of this machine. */
export function timeAt(namespace: string): Date {
    return connected.get(namespace)?.now() ?? new Date();
}

/** The subscription of the named configuration; calls no service. */
export function defaultSubscriptionId(namespace: string): Promise<string> {
    const subscription = subscriptions.get(namespace) ?? subscriptionOf(configurationFor(namespace));
    subscriptions.set(namespace, subscription);
    return subscription;
}

async function subscriptionOf(configuration: AzureConfiguration): Promise<string> {
    const { subscriptionIdOf } = await import("../azure/subscription.js");
    return subscriptionIdOf(configuration);
}

function configurationFor(namespace: string): AzureConfiguration {
    return azureConfiguration(readConfig, process.env, namespace);
}

/** @azure/identity takes a while to load, and an update that changes nothing does not need it. */
async function connectWith(configuration: AzureConfiguration): Promise<AzureConnection> {
    const { connect } = await import("../azure/connection.js");
    return connect(configuration, {
        timeoutMs: callTimeoutMs(readConfig, process.env),
        maxConcurrentCalls: maxConcurrentCalls(),
    });
}

function maxConcurrentCalls(): number {
    const text = readConfig(MAX_CONCURRENT_CALLS);
    const count = text === undefined ? DEFAULT_MAX_CONCURRENT_CALLS : Number(text);
    if (!Number.isInteger(count) || count < 1) {
        throw new RotationError(
            "configuration",
            `${MAX_CONCURRENT_CALLS} must be a whole number above 0, and is "${text}"; no call was made; ` +
                `run \`pulumi config set ${MAX_CONCURRENT_CALLS} ${DEFAULT_MAX_CONCURRENT_CALLS}\``,
        );
    }
    return count;
}
