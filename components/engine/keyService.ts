import { randomBytes } from "node:crypto";
import { ArmError } from "../azure/armError";
import type { Regenerated } from "../lifecycle/effects";
import { RotationError } from "../lifecycle/rotationError";
import type { SlotNames } from "../lifecycle/state";
import { noteSecret } from "../redaction/redacted";
import { fingerprintOf } from "../services/fingerprint";
import type { Endpoints, KeysBySlot } from "../services/keyPairDescription";
import { type KeyPair, LostRegenerate, type Probe } from "./keyPairs/keyPair";
import { keyPairOf, type PairAccess } from "./keyPairs/keyPairs";

const MADE_UP_BYTES = 32;

/** Throttled: refused without effect, as a conflict is. */
const TOO_MANY = 429;

/** How one regenerate ended, with the keys that were answered. */
export type RegenerateOutcome = Regenerated & { readonly keys?: KeysBySlot };

/**
 * The service that has the two keys, with the rules for every service: the necessary content of a list, and the meaning of the end of a
 * regenerate.
 */
export class KeyService {
    constructor(private readonly pair: KeyPair) {}

    get id(): string {
        return this.pair.id;
    }

    /** The resource that performs one write at a time. */
    get turnId(): string {
        return this.pair.turnId ?? this.pair.id;
    }

    get slots(): SlotNames {
        return this.pair.description.slots;
    }

    /** Makes the keys that are not there yet, before the pair is adopted with this slot in use. */
    async prepare(initialSlot: string): Promise<void> {
        await this.pair.prepare?.(initialSlot);
    }

    /** Lists both keys. */
    async list(): Promise<KeysBySlot> {
        const keys = await this.pair.list();
        Object.values(keys).forEach(noteSecret);
        const missing = this.missingIn(keys);
        if (missing !== undefined && !this.pair.slotsMayBeEmpty) {
            throw this.unexpected(`the list of keys has no ${missing}`);
        }
        return this.bySlot(keys);
    }

    /**
     * Regenerates one key, once. The lifecycle judges the result, because a regenerate is not idempotent.
     *
     * @throws if the service refused its content: no key was changed
     */
    async regenerate(slot: string): Promise<RegenerateOutcome> {
        try {
            const keys = await this.pair.regenerate(slot);
            if (keys === undefined) {
                return { kind: "done" };
            }
            Object.values(keys).forEach(noteSecret);
            const isChosen = this.pair.nextKey !== undefined && keys[slot] === this.pair.nextKey;
            return { kind: "done", keys, fingerprints: this.knownFingerprints(keys), ...(isChosen && { isChosen }) };
        } catch (error) {
            const cause = error instanceof LostRegenerate ? error.cause : error;
            if (cause instanceof ArmError && (cause.isConflict || cause.status === TOO_MANY)) {
                return { kind: "conflict", cause, retryAfterMs: cause.retryAfterMs ?? 0 };
            }
            if (error instanceof LostRegenerate) {
                const { mayBeUnderWay, retryAfterMs } = error;
                return { kind: "lost", cause: error.cause, mayBeUnderWay, retryAfterMs };
            }
            throw error;
        }
    }

    /** The key of this slot for consumers; an error if the slot has no key. */
    keyIn(slot: string, keys: KeysBySlot): string {
        const key = keys[slot];
        if (!key) {
            throw this.unexpected(
                `${slot} has no key, so consumers cannot be given it; no key was changed; ` +
                    "put a key there, or give consumers the other slot's with `pinnedSlot`, and run `pulumi up` again",
            );
        }
        return key;
    }

    endpoints(): Promise<Endpoints> {
        return this.pair.endpoints();
    }

    probe(endpoints: Endpoints): Promise<Probe | undefined> {
        return this.pair.probe(endpoints);
    }

    connectionString(key: string, endpoints: Endpoints): string {
        return this.pair.connectionString(key, endpoints);
    }

    /** A key of the service's form that it never gave out. */
    madeUpKey(): string {
        const { keyEncoding } = this.pair.description;
        return randomBytes(MADE_UP_BYTES).toString(keyEncoding === "base64" ? "base64" : "hex");
    }

    /** Fingerprint of a key of this service. */
    fingerprintOf(key: string): string {
        return fingerprintOf(key, this.pair.description.keyEncoding);
    }

    /** Fingerprint of the key in each slot; empty for a slot without a key. */
    fingerprints(keys: KeysBySlot): Readonly<Record<string, string>> {
        return Object.fromEntries(this.slots.map((slot) => [slot, keys[slot] ? this.fingerprintOf(keys[slot]) : ""]));
    }

    /** Fingerprint of the key that a setting's value contains. */
    fingerprintIn(value: string): string {
        return this.fingerprintOf(this.pair.description.keyInConnectionString(value) ?? value);
    }

    /** Fingerprints of those keys that an answer has: some services answer the regenerated one alone. */
    private knownFingerprints(keys: KeysBySlot): Readonly<Record<string, string>> {
        const known = this.slots.filter((slot) => keys[slot]);
        return Object.fromEntries(known.map((slot) => [slot, this.fingerprintOf(keys[slot] ?? "")]));
    }

    private missingIn(keys: KeysBySlot): string | undefined {
        return this.slots.find((slot) => !keys[slot]);
    }

    /** The keys of both slots, and of no other: a service may list more. */
    private bySlot(keys: KeysBySlot): KeysBySlot {
        return Object.fromEntries(this.slots.map((slot) => [slot, keys[slot] ?? ""]));
    }

    private unexpected(what: string): RotationError {
        return new RotationError("service", `${this.id}: ${what}`);
    }
}

/** The service of a pair's source. */
export async function keyServiceOf(access: PairAccess): Promise<KeyService> {
    return new KeyService(await keyPairOf(access));
}
