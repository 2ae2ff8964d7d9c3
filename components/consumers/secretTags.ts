/** The tag by which a secret is recognised without reading its value. */
export const FINGERPRINT_TAG = "two-key-fingerprint";

/** The tag that makes a secret be written with every switch, also where its value is one it had before. */
const GENERATION_TAG = "two-key-generation";

/** Tells generations apart that have one number, because an update left no checkpoint or an old state was restored. */
const ROTATED_AT_TAG = "two-key-rotated-at";

/**
 * Tags that say where a secret's value came from. `CredentialId` and `ProviderAddress` are the names that Azure's own
 * rotation samples use (Key Vault, "Automate the rotation of a secret for resources with two sets of credentials").
 */
export function secretTags(key: {
    readonly slot: string;
    readonly source: string;
    readonly fingerprint: string;
    readonly generation: number;
    readonly rotatedAt: string;
}): Record<string, string> {
    return {
        CredentialId: key.slot,
        ProviderAddress: key.source,
        [FINGERPRINT_TAG]: key.fingerprint,
        [GENERATION_TAG]: String(key.generation),
        [ROTATED_AT_TAG]: key.rotatedAt,
    };
}
