// The component as programs in other languages see it: declared for the schema alone, with the outputs of the one in components/.
import type { ComponentResource, ComponentResourceOptions, Output } from "@pulumi/pulumi";
import type { RotatingKeyPairPluginArgs } from "./args";

/**
 * The two keys of one service, and everything that uses them. A change of `rotationTrigger` regenerates the standby key,
 * moves every consumer to it, and then retires the key they left, all in one `pulumi up`.
 */
export declare class RotatingKeyPair extends ComponentResource {
    /** The slot whose key consumers use, by the service's own name. */
    readonly activeSlot: Output<string>;
    /** Number of switches so far; 0 when adopted. */
    readonly generation: Output<number>;
    /** When the active key was taken into use, in ISO 8601. */
    readonly rotatedAt: Output<string>;
    /** The earliest moment at which the outgoing key is retired, in ISO 8601; absent where no wait is known. */
    readonly retiresAt: Output<string | undefined>;
    /** Whether every consumer is on the active key, and the key they left, if any, is retired. */
    readonly settled: Output<boolean>;
    /** What the gates said when they were asked last, in the order of the program. */
    readonly gates: Output<GateAnswer[]>;
    /** Every place that held a key when that was looked for last, with its owner; absent where nobody looked. */
    readonly dependents: Output<DependentsFound | undefined>;
    /** URI of the version that was written last of each of the Key Vault secrets, by the secret's name. */
    readonly secretUris: Output<Record<string, string>>;
    /** SHA-256 of the active key, in hex. */
    readonly keyFingerprint: Output<string>;
    /** The active key. Secret. */
    readonly key: Output<string>;
    /** Connection string with the active key. Secret. */
    readonly connectionString: Output<string>;

    constructor(name: string, args: RotatingKeyPairPluginArgs, opts?: ComponentResourceOptions);
}

/** What a gate said when it was asked last. */
export interface GateAnswer {
    /** The gate, such as `grace(48h)`. */
    readonly gate: string;
    /** `open`, `waiting` or `failed`. */
    readonly status: string;
    /** Why it is not open. */
    readonly reason?: string;
    /** When it opens, in ISO 8601, where that is known. */
    readonly until?: string;
}

/** The dependents of a pair as they were when they were looked for. */
export interface DependentsFound {
    /** Those without anybody to move them first. */
    readonly places: DependentFound[];
    /** Kinds of places that could not be looked at, and so are not known to be without a key. */
    readonly notLookedAt: KindNotLookedAt[];
    /** How many calls it took. */
    readonly calls: number;
    /** When, in ISO 8601. */
    readonly lookedAt: string;
}

/** A place that holds a key of a pair, or takes one, whoever registered it. */
export interface DependentFound {
    /** What kind of place it is, such as `App Service setting`. */
    readonly kind: string;
    /** The place as a user knows it, such as `web/staging/UPLOADS`. */
    readonly place: string;
    /** ARM id of what the place is in; absent for one that a person added. */
    readonly id?: string;
    /** Who answers for it; absent where nobody said so. */
    readonly owner?: string;
    /** The slots whose key was seen in it; empty where a key cannot be seen. */
    readonly holds: string[];
    /** What gave it away: `fingerprint`, `name`, `reference` or `person`. */
    readonly foundBy: string;
    /** Who moves it to the next key: `pair`, `itself`, `elsewhere`, `byHand`, `unaffected` or `nobody`. */
    readonly movedBy: string;
}

/** Places of a kind that could not be looked at. */
export interface KindNotLookedAt {
    /** The kind of place, such as `Data Factory linked service`. */
    readonly kind: string;
    /** Some of the places by name; empty where the kind could not even be listed. */
    readonly places: string[];
    /** How many there are, as far as that is known. */
    readonly count: number;
    /** Why. */
    readonly reason: string;
}
