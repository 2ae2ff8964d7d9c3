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
 * with, and one to any other version may hold any key. What is not there holds nothing, and what was looked at besides is
 * nobody's business where it refers to secrets of others.
 */
export function holdingsIn(places: readonly SeenPlace[], fingerprintIn: (value: string) => string): readonly Holding[] {
    const marked = places.flatMap(({ seen = {} }) => Object.values(seen).filter(isMarked));
    const held = (name: string, [valueName, value]: readonly [string, SeenValue], remark = ""): Holding => ({
        consumer: `${[name, valueName].filter((part) => part !== "").join("/")}${remark}`,
        holds: heldBy(value, marked, fingerprintIn),
    });
    return places.flatMap(({ name, seen, around = {} }) => [
        ...(seen === undefined ? [{ consumer: name, holds: "nothing" } as const] : []),
        ...Object.entries(seen ?? {}).map((entry) => held(name, entry)),
        ...Object.entries(around)
            .filter(([, value]) => !refersElsewhere(value, marked))
            .map((entry) => held(name, entry, " (not in the program: add it)")),
    ]);
}

type Marked = Extract<SeenValue, { readonly fingerprint: string | undefined }>;

function heldBy(
    seen: SeenValue,
    marked: readonly Marked[],
    fingerprintIn: (value: string) => string,
): Holding["holds"] {
    if (isMarked(seen)) {
        return markedWith(seen);
    }
    if (!isReference(seen.value)) {
        return { fingerprint: fingerprintIn(seen.value) };
    }
    const uri = secretUriOf(seen.value) ?? "";
    const current = marked.find(({ uris = [] }) => uris.includes(uri));
    return current === undefined ? "unknown" : markedWith(current);
}

function markedWith({ fingerprint }: Marked): Holding["holds"] {
    return fingerprint === undefined ? "unknown" : { fingerprint };
}

function isMarked(seen: SeenValue): seen is Marked {
    return !("value" in seen);
}

/** Whether a value is a reference to a secret that is none of these, in whatever version. */
function refersElsewhere(seen: SeenValue, marked: readonly Marked[]): boolean {
    if (isMarked(seen) || !isReference(seen.value)) {
        return false;
    }
    const uri = `${secretUriOf(seen.value) ?? ""}/`;
    return !marked.some(({ uris = [] }) => uris.some((own) => uri.startsWith(`${own}/`)));
}
