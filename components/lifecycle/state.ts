/** A slot and the fingerprint of the key that stood in it: all that is remembered of a key. */
export interface SlotKey {
    /** The service's own name of the slot, such as `key1`. */
    readonly slot: string;
    /** SHA-256 of the key's bytes, in hex. */
    readonly fingerprint: string;
}

/** The two slots of a pair, in the service's own names and order. */
export type SlotNames = readonly [string, string];

/** What Rotation remembers of a pair. */
export interface RotationState {
    /** Identity of the service that has the two keys; another one is another pair. */
    readonly source: string;
    /** Number of switches so far; 0 when adopted. To move to another source is a switch. */
    readonly generation: number;
    /** The key that consumers are given. */
    readonly active: SlotKey;
    /** The key that consumers left with this generation; absent until the first switch. */
    readonly outgoing?: SlotKey;
    /** The slot that applications used when the pair was adopted; `there-and-back` comes back to it. */
    readonly home: string;
    /** The rotation trigger that was applied last, in its canonical form. */
    readonly trigger: string;
    /** The emergency trigger that was applied last, in its canonical form; empty where there was none. */
    readonly emergency: string;
    /** Whether an emergency made this generation: its outgoing key is retired without waiting. */
    readonly urgent: boolean;
    /** When the active key was taken into use, in ISO 8601. */
    readonly rotatedAt: string;
}

/** What Retirement remembers of a pair. */
export interface RetirementState {
    /** Identity of the service that has the two keys. */
    readonly source: string;
    /** The generation that this state speaks of. */
    readonly generation: number;
    /** Whether nothing of that generation is outgoing any more. */
    readonly settled: boolean;
    /** When every consumer had switched to that generation, in ISO 8601. */
    readonly switchedAt: string;
    /** Whether a wave did not have the key yet, so that `switchedAt` is still to come. */
    readonly isBehind?: true;
    /** The retire trigger when a person was asked first, absent where nobody is: a change of it retires the outgoing key. */
    readonly retireTrigger?: string;
    /** The earliest moment at which the outgoing key is retired, in ISO 8601, where a wait is known. */
    readonly retiresAt?: string;
    /** Why the outgoing key is still valid. */
    readonly waitingFor?: string;
}

/** What a consumer was seen to hold. */
export interface Holding {
    /** The consumer as a user knows it, such as `web/UPLOADS`. */
    readonly consumer: string;
    /** Fingerprint of the key it holds; `unknown` counts as any key, `nothing` as none. */
    readonly holds: { readonly fingerprint: string } | "unknown" | "nothing";
}

/** What was seen of the service and of the consumers, just before a decision. */
export interface Observed {
    /** Fingerprint of the key that stands in each slot. */
    readonly fingerprints: Readonly<Record<string, string>>;
    /** What each consumer that can be looked at holds. */
    readonly holdings: readonly Holding[];
}

/** The consumers that hold the key with this fingerprint, or may hold it. */
export function holdersOf(fingerprint: string, holdings: readonly Holding[]): readonly string[] {
    return holdings
        .filter(({ holds }) => holds === "unknown" || (holds !== "nothing" && holds.fingerprint === fingerprint))
        .map(({ consumer }) => consumer);
}

/** The slot beside the given one. */
export function otherSlot(slots: SlotNames, slot: string): string {
    return slot === slots[0] ? slots[1] : slots[0];
}

/** What stands in a slot. */
export function keyIn(slot: string, { fingerprints }: Pick<Observed, "fingerprints">): SlotKey {
    return { slot, fingerprint: fingerprints[slot] ?? "" };
}
