import type { Digests } from "./proof";

/** A slot and the fingerprint of the key that stood in it: all that is remembered of a key. */
export interface SlotKey {
    /** The service's own name of the slot, such as `key1`. */
    readonly slot: string;
    /** SHA-256 of the key's bytes, in hex. */
    readonly fingerprint: string;
}

/** The outgoing key of a switch, with the switch that had given it. */
export interface LeftKey extends SlotKey {
    readonly generation: number;
    /** The time at which it was taken into use, in ISO 8601; empty if the pair never gave it to anybody. */
    readonly rotatedAt: string;
}

/** The two slots of a pair, in the service's own names and order. */
export type SlotNames = readonly [string, string];

/** The memory of Rotation about a pair. */
export interface RotationState {
    /** Identity of the service that has the two keys; another one is another pair. */
    readonly source: string;
    /** Number of switches so far; 0 when adopted. To move to another source is a switch. */
    readonly generation: number;
    /** The key for the consumers. */
    readonly active: SlotKey;
    /** The key that consumers left with this generation; absent until the first switch. */
    readonly outgoing?: LeftKey;
    /** The slot that applications used when the pair was adopted; `there-and-back` comes back to it. */
    readonly home: string;
    /** The rotation trigger that was applied last, in its canonical form. */
    readonly trigger: string;
    /** The emergency trigger that was applied last, in its canonical form; empty if none was. */
    readonly emergency: string;
    /** Whether an emergency made this generation: its outgoing key is retired without waiting. */
    readonly urgent: boolean;
    /** When the active key was taken into use, in ISO 8601. */
    readonly rotatedAt: string;
    /** The time from which the age of the active key counts, in ISO 8601, if `rotatedAt` came from a clock that ran ahead. */
    readonly agesFrom?: string;
}

/** The memory of Retirement about a pair. */
export interface RetirementState {
    /** Identity of the service that has the two keys. */
    readonly source: string;
    /** The generation that this state speaks of. */
    readonly generation: number;
    /** When its key was taken into use, in ISO 8601, and the key's fingerprint: by these a switch is known (rule 22). */
    readonly rotatedAt: string;
    readonly fingerprint: string;
    /** The slot that was left, while it is not retired. */
    readonly outgoingSlot?: string;
    /** The proofs in the consumers' own outputs when this state was written, and with the switch before (rule 23). */
    readonly digests: Digests;
    readonly digestsBefore?: Digests;
    /** Whether the outgoing key of that generation is gone. */
    readonly settled: boolean;
    /** When every consumer had switched to that generation, in ISO 8601. */
    readonly switchedAt: string;
    /** Whether a wave did not have the key yet, so that `switchedAt` is still to come. */
    readonly isBehind?: true;
    /** The retire trigger when a person was asked first, absent if nobody is asked: a change of it retires the outgoing key. */
    readonly retireTrigger?: string;
    /** The earliest time at which the outgoing key is retired, in ISO 8601, if a wait is known. */
    readonly retiresAt?: string;
    /** Why the outgoing key is still valid. */
    readonly waitingFor?: string;
}

/** The content of a place. */
export interface Holding {
    /** The place as a user knows it, such as `web/UPLOADS`. */
    readonly consumer: string;
    /**
     * Fingerprint of the key it holds; `unknown` counts as any key, `nothing` as none. `missing`: this stack wrote it and it is not there now,
     * which may not be true (rule 31), so it counts as any key.
     */
    readonly holds: { readonly fingerprint: string } | "unknown" | "missing" | "nothing";
    /** The place is not a consumer. It was looked at because it may hold a key. */
    readonly isOther?: true;
}

/** The observations of the service and of the consumers, just before a decision. */
export interface Observed {
    /** Fingerprint of the key in each slot. */
    readonly fingerprints: Readonly<Record<string, string>>;
    /** The content of each consumer that can be looked at. */
    readonly holdings: readonly Holding[];
}

/** A place that holds a key, or may hold it. */
export interface Holder {
    readonly consumer: string;
    readonly why: "holds" | "unknown" | "missing";
}

/** The places that hold the key with this fingerprint, or may hold it. */
export function holdersOf(fingerprint: string, { holdings }: Pick<Observed, "holdings">): readonly Holder[] {
    return holdings.flatMap(({ consumer, holds }): readonly Holder[] => {
        if (typeof holds === "object") {
            return holds.fingerprint === fingerprint ? [{ consumer, why: "holds" }] : [];
        }
        return holds === "nothing" ? [] : [{ consumer, why: holds }];
    });
}

/** The fingerprints that consumers hold and that no slot shows: somebody else's keys, or new ones that a late list does not show yet. */
export function unlistedIn({ fingerprints, holdings }: Observed): readonly string[] {
    const listed = Object.values(fingerprints);
    return holdings.flatMap(({ holds, isOther }) =>
        isOther !== true && typeof holds === "object" && !listed.includes(holds.fingerprint) ? [holds.fingerprint] : [],
    );
}

/** The other slot. */
export function otherSlot(slots: SlotNames, slot: string): string {
    return slot === slots[0] ? slots[1] : slots[0];
}

/** The key of a slot. */
export function keyIn(slot: string, { fingerprints }: Pick<Observed, "fingerprints">): SlotKey {
    return { slot, fingerprint: fingerprints[slot] ?? "" };
}
