/** How a Key Vault reference of App Service begins. */
const REFERENCE = "@Microsoft.KeyVault(";

/** A setting whose value is a reference to one of the pair's own Key Vault secrets. */
export interface KeyVaultReference {
    /** Name of the secret; one of the pair's `keyVaultSecret`s. */
    readonly secretName: string;
    /** `versioned` names the very version; `versionless` leaves it to the platform, which is told to read the secret again. */
    readonly form: "versioned" | "versionless";
}

/**
 * A setting that refers to one of the pair's own secrets. The default form names the secret's version, so that the application takes a new key
 * when the setting changes. A versionless reference stays unchanged. App Service would read the secret again within 24 hours. It is told to do
 * so at once, and the app is restarted ("Use Key Vault references": rotation).
 *
 * @param secretName - one of the pair's `keyVaultSecret`s
 */
export function keyVaultReference(
    secretName: string,
    options: {
        /** `versioned` (default) names the very version; `versionless` leaves it to the platform, which is told to read the secret again. */
        readonly form?: KeyVaultReference["form"];
    } = {},
): KeyVaultReference {
    return { secretName, form: options.form ?? "versioned" };
}

/** Whether the intended value is a reference to a secret of the pair. */
export function isKeyVaultReference(value: unknown): value is KeyVaultReference {
    return typeof value === "object" && value !== null && "secretName" in value;
}

/** The text of a reference to a secret's URI. */
export function referenceTo(secretUri: string): string {
    return `${REFERENCE}SecretUri=${secretUri})`;
}

/** Whether a setting's value is a Key Vault reference of any form. */
export function isReference(value: unknown): boolean {
    return typeof value === "string" && value.startsWith(REFERENCE);
}

/** The URI that a reference names, without a trailing slash; undefined for the form with `VaultName=`. */
export function secretUriOf(reference: string): string | undefined {
    return /SecretUri=([^)]*?)\/*\)$/i.exec(reference)?.[1];
}
