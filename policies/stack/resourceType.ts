import { FINGERPRINT_TAG } from "../../components/consumers/values/secretTags";
import { textAt } from "./value";

/** `azure-native:storage/v20230101:StorageAccount`, `azure-native_storage_v20230101:storage:StorageAccount`, and the like. */
const AZURE_NATIVE = /^azure-native(?:_\w+)?:([a-z0-9]+)(?:\/v\w+)?:(\w+)$/i;

const known = new Map<string, string>();

/** A type of azure-native without its API version, in lower case, such as `storage:storageaccount`; the unchanged type for other packages. */
export function plainType(type: string): string {
    const seen = known.get(type);
    if (seen !== undefined) {
        return seen;
    }
    const [, module, name] = AZURE_NATIVE.exec(type) ?? [];
    const plain = module === undefined || name === undefined ? type : `${module}:${name}`.toLowerCase();
    known.set(type, plain);
    return plain;
}

/** Our types: as dynamic resources or as those of the component provider. */
const OURS = /^(?:pulumi-nodejs:dynamic\/two-key|two-key:index):(\w+)$/;
const OF_PAIRS = ["Rotation", "Retirement", "Wave", "Reader", "RotatingKeyPair"] as const;

/** Whether a resource is one of ours, by the last part of its type. */
export function isOurs(type: string, name: (typeof OF_PAIRS)[number]): boolean {
    return OURS.exec(type)?.[1] === name;
}

/** Whether a resource is a place that a pair writes, such as app settings; each kind of place is a type of its own. */
export function isWrittenByPair(type: string): boolean {
    const name = OURS.exec(type)?.[1];
    return name !== undefined && !OF_PAIRS.some((other) => other === name);
}

/** Whether a resource is a Kubernetes Secret that `kubernetesSecret` patches: it is marked with the key's fingerprint. */
export function isPatchedByPair(type: string, inputs: unknown): boolean {
    return (
        type === "kubernetes:core/v1:SecretPatch" &&
        textAt(inputs, "metadata", "annotations", FINGERPRINT_TAG) !== undefined
    );
}
