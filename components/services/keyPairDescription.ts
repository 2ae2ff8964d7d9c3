import type { SlotNames } from "../lifecycle/state";
import type { KeyEncoding } from "./fingerprint";

/** A key by the name of its slot. Secret: never logged, never in a plain output. */
export type KeysBySlot = Readonly<Record<string, string>>;

/** Addresses of the data plane of a service, by service name such as `blob`; each ends with a slash. */
export type Endpoints = Readonly<Record<string, string>>;

/** The facts about a pair that need no call. */
export interface KeyPairDescription {
    readonly slots: SlotNames;
    readonly keyEncoding: KeyEncoding;
    /** The connection string of applications, or the key itself if a service has no such form. `name` is that of the source. */
    readonly connectionString: (name: string, key: string, endpoints: Endpoints) => string;
    /** The key in a connection string; undefined if the text is not one. */
    readonly keyInConnectionString: (text: string) => string | undefined;
    /** Whether the service can be asked if it accepts a key. */
    readonly canBeAsked: boolean;
    /** How long a new key may take to be accepted, such as `10m`: waited if no call can tell. */
    readonly acceptedWithin: string;
}
