import { randomBytes } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { fingerprintOf } from "../keySources/fingerprint";
import type { Endpoints, KeysBySlot } from "../keySources/keyPairDescription";
import { RotationError } from "../lifecycle/rotationError";
import type { SlotNames } from "../lifecycle/state";
import { type KeyPair, LostRegenerate, type Probe } from "./keyPairs/keyPair";
import { keyPairOf, type PairAccess } from "./keyPairs/keyPairs";

const MADE_UP_BYTES = 32;

/** The waits before the keys are looked at again, after a regenerate whose effect is not known. */
const LOOK_AFTER_MS = [1_000, 2_000, 4_000] as const;

/** The service that has the two keys, with what holds for every one: what a list must have, and when a regenerate is repeated. */
export class KeyService {
    constructor(
        private readonly pair: KeyPair,
        private readonly sleep: (ms: number) => Promise<unknown> = setTimeout,
    ) {}

    get id(): string {
        return this.pair.id;
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
        const missing = this.missingIn(keys);
        if (missing !== undefined && !this.pair.slotsMayBeEmpty) {
            throw this.unexpected(`the list of keys has no ${missing}`);
        }
        return this.bySlot(keys);
    }

    /**
     * Regenerates one key and returns both. A regenerate is not idempotent, so after one whose effect is not known the keys
     * are listed and compared with the fingerprint from before. A key that did not change is tried again, unless the one
     * before may still be under way: the two could end in the other order, and consumers get a key that is gone.
     */
    async regenerate(slot: string, fingerprintBefore: string): Promise<KeysBySlot> {
        let outcome = await this.tryRegenerate(slot, fingerprintBefore);
        for (const waitMs of LOOK_AFTER_MS) {
            if (!(outcome instanceof LostRegenerate)) {
                return outcome;
            }
            await this.sleep(Math.max(waitMs, outcome.retryAfterMs));
            const keys = await this.list();
            if (this.isRegenerated(keys[slot] ?? "", fingerprintBefore)) {
                return keys;
            }
            if (!outcome.mayBeUnderWay) {
                outcome = await this.tryRegenerate(slot, fingerprintBefore);
            }
        }
        if (outcome instanceof LostRegenerate) {
            throw outcome.cause;
        }
        return outcome;
    }

    /** The key that consumers may be given from this slot; an error where it has none. */
    keyIn(slot: string, keys: KeysBySlot): string {
        const key = keys[slot];
        if (!key) {
            throw this.unexpected(
                `${slot} has no key (any more), so consumers cannot be given it; no key was changed; ` +
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

    /** Fingerprint of the key in each slot. */
    fingerprints(keys: KeysBySlot): Readonly<Record<string, string>> {
        return Object.fromEntries(this.slots.map((slot) => [slot, this.fingerprintOf(keys[slot] ?? "")]));
    }

    /** Fingerprint of the key that a setting's value contains. */
    fingerprintIn(value: string): string {
        return this.fingerprintOf(this.pair.description.keyInConnectionString(value) ?? value);
    }

    private isRegenerated(key: string, fingerprintBefore: string): boolean {
        return key !== "" && (key === this.pair.nextKey || this.fingerprintOf(key) !== fingerprintBefore);
    }

    /** The new keys, or an error after which nobody knows whether there are any. */
    private async tryRegenerate(slot: string, fingerprintBefore: string): Promise<KeysBySlot | LostRegenerate> {
        try {
            const told = await this.pair.regenerate(slot);
            const keys =
                told === undefined || this.missingIn(told) !== undefined ? await this.list() : this.bySlot(told);
            return this.isRegenerated(keys[slot] ?? "", fingerprintBefore)
                ? keys
                : new LostRegenerate(this.unexpected(`${slot} is the same after its regenerate`));
        } catch (error) {
            if (error instanceof LostRegenerate) {
                return error;
            }
            throw error;
        }
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
