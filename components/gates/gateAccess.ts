import type { StorageLogs } from "../azure/storageLogs";
import type { Access } from "../consumers/access";

/** A service of a storage account, each with a table of its own in the logs. */
export type LoggedService = "blob" | "file" | "queue" | "table";

/** The answer of a page. */
export interface WebAnswer {
    readonly status: number;
    /** The beginning of the body. */
    readonly body: string;
    /** The address that a redirect leads to, without its query; empty if it leads nowhere. */
    readonly redirectsTo: string;
}

/** The use to look for in logs, and the calls that prove that the logs are alive. */
export interface KeyUse {
    /** Fingerprint of the key that nobody is to use. */
    readonly fingerprint: string;
    /** The key in use, with which the calls are signed that have to show up. Secret. */
    readonly activeKey: string;
    readonly activeFingerprint: string;
    /** When consumers were switched away from the key; absent if the stack gave it to no consumer. */
    readonly leftAt?: Date;
}

/** The storage account of a pair, and its logs. */
export interface LoggedAccount {
    readonly logs: StorageLogs;
    /** The services that the account has. */
    readonly services: readonly LoggedService[];
    /** Makes a call of this name, signed with the key, and returns the status of the answer, or that there was none: nothing listens there, or it is silent. */
    call(service: LoggedService, key: string, id: string): Promise<number | "absent" | "silent">;
}

/** All that a gate may use of the world around it. It is given this, so that its tests give it a fake. */
export interface GateAccess extends Pick<Access, "run" | "pause" | "waitUntil"> {
    /** The switch that it is asked about. */
    readonly switched: Omit<GateContext, "config">;
    /** Fingerprint of the outgoing key; empty if no key is outgoing. */
    readonly outgoingFingerprint: string;
    /** The time, in milliseconds since 1970. */
    now(): number;
    /** Whether the data plane of the service accepts the active key. */
    isKeyAccepted(): Promise<boolean>;
    /** Asks a page once: no redirect is followed, and an answer has to be complete in time. Throws where none is. */
    get(url: string, timeoutMs: number): Promise<WebAnswer>;
    /** A module of the user's own, by what `require` takes. */
    load(module: string): unknown;
    /** The question to the logs. */
    keyUse(): Promise<KeyUse>;
    /** The storage account of the pair, with its logs in this workspace. */
    loggedAccount(workspaceId: string): Promise<LoggedAccount>;
}

/** The context of a gate of one's own. It contains no key. */
export interface GateContext {
    /** Name of the pair. */
    readonly pair: string;
    /** Number of switches so far, this one included. */
    readonly generation: number;
    /** The slot whose key consumers have now, by the service's own name. */
    readonly activeSlot: string;
    /** The slot whose key consumers left: the one that an open gate lets Retirement regenerate. */
    readonly outgoingSlot: string;
    /** When the active key was taken into use, in ISO 8601. */
    readonly rotatedAt: string;
    /** SHA-256 of the active key, in hex. */
    readonly keyFingerprint: string;
    /** When every consumer had switched, in ISO 8601. */
    readonly switchedAt: string;
    /** The value that the program gave to `moduleGate`. */
    readonly config: Readonly<Record<string, unknown>>;
}
