import type { KeyProbe } from "./keyProbe";

/** Each probe, loaded when it is asked for. */
const probes = {
    storage: async () => (await import("./storage.js")).probeStorage,
    cosmos: undecided,
    cognitiveServices: undecided,
    search: undecided,
    redis: undecided,
    serviceBus: undecided,
    eventHubs: undecided,
    relay: undecided,
    notificationHubs: undecided,
    eventGrid: undecided,
    eventGridNamespace: undecided,
    signalR: undecided,
    webPubSub: undecided,
    containerRegistry: undecided,
    appConfiguration: undecided,
    communication: undecided,
    maps: undecided,
    batch: undecided,
    iotHub: undecided,
    deviceProvisioning: undecided,
    directLine: undecided,
} as const satisfies Readonly<Record<string, () => Promise<KeyProbe>>>;

/** A probe by the service it asks. */
export type ProbeName = keyof typeof probes;

/** Loads the probe and nothing else. */
export function probeNamed(name: ProbeName): Promise<KeyProbe> {
    return probes[name]();
}

async function undecided(): Promise<KeyProbe> {
    return () => Promise.resolve(false);
}
