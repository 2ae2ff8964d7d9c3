// Where a key may stand, and where it must not.
import { isOurs, plainType } from "../stack/resourceType";

/** Types whose job is to keep a secret, and the property they keep it in. */
const STORES: Readonly<Record<string, string>> = {
    "keyvault:secret": "properties.value",
    "azure:keyvault/secret:Secret": "value",
    "aws:secretsmanager/secretVersion:SecretVersion": "secretString",
    "gcp:secretmanager/secretVersion:SecretVersion": "secretData",
    "github:index/actionsSecret:ActionsSecret": "plaintextValue",
};

/**
 * Credentials that a service of Azure takes for itself, never gives back and does not show: the key of a Log Analytics
 * workspace, that of a mounted file share or of an audit log, and what a machine's extension gets in encrypted form.
 */
const WRITE_ONLY =
    /(?:^|\.)(?:logAnalyticsConfiguration\.sharedKey|logAnalytics\.workspaceKey|azureFile\.(?:accountKey|storageAccountKey)|azureStorageAccounts\..*accessKey|storageAccountAccessKey|protectedSettings\b.*)$/;

/** Whether a property is a place that is made for a secret. */
export function isMadeForSecrets(type: string, path: string): boolean {
    const plain = plainType(type);
    const store = Object.hasOwn(STORES, plain) ? STORES[plain] : undefined;
    return path === store || (type.startsWith("azure-native") && WRITE_ONLY.test(path));
}

/** Whether what a resource holds is our own bookkeeping: keys as such stand in none of its inputs. */
export function isBookkeeping(type: string): boolean {
    return (
        isOurs(type, "Rotation") ||
        isOurs(type, "Retirement") ||
        isOurs(type, "Wave") ||
        isOurs(type, "RotatingKeyPair") ||
        type.startsWith("pulumi:")
    );
}

/** How a resource of this type is given a key without holding it. */
export function wayWithoutKey(type: string, paths: readonly string[]): string {
    const plain = plainType(type);
    if (/^web:webapp|^azure:(?:appservice|functionapp)\//.test(plain)) {
        if (paths.some((path) => path.includes("AzureWebJobsStorage"))) {
            return "Use `AzureWebJobsStorage__accountName` and the app's identity, which need no key, or refer to a Key Vault secret: `@Microsoft.KeyVault(SecretUri=…)`.";
        }
        return paths.includes("storageAccountAccessKey")
            ? "Set `storageUsesManagedIdentity`, which needs no key, or `storageKeyVaultSecretId`."
            : "Put it into a Key Vault secret and refer to it: `@Microsoft.KeyVault(SecretUri=…)`, or `keyVaultReference(…)` of a RotatingKeyPair.";
    }
    if (/^app:(?:containerapp|job)/.test(plain)) {
        return "Give the secret a `keyVaultUrl` and an `identity` instead of a `value`, and let `env` name it by `secretRef`.";
    }
    if (type.startsWith("kubernetes:")) {
        return "Let the Secrets Store CSI driver or External Secrets bring it from Key Vault, or use a workload identity and no key.";
    }
    if (/virtualmachine/.test(plain)) {
        return "Give the machine an identity and let it read the key from Key Vault when it starts.";
    }
    if (plain === "resources:deployment") {
        return "Remove the output, and read the key where it is needed from Key Vault.";
    }
    if (plain === "datafactory:linkedservice") {
        return 'Refer to a Key Vault secret: `{ type: "AzureKeyVaultSecret", … }`.';
    }
    return "Put it into a Key Vault secret, and let the resource read it by its identity.";
}
