import type { Vaults } from "./vaults";

/** The target of a setting that is a Key Vault reference. */
export interface Reference {
    readonly vaultName: string;
    readonly secretName: string;
    /** Nothing if the reference takes the current version. */
    readonly secretVersion: string | undefined;
}

/** The result of a reference, in the words of App Service. */
export type Resolution =
    | { readonly status: "Resolved"; readonly value: string; readonly version: string }
    | {
          readonly status:
              | "VaultNotFound"
              | "AccessToKeyVaultDenied"
              | "SecretNotFound"
              | "SecretVersionNotFound"
              /** Any other reason: a version that is disabled. */
              | "OtherReasons"
              | "InvalidSyntax";
      };

const PREFIX = "@Microsoft.KeyVault(";
const SECRET_PATH = /^\/secrets\/([0-9A-Za-z-]+)(?:\/([0-9A-Za-z]*))?\/?$/;

/** Whether App Service takes the setting for a reference, rightly written or not. */
export function isReference(setting: string): boolean {
    return setting.startsWith(PREFIX);
}

/** Reads a reference of either form, by address or by names; nothing if the syntax is wrong. */
export function parseReference(setting: string, vaults: Vaults): Reference | undefined {
    if (!isReference(setting) || !setting.endsWith(")")) {
        return undefined;
    }
    const parts = new Map(
        setting
            .slice(PREFIX.length, -1)
            .split(";")
            .filter((part) => part.trim() !== "")
            .map((part) => {
                const [name = "", ...value] = part.split("=");
                return [name.trim().toLowerCase(), value.join("=").trim()];
            }),
    );
    const uri = parts.get("secreturi");
    if (uri !== undefined) {
        return parts.size === 1 ? parseSecretUri(uri, vaults) : undefined;
    }
    const vaultName = parts.get("vaultname");
    const secretName = parts.get("secretname");
    return vaultName && secretName
        ? { vaultName, secretName, secretVersion: parts.get("secretversion") || undefined }
        : undefined;
}

function parseSecretUri(uri: string, vaults: Vaults): Reference | undefined {
    if (!URL.canParse(uri)) {
        return undefined;
    }
    const { origin, pathname } = new URL(uri);
    const vaultName = vaults.at(origin)?.name;
    const [, secretName, secretVersion] = SECRET_PATH.exec(pathname) ?? [];
    return vaultName === undefined || secretName === undefined
        ? undefined
        : { vaultName, secretName, secretVersion: secretVersion || undefined };
}

/** Looks the reference up in the vaults as they are now, as the principal that is to read it. */
export function resolveReference(setting: string, vaults: Vaults, principalId: string | undefined): Resolution {
    const reference = parseReference(setting, vaults);
    if (reference === undefined) {
        return { status: "InvalidSyntax" };
    }
    const vault = vaults.find(reference.vaultName);
    if (vault === undefined) {
        return { status: "VaultNotFound" };
    }
    if (vault.guard?.(principalId, reference.secretName) === false) {
        return { status: "AccessToKeyVaultDenied" };
    }
    const secret = vault.find(reference.secretName);
    if (secret === undefined) {
        return { status: "SecretNotFound" };
    }
    const version = reference.secretVersion === undefined ? secret.current : secret.find(reference.secretVersion);
    if (version === undefined) {
        return { status: "SecretVersionNotFound" };
    }
    return version.attributes.enabled === false
        ? { status: "OtherReasons" }
        : { status: "Resolved", value: version.value, version: version.id };
}
