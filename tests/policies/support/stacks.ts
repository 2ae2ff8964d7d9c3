import { createHash } from "node:crypto";
import { runtime } from "@pulumi/pulumi";
import { fingerprintOf } from "../../../components/services/fingerprint";
import { Stack } from "../../../policies/stack/stack";
import type { StackResource } from "../../../policies/stack/stackResource";

/** The moment at which tests judge. */
export const NOW = new Date("2027-01-01T00:00:00Z");

/** The day so many days before. */
export function daysAgo(days: number): string {
    return new Date(NOW.getTime() - days * 86_400_000).toISOString();
}

/** The engine's form of a value that it does not know yet. */
export const UNKNOWN_TEXT = runtime.unknownValue;

/** How the engine writes a secret. */
export function secret(value: unknown): unknown {
    return { [runtime.specialSigKey]: runtime.specialSecretSig, value };
}

/** An account key: 64 bytes in base64, the same for the same seed. */
export function keyOf(seed: string): string {
    return createHash("sha512").update(seed).digest("base64");
}

export function connectionStringOf(account: string, key: string): string {
    return `DefaultEndpointsProtocol=https;AccountName=${account};AccountKey=${key};EndpointSuffix=core.windows.net`;
}

/** A resource of a stack, as happy as can be. */
export function resource(type: string, name: string, given: Partial<StackResource> = {}): StackResource {
    return {
        urn: `urn:pulumi:dev::shop::${type}::${name}`,
        type,
        name,
        inputs: {},
        outputs: {},
        kind: "resource",
        dependencies: [],
        propertyDependencies: {},
        ...given,
    };
}

export interface PairGiven {
    /** Added to the state of Rotation. */
    readonly state?: object;
    /** Added to the state of Retirement. */
    readonly retirement?: object;
    readonly answers?: readonly object[];
    readonly rotationInputs?: object;
    /** Added to the outputs of Rotation. */
    readonly outputs?: object;
    readonly standby?: object;
    /** URNs that Retirement waits for. */
    readonly consumers?: readonly StackResource[];
}

/** The keys of the pair of {@link pairOf}. */
export const KEYS = { key1: keyOf("key1"), key2: keyOf("key2") };

export const ACCOUNT_ID = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/shopfiles";

/** The resources of a pair `uploads` that uses key1 of `shopfiles` since yesterday, and is settled. */
export function pairOf(given: PairGiven = {}): readonly StackResource[] {
    const component = resource("two-key:index:RotatingKeyPair", "uploads", {
        kind: "component",
        outputs: { key: secret(KEYS.key1), activeSlot: "key1" },
    });
    const source = { service: "storageAccount", resourceGroupName: "rg", name: "shopfiles" };
    const pair = { pair: "uploads", source, consumers: [], customConsumers: false, gates: [] };
    const rotation = resource("pulumi-nodejs:dynamic/two-key:Rotation", "uploads-rotation", {
        parent: component.urn,
        inputs: { ...pair, trigger: "1", ...given.rotationInputs },
        outputs: {
            version: 1,
            pair: "uploads",
            source,
            sourceId: ACCOUNT_ID,
            state: {
                source: ACCOUNT_ID.toLowerCase(),
                generation: 0,
                active: { slot: "key1", fingerprint: fingerprintOf(KEYS.key1, "base64") },
                home: "key1",
                rotatedAt: daysAgo(1),
                ...given.state,
            },
            standby: { slot: "key2", fingerprint: fingerprintOf(KEYS.key2, "base64") },
            key: secret(KEYS.key1),
            connectionString: secret(connectionStringOf("shopfiles", KEYS.key1)),
            ...given.outputs,
        },
    });
    const retirement = resource("pulumi-nodejs:dynamic/two-key:Retirement", "uploads-retirement", {
        parent: component.urn,
        inputs: pair,
        outputs: {
            version: 1,
            state: { generation: 0, settled: true, switchedAt: daysAgo(1), ...given.retirement },
            answers: given.answers ?? [],
            ...(given.standby === undefined ? {} : { standby: given.standby }),
        },
        dependencies: [rotation.urn, ...(given.consumers ?? []).map(({ urn }) => urn)],
        propertyDependencies: { rotation: [rotation.urn], endpoints: [rotation.urn] },
    });
    return [component, rotation, retirement];
}

/** The URN of the Rotation of {@link pairOf}. */
export const ROTATION = pairOf()[1]?.urn ?? "";

/** A rotation that switched to key2 so many days ago, and has not retired key1. */
export function pending(days: number, given: PairGiven = {}): readonly StackResource[] {
    return pairOf({
        ...given,
        state: {
            generation: 1,
            active: { slot: "key2", fingerprint: fingerprintOf(KEYS.key2, "base64") },
            outgoing: { slot: "key1", fingerprint: fingerprintOf(KEYS.key1, "base64") },
            rotatedAt: daysAgo(days),
            ...given.state,
        },
        retirement: { generation: 1, settled: false, switchedAt: daysAgo(days), ...given.retirement },
        outputs: { key: secret(KEYS.key2), standby: undefined, ...given.outputs },
    });
}

/** A storage account that no policy has anything against, though keys open it. */
export function account(inputs: object = {}, outputs: object = {}): StackResource {
    return resource("azure-native:storage:StorageAccount", "files", {
        inputs: {
            resourceGroupName: "rg",
            accountName: "shopfiles",
            kind: "StorageV2",
            keyPolicy: { keyExpirationPeriodInDays: 90 },
            sasPolicy: { sasExpirationPeriod: "1.00:00:00", expirationAction: "Log" },
            ...inputs,
        },
        outputs: {
            name: "shopfiles",
            creationTime: daysAgo(400),
            keyCreationTime: { key1: daysAgo(20), key2: daysAgo(10) },
            ...outputs,
        },
    });
}

/** Resources, some of them in lists, such as those of a pair. */
export type Resources = readonly (StackResource | readonly StackResource[])[];

/** A stack of these resources. */
export function stackOf(...resources: Resources): Stack {
    return new Stack(resources.flat());
}
