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

/** Whether a resource is one of ours, by the last part of its type: as a dynamic resource or as one of the component provider. */
export function isOurs(type: string, name: "Rotation" | "Retirement" | "AppSettings" | "RotatingKeyPair"): boolean {
    return type === `pulumi-nodejs:dynamic/two-key:${name}` || type === `two-key:index:${name}`;
}
