import type { KnownKeys } from "../stack/knownKeys";
import { heldKeysOf } from "./heldKeys";
import type { KeyText } from "./texts";

/** A place in a resource that holds a key. */
export interface KeyPlace {
    readonly path: string;
    /** The input or output that it is in. */
    readonly property: string;
    /** The key: the key of a pair, or the kind of key that it looks like. */
    readonly what: string;
    /** Whether it is a key for certain. */
    readonly certain: boolean;
}

/** The key in a text. The knowledge of a pair tells more than the look of the text. */
export function keyPlace(text: KeyText, known: KnownKeys): readonly KeyPlace[] {
    const { path, property } = text;
    const [held] = heldKeysOf(text, known);
    if (held !== undefined) {
        return [{ path, property, what: `${held.slot} of ${held.pair.name}`, certain: true }];
    }
    return text.keys.slice(0, 1).map(({ what, certain }) => ({ path, property, what, certain }));
}

/** Each place once, with what was said of it first. */
export function distinct<Place extends KeyPlace>(places: readonly Place[]): readonly Place[] {
    return [...new Map([...places].reverse().map((place) => [place.path, place])).values()].reverse();
}

const MAX_TOLD = 5;

/** Places as a message names them. */
export function told(places: readonly KeyPlace[]): string {
    const named = places.slice(0, MAX_TOLD).map(({ path, what }) => `${path} (${what})`);
    return `${named.join(", ")}${places.length > named.length ? ` and ${places.length - named.length} more` : ""}`;
}
