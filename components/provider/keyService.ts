import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { fingerprintOf } from "../keySources/fingerprint";
import type { Endpoints, KeysBySlot } from "../keySources/keyPairDescription";
import { RotationError } from "../lifecycle/rotationError";
import type { SlotNames } from "../lifecycle/state";
import { type KeyPair, LostRegenerate, type Probe } from "./keyPairs/keyPair";
import { keyPairOf, type PairAccess } from "./keyPairs/keyPairs";

const REGENERATE_TRIES = 3;
const MADE_UP_BYTES = 32;

/** The service that has the two keys, with what holds for every one: what a list must have, and when a regenerate is repeated. */
export class KeyService {
    constructor(private readonly pair: KeyPair) {}

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
     * Regenerates one key and returns both. A regenerate is not idempotent, so after one whose response was lost the keys
     * are listed and compared with the fingerprint from before, and only a key that did not change is tried again.
     */
    async regenerate(slot: string, fingerprintBefore: string): Promise<KeysBySlot> {
        for (let tries = 1; ; tries++) {
            const outcome = await this.tryRegenerate(slot);
            const keys = outcome instanceof LostRegenerate ? await this.list() : outcome;
            if (this.isRegenerated(keys[slot] ?? "", fingerprintBefore)) {
                return keys;
            }
            if (tries === REGENERATE_TRIES) {
                throw outcome instanceof LostRegenerate
                    ? outcome.cause
                    : this.unexpected(`${slot} is the same after its regenerate`);
            }
            await sleep(1000 * tries);
        }
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

    private async tryRegenerate(slot: string): Promise<KeysBySlot | LostRegenerate> {
        try {
            const keys = await this.pair.regenerate(slot);
            return keys !== undefined && this.missingIn(keys) === undefined ? this.bySlot(keys) : await this.list();
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
