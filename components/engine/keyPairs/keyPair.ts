import type { Endpoints, KeyPairDescription, KeysBySlot } from "../../services/keyPairDescription";

/** The two keys of one service, as the handlers reach them. What is tried again, and when, is decided by the lifecycle. */
export interface KeyPair {
    /** Identity of the pair; for Azure, the ARM id of what has the keys. */
    readonly id: string;
    readonly description: Omit<KeyPairDescription, "canBeAsked">;
    /** What carries out one write at a time, for all pairs that it has; absent where the pair is alone. */
    readonly turnId?: string;
    /** Whether a slot may be without a key, which is empty in a list then: nobody made it yet, or somebody deleted it. */
    readonly slotsMayBeEmpty: boolean;
    /** The key that a regenerate makes, where that is known before: a slot that has it needs none. */
    readonly nextKey?: string;
    /**
     * Makes the keys that are not there yet, before the pair is adopted with this slot in use. Absent where the service
     * makes them.
     */
    prepare?(initialSlot: string): Promise<void>;
    /** Both keys, by slot. */
    list(): Promise<KeysBySlot>;
    /**
     * Regenerates one key, once. Returns the keys that the answer has.
     *
     * @throws LostRegenerate where the key may be a new one all the same
     */
    regenerate(slot: string): Promise<KeysBySlot | undefined>;
    /** Where the data plane is; empty where that is not known. */
    endpoints(): Promise<Endpoints>;
    /** Asks the service whether it accepts a key; undefined where nobody can be asked. */
    probe(endpoints: Endpoints): Promise<Probe | undefined>;
    /** What applications connect with. */
    connectionString(key: string, endpoints: Endpoints): string;
}

/** Asks whether a key is accepted. Never throws. */
export type Probe = (key: string) => Promise<boolean>;

/** A regenerate of which nobody knows whether it took effect: its answer was lost, says nothing, or says "later". */
export class LostRegenerate extends Error {
    /** Whether it may still take effect: another one could end before it. */
    readonly mayBeUnderWay: boolean;
    /** It was refused because another operation is under way: it has had no effect, and may be repeated later. */
    readonly isConflict: boolean;
    /** How long, in milliseconds, the service asks to be left alone. */
    readonly retryAfterMs: number;

    constructor(
        override readonly cause: Error,
        {
            mayBeUnderWay = false,
            isConflict = false,
            retryAfterMs = 0,
        }: { mayBeUnderWay?: boolean; isConflict?: boolean; retryAfterMs?: number | undefined } = {},
    ) {
        super(cause.message);
        this.mayBeUnderWay = mayBeUnderWay;
        this.isConflict = isConflict;
        this.retryAfterMs = retryAfterMs;
    }
}
