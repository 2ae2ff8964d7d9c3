import type { Holding } from "../lifecycle/state";
import type { Seen, SeenValue } from "./consumer";
import { isReference, secretUriOf } from "./keyVaultReference";

/** A place, by the name that a user knows, and what it was seen to hold; undefined where it does not exist. */
export interface SeenPlace {
    readonly name: string;
    readonly seen: Seen | undefined;
    /** What was looked at besides. */
    readonly around?: Seen;
}

/**
 * Which keys are held (rule 14). A value holds the key in it; a Key Vault reference holds what the secret's current version is marked
 * with, and one to any other version may hold any key. What is not there holds nothing.
 */
export function holdingsIn(places: readonly SeenPlace[], fingerprintIn: (value: string) => string): readonly Holding[] {
    const all = places.flatMap(({ seen = {} }) => Object.values(seen));
    const held = (name: string, seen: Seen, remark: string): readonly Holding[] =>
        Object.entries(seen).map(([valueName, value]) => ({
            consumer: `${[name, valueName].filter((part) => part !== "").join("/")}${remark}`,
            holds: heldBy(value, all, fingerprintIn),
        }));
    return places.flatMap(({ name, seen, around = {} }) => [
        ...(seen === undefined ? [{ consumer: name, holds: "nothing" } as const] : held(name, seen, "")),
        ...held(name, around, " (which is not in the program)"),
    ]);
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
