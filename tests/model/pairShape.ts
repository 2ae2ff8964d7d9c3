/**
 * A consumer by how it can be looked at: `secret` by its tags, `setting` by its value, `reference` (a setting that refers
 * to a version of the first consumer, a secret) by that version, `custom` not at all.
 */
export type ConsumerKind = "secret" | "setting" | "reference" | "custom";

/** Events that are explored together. */
export type EventGroup =
    | "pin"
    | "strategy"
    | "emergency"
    | "gate"
    | "time"
    | "hand"
    | "past"
    | "source"
    | "manual"
    | "blind";

/** What stays the same in one exploration: the pair as its program describes it, and what may happen to it. */
export interface PairShape {
    readonly name: string;
    readonly consumers: readonly ConsumerKind[];
    /** Time passes in ticks; the outgoing key has this many after every consumer has switched. */
    readonly graceTicks: number;
    /** Readers of a consumer may lag by this many ticks. */
    readonly lagTicks: number;
    /** Age at which the active key is rotated. */
    readonly rotateEveryTicks?: number;
    readonly retire: "automatic" | "manual";
    /** What may happen, beyond bumps, updates and crashes. */
    readonly groups: readonly EventGroup[];
}
