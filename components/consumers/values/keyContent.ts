import type { Output } from "@pulumi/pulumi";
import type { InputsOf } from "../../inputsOf";
import type { SasArgs } from "./sas";

/** The content that a consumer takes of the active key. */
export type KeyContent = "key" | "connectionString";

/** The active key as consumers see it. Everything that contains the key is secret. */
export interface KeyView {
    /** The key itself. Secret. */
    readonly value: Output<string>;
    /** Connection string with the key. Secret. */
    readonly connectionString: Output<string>;
    /** Data-plane endpoints by service, such as `blob`; each ends with a slash. Secret, like all that comes with the key. */
    readonly endpoints: Output<Readonly<Record<string, string>>>;
    /** A SAS, signed with the key: the same until the next switch. Storage accounts alone have any. Secret. */
    sas(args: InputsOf<SasArgs>): Output<string>;
    /** The slot of the key, by the service's own name. */
    readonly slot: Output<string>;
    /**
     * Number of switches so far. A resource that takes the key should take the generation as well (as a tag, say): after
     * a crash and a roll-back the key may be one that the engine believes the resource still has, and only the
     * generation makes it write again.
     */
    readonly generation: Output<number>;
    /** SHA-256 of the key, in hex. */
    readonly fingerprint: Output<string>;
    /** When the key was taken into use, in ISO 8601. */
    readonly rotatedAt: Output<string>;
    /** Identity of the service that the key belongs to: for Azure, its ARM id. */
    readonly source: Output<string>;
}
