import { isSameName } from "../consumers/naming";
import { isReference, secretUriOf } from "../consumers/values/keyVaultReference";

/** A Key Vault secret, and the version that is named, if any. */
export interface SecretName {
    /** Host of the vault, such as `keys.vault.azure.net`, or the vault's name alone. */
    readonly vault: string;
    readonly secret: string;
    readonly version?: string;
}

/** The secret that a reference of App Service names, in either of its forms; undefined if the text is not a reference. */
export function secretReferredTo(text: string): SecretName | undefined {
    if (!isReference(text)) {
        return undefined;
    }
    const uri = secretUriOf(text);
    if (uri !== undefined) {
        return secretAt(uri);
    }
    const vault = member(text, "VaultName");
    const secret = member(text, "SecretName");
    const version = member(text, "SecretVersion");
    return vault === undefined || secret === undefined
        ? undefined
        : { vault, secret, ...(version === undefined ? {} : { version }) };
}

/** The secret at a URI such as `https://keys.vault.azure.net/secrets/uploads/0123`. */
export function secretAt(uri: string): SecretName | undefined {
    const [, vault, secret, version] = /^https:\/\/([^/]+)\/secrets\/([^/]+)(?:\/([^/]+))?\/?$/i.exec(uri.trim()) ?? [];
    return vault === undefined || secret === undefined
        ? undefined
        : { vault, secret, ...(version === undefined ? {} : { version }) };
}

/** Whether both name one secret, in any version. */
export function isSameSecret(one: SecretName, other: SecretName): boolean {
    const sameVault =
        one.vault.includes(".") && other.vault.includes(".")
            ? isSameName(one.vault, other.vault)
            : isSameName(nameOf(one), nameOf(other));
    return sameVault && isSameName(one.secret, other.secret);
}

function nameOf({ vault }: SecretName): string {
    return vault.split(".")[0] ?? vault;
}

function member(text: string, name: string): string | undefined {
    return new RegExp(`[(;]\\s*${name}=([^;)]+)`, "i").exec(text)?.[1]?.trim();
}
