import type { SlotNames } from "../lifecycle/state";
import type { KeyEncoding } from "./fingerprint";

/** A key by the name of its slot. Secret: never logged, never in a plain output. */
export type KeysBySlot = Readonly<Record<string, string>>;

/** Where the data plane of a service is, by service name such as `blob`; each ends with a slash. */
export type Endpoints = Readonly<Record<string, string>>;

/** What is known of a pair without asking anybody. */
export interface KeyPairDescription {
    readonly slots: SlotNames;
    readonly keyEncoding: KeyEncoding;
    /** What applications connect with; the key itself where a service has no such form. `name` is that of the source. */
    readonly connectionString: (name: string, key: string, endpoints: Endpoints) => string;
    /** The key in a connection string; undefined where the text is none. */
    readonly keyInConnectionString: (text: string) => string | undefined;
    /** Whether the service can be asked if it accepts a key. */
    readonly canBeAsked: boolean;
    /** How long a new key may take to be accepted, such as `10m`: waited where nobody can be asked. */
    readonly acceptedWithin: string;
}
