import { setTimeout } from "node:timers/promises";
import type { SourceInputs } from "../arguments/rotationInputs";
import { ArmError, unlessAbsent } from "../azure/armError";
import type { AzureConnection } from "../azure/connection";
import type { AzureService, Endpoints, KeysBySlot } from "../keySources/azureService";
import { azureServices } from "../keySources/azureServices";
import { fingerprintOf } from "../keySources/fingerprint";

/** ARM id of the resource that has the keys: the identity of the pair. */
export function sourceId(source: SourceInputs, defaultSubscriptionId: string): string {
    const { type } = azureServices[source.service];
    const subscriptionId = source.subscriptionId ?? defaultSubscriptionId;
    return `/subscriptions/${subscriptionId}/resourceGroups/${source.resourceGroupName}/providers/${type}/${source.name}`;
}

/** The waits before the keys are looked at again, after a regenerate whose effect is not known. */
const LOOK_AFTER_MS = [1_000, 2_000, 4_000] as const;

/** The service that has the two keys. */
export class KeyService {
    readonly row: AzureService;
    readonly id: string;

    constructor(
        readonly source: SourceInputs,
        private readonly azure: AzureConnection,
        private readonly sleep: (ms: number) => Promise<unknown> = setTimeout,
    ) {
        this.row = azureServices[source.service];
        this.id = sourceId(source, azure.subscriptionId);
    }

    /** Lists both keys. */
    async list(): Promise<KeysBySlot> {
        return this.keysIn(await this.azure.arm.send(this.action(this.row.listAction)));
    }

    /**
     * Regenerates one key and returns both. A regenerate is not idempotent, so after one whose effect is not known the keys
     * are listed and compared with the fingerprint from before. A key that did not change is tried again, unless the one
     * before may still be under way: the two could end in the other order, and consumers get a key that is gone.
     */
    async regenerate(slot: string, fingerprintBefore: string): Promise<KeysBySlot> {
        let outcome = await this.tryRegenerate(slot, fingerprintBefore);
        for (const waitMs of LOOK_AFTER_MS) {
            if (!(outcome instanceof ArmError)) {
                return outcome;
            }
            await this.sleep(Math.max(waitMs, outcome.retryAfterMs ?? 0));
            const keys = await this.list();
            if (this.fingerprintOf(keys[slot] ?? "") !== fingerprintBefore) {
                return keys;
            }
            if (!outcome.mayBeUnderWay) {
                outcome = await this.tryRegenerate(slot, fingerprintBefore);
            }
        }
        if (outcome instanceof ArmError) {
            throw outcome;
        }
        return outcome;
    }

    /** The data-plane endpoints: those that the resource itself names, else those of the cloud in use. */
    async endpoints(): Promise<Endpoints> {
        const { arm, cloud } = this.azure;
        const resource = await unlessAbsent(
            arm.send({ method: "GET", path: this.id, apiVersion: this.row.apiVersion }),
        );
        return this.row.endpointsOf(this.source.name, resource ?? {}, cloud.storageSuffix);
    }

    /** Fingerprint of a key of this service. */
    fingerprintOf(key: string): string {
        return fingerprintOf(key, this.row.keyEncoding);
    }

    /** Fingerprint of the key in each slot. */
    fingerprints(keys: KeysBySlot): Readonly<Record<string, string>> {
        return Object.fromEntries(this.row.slots.map((slot) => [slot, this.fingerprintOf(keys[slot] ?? "")]));
    }

    /** Fingerprint of the key that a setting's value contains. */
    fingerprintIn(value: string): string {
        return this.fingerprintOf(this.row.keyInConnectionString(value) ?? value);
    }

    /** The new keys, or an error after which nobody knows whether there are any. */
    private async tryRegenerate(slot: string, fingerprintBefore: string): Promise<KeysBySlot | ArmError> {
        try {
            const answer = await this.azure.arm.sendOnce({
                ...this.action(this.row.regenerateAction),
                body: this.row.regenerateBody(slot),
            });
            const told = this.row.regenerateReturnsKeys && answer !== undefined;
            const keys = told ? this.keysIn(answer) : await this.list();
            const isSame = this.fingerprintOf(keys[slot] ?? "") === fingerprintBefore;
            return isSame ? this.unexpected(`${slot} is the same after its regenerate`) : keys;
        } catch (error) {
            if (error instanceof ArmError && (error.mayPass || error.mayBeUnderWay)) {
                return error;
            }
            throw error;
        }
    }

    private action(name: string) {
        return { method: "POST", path: `${this.id}/${name}`, apiVersion: this.row.apiVersion } as const;
    }

    private keysIn(answer: unknown): KeysBySlot {
        const keys = readKeys(this.row, answer);
        const missing = this.row.slots.find((slot) => !keys?.[slot]);
        if (keys === undefined || missing !== undefined) {
            throw this.unexpected(`the list of keys has no ${missing ?? "keys"}`);
        }
        return keys;
    }

    private unexpected(what: string): ArmError {
        return new ArmError(0, `${this.id}: ${what}`);
    }
}

function readKeys(row: AzureService, answer: unknown): KeysBySlot | undefined {
    try {
        return row.keysIn(answer);
    } catch {
        return undefined;
    }
}
