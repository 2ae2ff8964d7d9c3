import type { Holding } from "../lifecycle/state";
import type { AppSettingsPlace, KeyVaultSecretPlace } from "./consumer";
import { placeName } from "./consumer";
import { isReference, secretUriOf } from "./keyVaultReference";
import { FINGERPRINT_TAG } from "./secretTags";

/** A secret as far as its holding can be told: the URI without and with its current version, and its tags. */
export interface SecretSeen {
    readonly secretUri: string;
    readonly secretUriWithVersion: string;
    readonly tags: Readonly<Record<string, string>>;
}

/** What a secret holds: what its tag says. Absent secrets hold nothing. */
export function holdingOfSecret(place: KeyVaultSecretPlace, seen: SecretSeen | undefined): Holding {
    return { consumer: placeName(place), holds: seen === undefined ? "nothing" : taggedKey(seen) };
}

/**
 * What settings hold: the key in their value, or for a reference to one of the pair's secrets what the secret's current
 * version is tagged with. A reference to any other version may hold any key. Absent settings hold nothing.
 */
export function holdingsOfSettings(
    place: AppSettingsPlace,
    seen: Readonly<Record<string, string>> | undefined,
    secrets: readonly SecretSeen[],
    fingerprintIn: (value: string) => string,
): readonly Holding[] {
    return Object.keys(place.settings).map((setting) => {
        const value = seen?.[setting];
        return { consumer: `${placeName(place)}/${setting}`, holds: heldBy(value, secrets, fingerprintIn) };
    });
}

function heldBy(
    value: string | undefined,
    secrets: readonly SecretSeen[],
    fingerprintIn: (value: string) => string,
): Holding["holds"] {
    if (value === undefined) {
        return "nothing";
    }
    if (!isReference(value)) {
        return { fingerprint: fingerprintIn(value) };
    }
    const uri = secretUriOf(value);
    const current = secrets.find(({ secretUri, secretUriWithVersion }) =>
        [secretUri, secretUriWithVersion].includes(uri ?? ""),
    );
    return current === undefined ? "unknown" : taggedKey(current);
}

function taggedKey({ tags }: SecretSeen): Holding["holds"] {
    const fingerprint = tags[FINGERPRINT_TAG];
    return fingerprint === undefined ? "unknown" : { fingerprint };
}
