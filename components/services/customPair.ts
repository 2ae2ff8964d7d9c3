import type { Input } from "@pulumi/pulumi";
import type { SlotNames } from "../lifecycle/state";
import type { KeyEncoding } from "./fingerprint";
import type { KeysBySlot } from "./keyPairDescription";
import { type KeySource, sourceOf } from "./keySource";

/** A pair that a module of the user's own reaches, as plain values. */
export interface CustomPairInputs {
    readonly service: "custom";
    readonly module: string;
    readonly config: Readonly<Record<string, unknown>>;
}

/** Arguments of `custom`. */
export interface CustomPairSource {
    /** A module as `require` takes it, seen from the folder of the program, such as `./accessKeys.js`. */
    readonly module: Input<string>;
    /**
     * Told to the module with each call. Plain data, kept in plain state and shown in messages: a secret in it is refused.
     * Credentials come from the environment of the update.
     */
    readonly config?: Readonly<Record<string, Input<unknown>>>;
}

/**
 * Any pair of keys: a module of your own lists them and makes one anew, and everything else (the order, the guard, retries, waits, secrecy)
 * is as for every other service. The module exports the members of `KeyPairModule`; any other module is refused at preview. It is loaded
 * from the folder of the program, as JavaScript that `require` can load.
 */
export function custom({ module, config = {} }: CustomPairSource): KeySource {
    return sourceOf({ service: "custom", module, config });
}

/** The context of a module for `custom`. */
export interface KeyPairContext {
    /** The value that the program gave to `custom`. */
    readonly config: Readonly<Record<string, unknown>>;
}

/**
 * A module for `custom`. It prints no key and keeps none in a file. Its errors are shown, without every key that it has listed and without
 * text that looks like a key.
 */
export interface KeyPairModule {
    /** Names of the two slots. */
    readonly slots: SlotNames;
    /**
     * Both keys as they are now, by slot: an empty text for a slot that has none. A key that the service no longer accepts does not count.
     * Called again after a failure, so it changes nothing.
     */
    list(context: KeyPairContext): KeysBySlot | Promise<KeysBySlot>;
    /**
     * Makes the key of one slot anew, so that the former one stops working, and leaves the other slot unchanged. May return both keys,
     * which saves a list. A call that throws may have taken effect all the same: the keys are listed, and only if the slot is unchanged, it
     * is called again (three times at most). So it first clears the half-done work of an earlier call.
     */
    regenerate(context: KeyPairContext, slot: string): Promise<KeysBySlot | undefined> | Promise<void>;
    /**
     * Whether the service accepts a key. If the module has it, an update waits until a new key is accepted before it gives the key to consumers. An
     * error means no.
     */
    accepts?(context: KeyPairContext, key: string): boolean | Promise<boolean>;
    /** The connection string of applications; default: the key itself. Needs `keyInConnectionString` beside it. */
    connectionString?(context: KeyPairContext, key: string): string;
    /** The key in such a text, or undefined: how consumers are looked at before a key is regenerated. */
    keyInConnectionString?(text: string): string | undefined;
    /**
     * The identity of this pair, such as the name of the account; shown in messages. Another identity is another pair, which is adopted.
     * Default: the module and all of `config`.
     */
    identity?(config: Readonly<Record<string, unknown>>): string;
    /** The source of fingerprints: the key's text (default), or the bytes that it is the base64 of. */
    readonly keyEncoding?: KeyEncoding;
    /** How long a new key may take to be accepted, if no call can tell; default `10m`. */
    readonly acceptedWithin?: string;
}
