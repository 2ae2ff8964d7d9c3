import type { GateResult } from "../lifecycle/gateAnswer";
import { fingerprintOf } from "../services/fingerprint";

/** A settled pair, as a program that is tested with Pulumi's mocks meets it. */
export interface SettledPair {
    /** The slot whose key is in use, by the service's own name. Default `key1`. */
    readonly slot?: string;
    /** Number of switches so far. Default 0. */
    readonly generation?: number;
    /** When the key was taken into use, in ISO 8601. */
    readonly rotatedAt?: string;
    /** The key in use: one that no service accepts. */
    readonly key?: string;
    /** Default: a connection string of a storage account that has this key. */
    readonly connectionString?: string;
    /** The answers of the gates. Default: none. */
    readonly gates?: readonly GateResult[];
}

const SOURCE = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/mocked";

/**
 * The outputs of the resources of a settled pair.
 *
 * @param type the last part of a resource's type, such as `Rotation`.
 * @returns nothing for other resources.
 */
export function settledOutputs(type: string, pair: SettledPair = {}): Readonly<Record<string, unknown>> {
    const { slot = "key1", generation = 0, rotatedAt = "2026-01-01T00:00:00.000Z", gates = [] } = pair;
    const { key = "bW9ja2Vk" } = pair;
    const { connectionString = `AccountName=mocked;AccountKey=${key}` } = pair;
    const fingerprint = fingerprintOf(key, "base64");
    const given = { source: SOURCE.toLowerCase(), generation, rotatedAt };
    switch (type) {
        case "Rotation":
            return {
                state: {
                    ...given,
                    active: { slot, fingerprint },
                    home: slot,
                    trigger: "",
                    emergency: "",
                    urgent: false,
                },
                sourceId: SOURCE,
                endpoints: { blob: "https://mocked.blob.core.windows.net/" },
                key,
                connectionString,
            };
        case "Wave":
            return {
                state: { wave: 2, given: { ...given, slot, fingerprint } },
                givenAt: rotatedAt,
                key,
                connectionString,
            };
        case "Retirement":
            return {
                state: { ...given, fingerprint, settled: true, switchedAt: rotatedAt, digests: {} },
                answers: gates,
            };
        default:
            return {};
    }
}
