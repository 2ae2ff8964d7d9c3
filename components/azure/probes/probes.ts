import type { KeyProbe } from "./probe";

/**
 * Each probe, loaded when it is asked for.
 *
 * Some services have none, and a new key of theirs waits a fixed time. Event Grid topics, domains, partner namespaces and namespaces:
 * every call publishes, receives or acknowledges, and a refused one counts as a failed publish. API Management subscriptions and gateways: which
 * APIs a key opens is up to the user. Logic Apps: the key only signs callback addresses, which start a run. Integration runtimes,
 * Data Migration and Automation agents: the key only registers nodes. Log Analytics: every call writes.
 */
const probes = {
    storage: async () => (await import("./storageProbe.js")).probeStorage,
    /** Read-write and read-only keys. */
    cosmos: async () => (await import("./cosmosProbe.js")).probeCosmos,
    /** Every kind, OpenAI included. Both calls cost nothing and change nothing: the first issues a token, which is dropped. */
    cognitiveServices: async () =>
        (await import("./headerKeyProbe.js")).headerKeyProbe(
            {
                method: "POST",
                path: "sts/v1.0/issueToken",
                headers: (key) => ({ "ocp-apim-subscription-key": key }),
            },
            { path: "openai/models?api-version=2024-10-21", headers: (key) => ({ "api-key": key }) },
        ),
    /** Admin keys. */
    search: async () =>
        (await import("./headerKeyProbe.js")).headerKeyProbe({
            path: "servicestats?api-version=2024-07-01",
            headers: (key) => ({ "api-key": key }),
        }),
    /** Azure Cache for Redis, and Azure Managed Redis (Redis Enterprise). */
    redis: async () => (await import("./redisProbe.js")).probeRedis,
    serviceBus: async () => (await import("./messagingRuleProbe.js")).messagingRuleProbe("serviceBus"),
    eventHubs: async () => (await import("./messagingRuleProbe.js")).messagingRuleProbe("eventHubs"),
    relay: async () => (await import("./messagingRuleProbe.js")).messagingRuleProbe("relay"),
    notificationHubs: async () => (await import("./messagingRuleProbe.js")).messagingRuleProbe("notificationHubs"),
    signalR: async () => (await import("./webTokenProbe.js")).webTokenProbe("2022-06-01"),
    webPubSub: async () => (await import("./webTokenProbe.js")).webTokenProbe("2024-12-01"),
    /** The admin user, who has the registry's name. */
    containerRegistry: async () =>
        (await import("./headerKeyProbe.js")).headerKeyProbe({
            path: "v2/",
            headers: (password, name) => ({
                authorization: `Basic ${Buffer.from(`${name}:${password}`).toString("base64")}`,
            }),
        }),
    /** Read-write and read-only keys, each as `Id=…;Secret=…`. */
    appConfiguration: async () => (await import("./hmacProbe.js")).hmacProbe("appConfiguration"),
    communication: async () => (await import("./hmacProbe.js")).hmacProbe("communication"),
    /** One of the few calls that are not billed. */
    maps: async () =>
        (await import("./headerKeyProbe.js")).headerKeyProbe({
            path: "map/copyright/caption/json?api-version=2022-08-01",
            headers: (key) => ({ "subscription-key": key }),
        }),
    batch: async () => (await import("./batchProbe.js")).probeBatch,
    iotHub: async () => (await import("./iotPolicyProbe.js")).iotPolicyProbe("iotHub"),
    deviceProvisioning: async () => (await import("./iotPolicyProbe.js")).iotPolicyProbe("deviceProvisioning"),
    /** Bot Service. Makes a token for a conversation that begins only when somebody uses it, so nothing is changed; the token is dropped. */
    directLine: async () =>
        (await import("./headerKeyProbe.js")).headerKeyProbe({
            method: "POST",
            path: "v3/directline/tokens/generate",
            headers: (secret) => ({ authorization: `Bearer ${secret}` }),
        }),
} as const satisfies Readonly<Record<string, () => Promise<KeyProbe>>>;

/** A probe by the service that it asks. */
export type ProbeName = keyof typeof probes;

/** Loads the probe and nothing else. */
export async function probeNamed(name: ProbeName): Promise<KeyProbe> {
    const probe = await probes[name]();
    return (key, target) => probe(key, target).catch(() => false);
}
