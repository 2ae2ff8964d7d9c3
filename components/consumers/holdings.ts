import type { Holding } from "../lifecycle/state";
import type { Seen, SeenValue } from "./consumer";
import { isReference, secretUriOf } from "./keyVaultReference";

/** A place, by the name that a user knows, and what it was seen to hold; undefined where it does not exist. */
export interface SeenPlace {
    readonly name: string;
    readonly seen: Seen | undefined;
}

/**
 * Which keys are held (rule 14). A value holds the key in it; a Key Vault reference holds what the secret's current version is marked
 * with, and one to any other version may hold any key. What is not there holds nothing.
 */
export function holdingsIn(places: readonly SeenPlace[], fingerprintIn: (value: string) => string): readonly Holding[] {
    const all = places.flatMap(({ seen = {} }) => Object.values(seen));
    return places.flatMap(({ name, seen }): readonly Holding[] =>
        seen === undefined
            ? [{ consumer: name, holds: "nothing" }]
            : Object.entries(seen).map(([valueName, value]) => ({
                  consumer: valueName === "" ? name : `${name}/${valueName}`,
                  holds: heldBy(value, all, fingerprintIn),
              })),
    );
}

function heldBy(
    seen: SeenValue,
    all: readonly SeenValue[],
    fingerprintIn: (value: string) => string,
): Holding["holds"] {
    if (!("value" in seen)) {
        return markedWith(seen.fingerprint);
    }
    if (!isReference(seen.value)) {
        return { fingerprint: fingerprintIn(seen.value) };
    }
    const uri = secretUriOf(seen.value);
    const referred = all.find((other) => !("value" in other) && uri !== undefined && other.uris?.includes(uri));
    return markedWith(referred !== undefined && !("value" in referred) ? referred.fingerprint : undefined);
}

function markedWith(fingerprint: string | undefined): Holding["holds"] {
    return fingerprint === undefined ? "unknown" : { fingerprint };
}
