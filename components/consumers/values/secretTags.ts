import type { InputsOf } from "../../inputsOf";
import type { KeyView } from "./keyContent";

/** The origin of a value that holds a key. No key is in it. */
export interface KeyOrigin {
    readonly slot: string;
    /** The service of the key for messages, with its names in the user's own case; states compare another form of it. */
    readonly source: string;
    readonly fingerprint: string;
    readonly generation: number;
    /** When the key was taken into use, in ISO 8601. */
    readonly rotatedAt: string;
}

/** The origin of the active key. */
export function originOf({ slot, source, fingerprint, generation, rotatedAt }: KeyView): InputsOf<KeyOrigin> {
    return { slot, source, fingerprint, generation, rotatedAt };
}

/** The tag that identifies a secret without its value. */
export const FINGERPRINT_TAG = "two-key-fingerprint";

/** The tag that makes a secret be written with every switch, even if its value is an earlier one. */
const GENERATION_TAG = "two-key-generation";

/** Tells generations apart that have one number, because an update left no checkpoint or an old state was restored. */
export const ROTATED_AT_TAG = "two-key-rotated-at";

/**
 * Tags with the origin of a secret's value. `CredentialId` and `ProviderAddress` are the names that Azure's own rotation samples use (Key
 * Vault, "Automate the rotation of a secret for resources with two sets of credentials").
 */
export function secretTags({ slot, source, fingerprint, generation, rotatedAt }: KeyOrigin): Record<string, string> {
    return {
        CredentialId: slot,
        ProviderAddress: source,
        [FINGERPRINT_TAG]: fingerprint,
        [GENERATION_TAG]: String(generation),
        [ROTATED_AT_TAG]: rotatedAt,
    };
}

/** The switch that the tags of a secret name; empty if they name no switch. */
export function originInTags(tags: Readonly<Record<string, string>>): Pick<KeyOrigin, "fingerprint" | "rotatedAt"> {
    return { fingerprint: tags[FINGERPRINT_TAG] ?? "", rotatedAt: tags[ROTATED_AT_TAG] ?? "" };
}
