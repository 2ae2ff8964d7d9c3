import { isSameId, isSameName } from "../consumers/naming";
import type { Held } from "../consumers/scanner";
import { FINGERPRINT_TAG } from "../consumers/values/secretTags";
import type { Dependent } from "../lifecycle/dependent";
import { holdsSignature, namesPair, type PairMarks, slotsIn } from "./pairMarks";
import { isSameSecret, type SecretName, secretAt, secretReferredTo } from "./secretUri";

/** The reason why a value counts as found, and whether it takes the next key by itself. */
export type Found = Pick<Dependent, "holds" | "foundBy"> & { readonly followsSecret?: boolean };

/** Secrets that are known to have a key of the pair. */
export interface KnownSecrets {
    /** In their current version. */
    readonly now: readonly SecretName[];
    /** In a version of theirs, perhaps: they were written for the pair, and their current one has another key. */
    readonly once: readonly SecretName[];
}

/** Whether a value holds a key, and the mark that shows it; undefined if it holds none. */
export function foundIn(one: Held, marks: PairMarks, secrets: KnownSecrets, now: Date): Found | undefined {
    const { content } = one;
    switch (content.kind) {
        case "text": {
            const referred = secretReferredTo(content.text);
            if (referred !== undefined) {
                return inReference(referred, secrets);
            }
            const holds = slotsIn(content.text, marks);
            return holds.length > 0
                ? { holds, foundBy: "fingerprint" }
                : holdsSignature(content.text, marks, now)
                  ? { holds: [], foundBy: "name" }
                  : undefined;
        }
        case "masked": {
            const holds = slotsIn(content.beside, marks);
            return holds.length > 0
                ? { holds, foundBy: "fingerprint" }
                : namesPair(content.beside, marks)
                  ? { holds: [], foundBy: "name" }
                  : undefined;
        }
        case "keyOf":
            return isSameId(content.resourceId, marks.sourceId) ? { holds: [], foundBy: "name" } : undefined;
        case "reference": {
            const referred = secretAt(content.uri);
            return referred === undefined ? undefined : inReference(referred, secrets);
        }
        case "secret": {
            const name = secretAt(content.uri);
            const isSlot = name !== undefined && marks.ownSecrets.some((own) => isSameSecret(own, name));
            return isSlot ? undefined : inTags(one, marks);
        }
    }
}

/** A secret's tags: those of this package, or those of Azure's own rotation samples. */
export function inTags(secret: Held, marks: PairMarks): Found | undefined {
    const fingerprint = tagNamed(FINGERPRINT_TAG, secret.tags);
    const slot = fingerprint === undefined ? undefined : marks.slots.get(fingerprint);
    if (slot !== undefined) {
        return { holds: [slot], foundBy: "fingerprint" };
    }
    // A place of ours that has another key by now holds none of these.
    return isOfPair(secret, marks) && fingerprint === undefined ? { holds: [], foundBy: "name" } : undefined;
}

function inReference(referred: SecretName, { now, once }: KnownSecrets): Found | undefined {
    const isReferred = (name: SecretName) => isSameSecret(name, referred);
    const isFixed = referred.version !== undefined;
    return now.some(isReferred) || (isFixed && once.some(isReferred))
        ? { holds: [], foundBy: "reference", followsSecret: !isFixed }
        : undefined;
}

/** Whether a secret was written for the pair at some time, by the tag that names what has the keys. */
export function isOfPair({ tags }: Held, { sourceId }: PairMarks): boolean {
    return isSameId(tagNamed("ProviderAddress", tags) ?? "", sourceId);
}

/** A tag. Its name may be in upper or lower case. */
export function tagNamed(name: string, tags: Readonly<Record<string, string>>): string | undefined {
    return Object.entries(tags).find(([key]) => isSameName(key, name))?.[1];
}
