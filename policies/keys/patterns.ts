// How keys look, and which of them are certainly Azure's.

import { candidatesIn } from "./candidates";
import { keysInConnectionStrings } from "./connectionKeys";
import type { FoundKey, Surroundings } from "./foundKey";
import { markedKeys } from "./markedKeys";
import { judged } from "./randomKeys";
import { accessSignatures } from "./signatures";

/** No text with a key is shorter. */
const MIN_LENGTH = 32;

/**
 * The keys in a text and in its encoded parts. In a document of JSON, random bytes are left to the reader of its tree.
 *
 * @param layers the text itself, then its decoded parts.
 */
export function keysIn(layers: readonly string[], surroundings: Surroundings): readonly FoundKey[] {
    const long = layers.filter(({ length }) => length >= MIN_LENGTH);
    const sure = long.flatMap((text) => [
        ...keysInConnectionStrings(text),
        ...markedKeys(text),
        ...accessSignatures(text),
    ]);
    const documents = long.filter((text) => documentOf(text) !== undefined);
    const candidates = long
        .filter((text) => !documents.includes(text))
        .flatMap((text) => candidatesIn(text, surroundings, text === layers[0]));
    // A text that was taken out of another has lost its name; where that stands beside it, it counts.
    const named = new Set(candidates.filter(({ isNamed }) => isNamed).map(({ text }) => text));
    const random = candidates
        .filter(({ text, isNamed }) => isNamed || !(named.has(text) || documents.some((one) => one.includes(text))))
        .flatMap((candidate) => judged(candidate) ?? []);
    // A key in a connection string is also one by itself; the first name says most.
    return firstOfEach([...sure, ...random]);
}

/** A document that is longer holds other things than settings. */
const MAX_DOCUMENT = 256 * 1024;

/** The object or array that a text is in JSON. */
export function documentOf(text: string): object | undefined {
    if (!/^\s*[{[]/.test(text) || text.length > MAX_DOCUMENT) {
        return undefined;
    }
    try {
        return JSON.parse(text) as object;
    } catch {
        return undefined; // it only looked like JSON
    }
}

/** Each key once: certain ones first, then in the order in which they were found. */
export function firstOfEach(keys: readonly FoundKey[]): readonly FoundKey[] {
    const sorted = [...keys.filter(({ certain }) => certain), ...keys.filter(({ certain }) => !certain)];
    return [...new Map(sorted.reverse().map((key) => [key.text, key])).values()].reverse();
}

const NOWHERE: Surroundings = { name: "", outerName: "", beside: [], oneOfMany: true };

/** A text as it may be printed: with what looks like a key in it taken out. */
export function withoutKeys(text: string): string {
    return keysIn([text], NOWHERE).reduce((printed, key) => printed.replaceAll(key.text, "[key]"), text);
}
