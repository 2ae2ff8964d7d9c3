import type { SlotKey, SlotNames } from "../../components/lifecycle/state";
import type { StackResource } from "./stackResource";

/** A `RotatingKeyPair` as its resources show it. In a preview that will change it, its state is not known. */
export interface Pair {
    readonly name: string;
    /** The component, or Rotation if there is no component: findings about the pair are shown there. */
    readonly urn: string;
    readonly rotation: StackResource;
    readonly retirement: StackResource | undefined;
    /** Whether its consumers take a new key one wave after the other, so that they differ for a while. */
    readonly hasWaves: boolean;
    /** Names of the secrets that are its two slots, in lower case; empty for a pair whose keys a service makes. */
    readonly slotSecrets: readonly string[];
    /** Name of the resource that has the keys, in lower case. */
    readonly sourceName: string | undefined;
    /** ARM id of the resource that has the keys, in lower case. */
    readonly sourceId: string | undefined;
    readonly slots: SlotNames | undefined;
    readonly state: PairState | undefined;
    /** The active key. Secret. */
    readonly key: string | undefined;
    /** The age at which the pair rotates by itself, in milliseconds. */
    readonly rotateEveryMs: number | undefined;
    /** The built-in consumers, as `PairInputs` describes them. */
    readonly consumers: readonly unknown[];
}

/** The part of the memory of Rotation that policies need. */
export interface PairState {
    readonly generation: number;
    readonly active: SlotKey;
    readonly outgoing: SlotKey | undefined;
    /** The key in the other slot when the pair was adopted. */
    readonly standby: SlotKey | undefined;
    /** When the active key was taken into use, in milliseconds since 1970. */
    readonly rotatedAt: number;
}
