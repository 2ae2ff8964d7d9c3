/** `azure-native:storage/v20230101:StorageAccount`, `azure-native_storage_v20230101:storage:StorageAccount`, and the like. */
const AZURE_NATIVE = /^azure-native(?:_\w+)?:([a-z0-9]+)(?:\/v\w+)?:(\w+)$/i;

const known = new Map<string, string>();

/**
 * A type of azure-native without its API version, in lower case, such as `storage:storageaccount`; the type as it is for
 * other packages.
 */
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

const OURS = ["Rotation", "Retirement", "RotatingKeyPair"] as const;

/** Whether a resource is one of ours, by the last part of its type: as a dynamic resource or as one of the component provider. */
export function isOurs(type: string, name: (typeof OURS)[number]): boolean {
    return ourName(type) === name;
}

/** Whether a resource is a place that a pair writes, such as the settings of an app: there is a type for each kind of place. */
export function isWrittenByPair(type: string): boolean {
    const name = ourName(type);
    return name !== undefined && !OURS.some((other) => other === name);
}

function ourName(type: string): string | undefined {
    return /^(?:pulumi-nodejs:dynamic\/two-key|two-key:index):(\w+)$/.exec(type)?.[1];
}
