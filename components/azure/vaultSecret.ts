import type { Arm } from "./arm";
import { unlessAbsent } from "./armError";
import { propertiesIn } from "./properties";

/** What Azure Resource Manager tells of a secret; never its value. */
export interface VaultSecret {
    /** URI without a version. */
    readonly secretUri: string;
    /** URI of the current version. */
    readonly secretUriWithVersion: string;
    readonly tags: Readonly<Record<string, string>>;
}

/** The current version of a secret, by ARM id; undefined where there is none. */
export async function getSecret(arm: Arm, id: string): Promise<VaultSecret | undefined> {
    const answer = arm.send({ method: "GET", path: id, apiVersion: "2024-11-01" });
    return unlessAbsent(answer.then((body) => secretIn(body, id)));
}

function secretIn(body: unknown, id: string): VaultSecret {
    const { secretUri, secretUriWithVersion } = propertiesIn(body, id) as Partial<VaultSecret>;
    const { tags } = body as Partial<VaultSecret>;
    return { secretUri: secretUri ?? "", secretUriWithVersion: secretUriWithVersion ?? "", tags: tags ?? {} };
}
