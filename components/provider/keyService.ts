import { setTimeout as sleep } from "node:timers/promises";
import type { SourceInputs } from "../arguments/rotationInputs";
import { ArmError, unlessAbsent } from "../azure/armError";
import type { AzureConnection } from "../azure/connection";
import type { AzureService, Endpoints, KeysBySlot } from "../keySources/azureService";
import { azureServices } from "../keySources/azureServices";
import { fingerprintOf } from "../keySources/fingerprint";
import { RotationError } from "../lifecycle/rotationError";

/** ARM id of the resource that has the keys: the identity of the pair. */
export function sourceId(source: SourceInputs, defaultSubscriptionId: string): string {
    const { type } = azureServices[source.service];
    const subscriptionId = source.subscriptionId ?? defaultSubscriptionId;
    return `/subscriptions/${subscriptionId}/resourceGroups/${source.resourceGroupName}/providers/${type}/${source.name}`;
}

const REGENERATE_TRIES = 3;

/** The service that has the two keys. */
export class KeyService {
    readonly row: AzureService;
    readonly id: string;

    constructor(
        readonly source: SourceInputs,
        private readonly azure: AzureConnection,
    ) {
        this.row = azureServices[source.service];
        this.id = sourceId(source, azure.subscriptionId);
    }

    /** Lists both keys. */
    async list(): Promise<KeysBySlot> {
        return this.keysIn(await this.azure.arm.send(this.action(this.row.listAction)));
    }

    /**
     * Regenerates one key and returns both. A regenerate is not idempotent, so after one whose response was lost the keys
     * are listed and compared with the fingerprint from before, and only a key that did not change is tried again.
     */
    async regenerate(slot: string, fingerprintBefore: string): Promise<KeysBySlot> {
        for (let tries = 1; ; tries++) {
            const outcome = await this.tryRegenerate(slot);
            const keys = outcome instanceof ArmError ? await this.list() : outcome;
            if (this.fingerprintOf(keys[slot] ?? "") !== fingerprintBefore) {
                return keys;
            }
            if (tries === REGENERATE_TRIES) {
                throw outcome instanceof ArmError
                    ? outcome
                    : this.unexpected(`${slot} is the same after its regenerate`);
            }
            await sleep(1000 * tries);
        }
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

    private async tryRegenerate(slot: string): Promise<KeysBySlot | ArmError> {
        try {
            const answer = await this.azure.arm.sendOnce({
                ...this.action(this.row.regenerateAction),
                body: this.row.regenerateBody(slot),
            });
            return this.row.regenerateReturnsKeys && answer !== undefined ? this.keysIn(answer) : await this.list();
        } catch (error) {
            if (error instanceof ArmError && error.mayHaveTakenEffect) {
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

    private unexpected(what: string): RotationError {
        return new RotationError("service", `${this.id}: ${what}`);
    }
}

function readKeys(row: AzureService, answer: unknown): KeysBySlot | undefined {
    try {
        return row.keysIn(answer);
    } catch {
        return undefined;
    }
}
