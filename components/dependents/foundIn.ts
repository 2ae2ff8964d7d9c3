import { FINGERPRINT_TAG } from "../consumers/secretTags";
import type { Dependent } from "../lifecycle/dependent";
import { holdsSignature, namesPair, type PairMarks, slotsIn } from "./pairMarks";
import type { Held } from "./scanner";
import { isSameSecret, type SecretName, secretAt, secretReferredTo } from "./secretUri";

/** What gives a value away, and whether it takes the next key by itself. */
export type Found = Pick<Dependent, "holds" | "foundBy"> & { readonly followsSecret?: boolean };

/** Whether a value holds a key, and what gives it away; undefined where nothing does. */
export function foundIn(one: Held, marks: PairMarks, secrets: readonly SecretName[], now: Date): Found | undefined {
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
export function inTags({ tags }: Held, marks: PairMarks): Found | undefined {
    const fingerprint = tagNamed(FINGERPRINT_TAG, tags);
    const slot = fingerprint === undefined ? undefined : marks.slots.get(fingerprint);
    if (slot !== undefined) {
        return { holds: [slot], foundBy: "fingerprint" };
    }
    const isOfSource = isSameId(tagNamed("ProviderAddress", tags) ?? "", marks.sourceId);
    // One of ours that has another key by now holds none of these.
    return isOfSource && fingerprint === undefined ? { holds: [], foundBy: "name" } : undefined;
}

function inReference(referred: SecretName, secrets: readonly SecretName[]): Found | undefined {
    const secret = secrets.find((name) => isSameSecret(name, referred));
    return secret === undefined
        ? undefined
        : { holds: [], foundBy: "reference", followsSecret: referred.version === undefined };
}

/** A tag, whose name is in whatever case. */
export function tagNamed(name: string, tags: Readonly<Record<string, string>>): string | undefined {
    return Object.entries(tags).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
}

/** Whether an ARM id is the other one or of something in it; they differ in case from one API to the next. */
export function isWithin(outer: string, id: string): boolean {
    return outer !== "" && `${id}/`.toLowerCase().startsWith(`${outer}/`.toLowerCase());
}

function isSameId(one: string, other: string): boolean {
    return one !== "" && one.toLowerCase() === other.toLowerCase();
}
