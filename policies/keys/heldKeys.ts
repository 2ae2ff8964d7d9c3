import { fingerprintOf } from "../../components/keySources/fingerprint";
import type { KnownKey, KnownKeys } from "../stack/knownKeys";
import { type KeyText, textsIn } from "./texts";

/** A key of a pair, and the text that it was found in. */
export interface HeldKey {
    readonly text: KeyText;
    readonly key: KnownKey;
}

/** Longest text that a service takes for a key. */
const MAX_KEY_LENGTH = 512;
/** Fingerprints taken of one text: more is no setting, and must not hold up a preview. */
const MAX_CANDIDATES = 20_000;

/** The keys of pairs that a tree of values holds, found by their fingerprints. */
export function heldKeysIn(tree: unknown, known: KnownKeys): readonly HeldKey[] {
    return known.size === 0 ? [] : textsIn(tree).flatMap((text) => heldKeysOf(text, known));
}

/** The keys of pairs that stand in a text or in what is encoded in it. */
export function heldKeysOf(text: KeyText, known: KnownKeys): readonly HeldKey[] {
    const found = new Set<KnownKey>();
    let left = MAX_CANDIDATES;
    for (const layer of text.layers) {
        for (const candidate of candidatesIn(layer)) {
            left -= 1;
            for (const fingerprint of fingerprints(candidate)) {
                const key = known.get(fingerprint);
                if (key !== undefined) {
                    found.add(key);
                }
            }
            if (left <= 0) {
                break;
            }
        }
        // What is glued to other letters has no edges to find it by.
        for (const key of new Set(known.values())) {
            if (key.role === "active" && key.pair.key !== undefined && layer.includes(key.pair.key)) {
                found.add(key);
            }
        }
    }
    return [...found].map((key) => ({ text, key }));
}

/** The fingerprints that a key of this text would have: services write keys in base64 or as they are. */
function fingerprints(candidate: string): readonly string[] {
    return [fingerprintOf(candidate, "text"), fingerprintOf(candidate, "base64")];
}

const TOKENS: readonly RegExp[] = [
    /[A-Za-z0-9+/]{16,}={0,2}/g,
    /[A-Za-z0-9_~.-]{16,}={0,2}/g,
    /[^\s"'`;,&?<>()[\]{}|\\=:@]{16,}={0,2}/g,
    /[^\s"'`;,&?<>()[\]{}|\\]{16,}/g,
];

/** The parts of a text that may be a key: the whole, and each run of letters that keys are written in. */
function* candidatesIn(text: string): Iterable<string> {
    const whole = text.trim();
    if (whole.length <= MAX_KEY_LENGTH) {
        yield whole;
    }
    for (const pattern of TOKENS) {
        for (const [token] of text.matchAll(pattern)) {
            if (token.length <= MAX_KEY_LENGTH) {
                yield token;
            }
        }
    }
}
