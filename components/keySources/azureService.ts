import type { SlotNames } from "../lifecycle/state";
import type { KeyEncoding } from "./fingerprint";

/** A key by the name of its slot. Secret: never logged, never in a plain output. */
export type KeysBySlot = Readonly<Record<string, string>>;

/** Where the data plane of a service is, by service name such as `blob`; each ends with a slash. */
export type Endpoints = Readonly<Record<string, string>>;

/** An Azure service with two interchangeable keys: a row of the table in `azureServices.ts`. */
export interface AzureService {
    /** ARM type, such as `Microsoft.Storage/storageAccounts`. */
    readonly type: string;
    readonly apiVersion: string;
    /** Argument that names the resource, as azure-native calls it. */
    readonly nameArgument: string;
    /** What the service allows as a name, and the same in words. */
    readonly name: { readonly pattern: RegExp; readonly rule: string };
    readonly slots: SlotNames;
    readonly keyEncoding: KeyEncoding;
    /** POST that lists the keys, relative to the resource. */
    readonly listAction: string;
    /** POST that regenerates one key, relative to the resource. */
    readonly regenerateAction: string;
    /** Body of the regenerate. */
    readonly regenerateBody: (slot: string) => unknown;
    /** The keys in the response of a list, and of a regenerate where `regenerateReturnsKeys`. */
    readonly keysIn: (response: unknown) => KeysBySlot;
    readonly regenerateReturnsKeys: boolean;
    /** The data-plane endpoints of the resource, from its GET and the suffix of the cloud in use. */
    readonly endpointsOf: (name: string, resource: unknown, storageSuffix: string) => Endpoints;
    readonly connectionString: (name: string, key: string, endpoints: Endpoints) => string;
    /** How the data plane is asked whether it accepts a key. */
    readonly probe: "storage";
    /** The key in a connection string; undefined where the text is none. */
    readonly keyInConnectionString: (text: string) => string | undefined;
}
