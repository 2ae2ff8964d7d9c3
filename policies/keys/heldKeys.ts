import { fingerprintOf } from "../../components/services/fingerprint";
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

/** Found once for all policies: hashing is what costs time. */
const found = new WeakMap<KnownKeys, WeakMap<KeyText, readonly KnownKey[]>>();

/** The keys of pairs that a tree of values holds, found by their fingerprints. */
export function heldKeysIn(tree: unknown, known: KnownKeys): readonly HeldKey[] {
    return known.size === 0
        ? []
        : textsIn(tree).flatMap((text) => heldKeysOf(text, known).map((key) => ({ text, key })));
}

/** The keys of pairs that stand in a text or in an encoded part of it. */
export function heldKeysOf(text: KeyText, known: KnownKeys): readonly KnownKey[] {
    if (known.size === 0) {
        return [];
    }
    const ofKnown = found.get(known) ?? new WeakMap<KeyText, readonly KnownKey[]>();
    found.set(known, ofKnown);
    const keys = ofKnown.get(text) ?? findKeys(text, known);
    ofKnown.set(text, keys);
    return keys;
}

function findKeys({ layers }: KeyText, known: KnownKeys): readonly KnownKey[] {
    const candidates = new Set(layers.flatMap((layer) => [...take(candidatesIn(layer), MAX_CANDIDATES)]));
    const byFingerprint = [...candidates]
        .slice(0, MAX_CANDIDATES)
        .flatMap(fingerprints)
        .map((fingerprint) => known.get(fingerprint));
    // A key that is glued to other letters has no edges to find it by, but the active key is known by itself.
    const bySight = [...known.values()].map((key) => {
        const text = key.role === "active" ? key.pair.key : undefined;
        return text !== undefined && layers.some((layer) => layer.includes(text)) ? key : undefined;
    });
    return [...new Set([...byFingerprint, ...bySight])].filter((key) => key !== undefined);
}

function* take<Value>(values: Iterable<Value>, count: number): Iterable<Value> {
    let left = count;
    for (const value of values) {
        if (left <= 0) {
            return;
        }
        left -= 1;
        yield value;
    }
}

/** The fingerprints that a key of this text would have: keys are written in base64, in hex or as they are. */
function fingerprints(candidate: string): readonly string[] {
    const inHex = /^(?:[0-9a-f]{2})+$/i.test(candidate) ? [Buffer.from(candidate, "hex").toString("base64")] : [];
    return [
        fingerprintOf(candidate, "text"),
        ...[candidate, ...inHex].map((base64) => fingerprintOf(base64, "base64")),
    ];
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
