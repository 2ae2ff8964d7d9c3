import type { Unescaped } from "./unescaped";

/** A part of a text, from its first character to the one after its last. */
export type Span = readonly [start: number, end: number];

/** Up to a delimiter, and without the bracket or full stop that ends a sentence around it. Redacted text stays. */
const VALUE = String.raw`(?!\[redacted|\{)(?<value>[^;&,\s"'<>]*[^;&,\s"'<>)\]}.])`;
const LONG_VALUE = String.raw`(?!\[redacted|\{)(?<value>[^;&,\s"'<>]{7,}[^;&,\s"'<>)\]}.])`;
const SURELY =
    "sig|signature|accountkey|sharedaccesskey|sharedsecretvalue|(?:primary|secondary|access|api|shared)[-_]?key|password|passwd|pwd|client[-_]?secret";

/** Values that are secret by the name before them, or by what stands around them. */
const NAMED: readonly RegExp[] = [
    new RegExp(String.raw`(?:${SURELY})["']?\s?=\s?["']?${VALUE}`, "dgi"),
    new RegExp(String.raw`(?:${SURELY})["']\s?:\s?["']${VALUE}`, "dgi"),
    new RegExp(`(?:(?<!partition|row)key|secret|token|[?&]code)=["']?${LONG_VALUE}`, "dgi"),
    /\bauthorization["']?\s?[:=]\s?["']?(?:[a-z][\w-]*\s)?(?<value>[^\s"'<>]{16,})/dgi,
    /\bbearer\s(?<value>[\w.~+/-]{16,}=*)/dgi,
    /:\/\/[^\s/:@]*:(?!\[redacted|\{)(?<value>[^\s/@]+)@/dg,
    /\b(?<value>eyJ[\w-]{10,}(?:\.[\w-]+)*)/dg,
];

/** Long words that may be a key by their look: in base64 or in hex, and in the base64 of URLs. */
const WORDS = [/(?<value>[A-Za-z0-9+/]{40,}={1,2}|[\w+/]{32,}={0,2})/dg, /(?<value>[\w-]{32,})/dg];
const FINGERPRINT = /^[\da-f]{64}$/i;
const LONGER_HEX = /^[\da-f]{65,}$/i;
const ID = /[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/i;

/** The parts that look like a secret nobody knows. */
export function secretLooks({ text }: Pick<Unescaped, "text">): readonly Span[] {
    const named = NAMED.flatMap((pattern) => spansOf(text, pattern));
    const words = WORDS.flatMap((pattern) => spansOf(text, pattern)).filter(([start, end]) =>
        isKeyLike(text.slice(start, end)),
    );
    return [...named, ...words];
}

function spansOf(text: string, pattern: RegExp): readonly Span[] {
    return [...text.matchAll(pattern)].map(({ indices }) => indices?.groups?.value ?? [0, 0]);
}

/** Whether a word was drawn at random, and is neither a fingerprint, nor a name, nor a path of names. */
export function isKeyLike(word: string): boolean {
    if (FINGERPRINT.test(word) || ID.test(word)) {
        return false;
    }
    if (/^[A-Za-z0-9+/]{40,}={1,2}$/.test(word) || LONGER_HEX.test(word)) {
        return true;
    }
    const isMixed = /[a-z]/.test(word) && /[A-Z]/.test(word);
    const isPath = /[/-]/.test(word) && !isMixed;
    const share = !/\d/.test(word) ? 0.45 : isMixed ? 0.28 : 0.2;
    return !isPath && changes(word) >= share * word.length;
}

/** How often two neighbours are of two kinds: rarely in names, and mostly in what was drawn. */
function changes(word: string): number {
    let count = 0;
    let before = "";
    for (const character of word) {
        const kind = kindOf(character);
        count += before !== "" && kind !== "" && kind !== before ? 1 : 0;
        before = kind;
    }
    return count;
}

function kindOf(character: string): string {
    return /\d/.test(character) ? "digit" : /[a-z]/.test(character) ? "lower" : /[A-Z]/.test(character) ? "upper" : "";
}
