import type { Arm } from "./arm";
import { unlessAbsent } from "./armError";

/** What Azure Resource Manager tells of a secret; never its value. */
export interface VaultSecret {
    /** URI without a version. */
    readonly secretUri: string;
    /** URI of the current version. */
    readonly secretUriWithVersion: string;
    readonly tags: Readonly<Record<string, string>>;
}

interface SecretAnswer {
    readonly properties: { readonly secretUri?: string; readonly secretUriWithVersion?: string };
    readonly tags?: Readonly<Record<string, string>>;
}

/** The current version of a secret, by ARM id; undefined where there is none. */
export async function getSecret(arm: Arm, id: string): Promise<VaultSecret | undefined> {
    const answer = await unlessAbsent(arm.send({ method: "GET", path: id, apiVersion: "2024-11-01" }));
    if (answer === undefined) {
        return undefined;
    }
    const { properties, tags } = answer as SecretAnswer;
    return {
        secretUri: properties.secretUri ?? "",
        secretUriWithVersion: properties.secretUriWithVersion ?? "",
        tags: tags ?? {},
    };
}
