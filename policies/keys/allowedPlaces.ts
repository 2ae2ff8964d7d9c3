// Places that may hold a key, and places that must not.
import { isOurs, plainType } from "../stack/resourceType";

/** Types whose job is to keep a secret, and the property they keep it in. */
const STORES: Readonly<Record<string, string>> = {
    "keyvault:secret": "properties.value",
    "azure:keyvault/secret:Secret": "value",
    "aws:secretsmanager/secretVersion:SecretVersion": "secretString",
    "vault:kv/secretV2:SecretV2": "dataJson",
    "vault:generic/secret:Secret": "dataJson",
    "gcp:secretmanager/secretVersion:SecretVersion": "secretData",
};

/** Secrets of pipelines: they cannot be read there, but no rotation knows of the copy. */
const OF_PIPELINES = /^github:index\/\w*secret:\w+ (?:plaintext)?value$/i;

/**
 * Credentials that a service of Azure takes for itself, never gives back and does not show: the key of a Log Analytics
 * workspace, that of a mounted file share or of an audit log, and the encrypted settings of a machine's extension.
 */
const WRITE_ONLY =
    /(?:^|\.)(?:logAnalyticsConfiguration\.sharedKey|logAnalytics\.workspaceKey|azureFile\.(?:accountKey|storageAccountKey)|azureStorageAccounts\..*accessKey|storageAccountAccessKey|protectedSettings\b.*)$/;

/** Whether a property is a place that is made for a secret. */
export function isMadeForSecrets(type: string, path: string): boolean {
    const plain = plainType(type);
    const store = Object.hasOwn(STORES, plain) ? STORES[plain] : undefined;
    return path === store || (type.startsWith("azure-native") && isWriteOnly(path));
}

/** Whether a path ends in a credential that a service of Azure never shows again. */
export function isWriteOnly(path: string): boolean {
    return WRITE_ONLY.test(path);
}

/** Whether a property is hidden from readers, but is a copy that grows stale. */
export function isHiddenCopy(type: string, path: string): boolean {
    return OF_PIPELINES.test(`${type} ${path}`);
}

/** Whether a resource is our own bookkeeping: none of its inputs holds a key. */
export function isBookkeeping(type: string): boolean {
    return (
        isOurs(type, "Rotation") ||
        isOurs(type, "Retirement") ||
        isOurs(type, "Wave") ||
        isOurs(type, "RotatingKeyPair") ||
        type.startsWith("pulumi:")
    );
}
