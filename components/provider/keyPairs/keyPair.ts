import type { Endpoints, KeyPairDescription, KeysBySlot } from "../../keySources/keyPairDescription";

/** The two keys of one service, as the handlers reach them. What is tried again, and when, is decided by `KeyService`. */
export interface KeyPair {
    /** Identity of the pair; for Azure, the ARM id of what has the keys. */
    readonly id: string;
    readonly description: Omit<KeyPairDescription, "canBeAsked">;
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
     * Regenerates one key, once. Returns both where the answer has them.
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
    /** How long, in milliseconds, the service asks to be left alone. */
    readonly retryAfterMs: number;

    constructor(
        override readonly cause: Error,
        {
            mayBeUnderWay = false,
            retryAfterMs = 0,
        }: { mayBeUnderWay?: boolean; retryAfterMs?: number | undefined } = {},
    ) {
        super(cause.message);
        this.mayBeUnderWay = mayBeUnderWay;
        this.retryAfterMs = retryAfterMs;
    }
}
