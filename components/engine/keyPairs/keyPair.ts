import type { Endpoints, KeyPairDescription, KeysBySlot } from "../../services/keyPairDescription";

/** The two keys of one service, as the handlers reach them. The lifecycle decides about repeated calls. */
export interface KeyPair {
    /** Identity of the pair; for Azure, the ARM id of the resource that has the keys. */
    readonly id: string;
    readonly description: Omit<KeyPairDescription, "canBeAsked">;
    /** The resource that performs one write at a time, for all its pairs; absent if the pair is alone. */
    readonly turnId?: string;
    /** Whether a slot may be without a key. It is empty in a list then: nobody made the key yet, or somebody deleted it. */
    readonly slotsMayBeEmpty: boolean;
    /** The key that a regenerate makes, if it is known before: a slot that has it needs no regenerate. */
    readonly nextKey?: string;
    /** Makes the keys that do not exist yet, before the pair is adopted with this slot in use. Absent if the service makes them. */
    prepare?(initialSlot: string): Promise<void>;
    /** Both keys, by slot. */
    list(): Promise<KeysBySlot>;
    /**
     * Regenerates one key, once. Returns the keys of the answer.
     *
     * @throws LostRegenerate if the key may be a new one in spite of the error
     */
    regenerate(slot: string): Promise<KeysBySlot | undefined>;
    /** The address of the data plane; empty if that is not known. */
    endpoints(): Promise<Endpoints>;
    /** Asks the service whether it accepts a key; undefined if nobody can be asked. */
    probe(endpoints: Endpoints): Promise<Probe | undefined>;
    /** The connection strings of applications. */
    connectionString(key: string, endpoints: Endpoints): string;
}

/** Asks whether a key is accepted. Never throws. */
export type Probe = (key: string) => Promise<boolean>;

/** A regenerate with an unknown effect: its answer was lost, says nothing, or says "later". */
export class LostRegenerate extends Error {
    /** Whether it may still take effect: another one could end before it. */
    readonly mayBeUnderWay: boolean;
    /** It was refused because another operation is running: it has had no effect, and may be repeated later. */
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
