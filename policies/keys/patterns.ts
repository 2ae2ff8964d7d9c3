// How keys look. The identifiable forms are those of Microsoft's Security Utilities (SEC101/152 to 178): Azure puts a
// signature of four characters at a fixed place in the keys that it makes.
import { isPublicKey } from "./publicKeys";

/** Something in a text that gives access. */
export interface FoundKey {
    /** What it is, for people. */
    readonly what: string;
    /** The key's own text. Secret. */
    readonly text: string;
    /** What it opens, where the text says so: an account's name or an endpoint, in lower case. */
    readonly opens?: string;
}

const BASE64 = "[A-Za-z0-9+/]";
const NOT_AFTER = `(?<!${BASE64})`;
const NOT_BEFORE = `(?![A-Za-z0-9+/=])`;

/** 64 bytes in base64, as storage accounts, Cosmos DB, Batch and Log Analytics make their keys. */
const KEY_OF_64_BYTES = new RegExp(`${NOT_AFTER}${BASE64}{86}==${NOT_BEFORE}`, "g");
const SIGNATURES_OF_64_BYTES: Readonly<Record<string, string>> = {
    "+ASt": "a storage account key",
    ACDb: "a Cosmos DB key",
    "+ABa": "a Batch account key",
};

/** The identifiable forms of other lengths. */
const IDENTIFIABLE: readonly { readonly sign: string; readonly what: string; readonly pattern: RegExp }[] = [
    { sign: "+ASb", what: "a Service Bus key", pattern: identifiable(33, "\\+ASb", "5}=") },
    { sign: "+AEh", what: "an Event Hubs key", pattern: identifiable(33, "\\+AEh", "5}=") },
    { sign: "+ARm", what: "a Relay key", pattern: identifiable(33, "\\+ARm", "5}=") },
    { sign: "AIoT", what: "an IoT Hub key", pattern: identifiable(33, "AIoT", "5}=") },
    { sign: "AzCa", what: "a Redis key", pattern: identifiable(33, "AzCa", "5}=") },
    { sign: "+ACR", what: "a Container Registry password", pattern: identifiable(42, "\\+ACR", "6}") },
    { sign: "AzSe", what: "a Search key", pattern: identifiable(42, "AzSe", "6}") },
    {
        sign: "JQQJ9",
        what: "an AI services key",
        pattern:
            /(?<![A-Za-z0-9])[A-Za-z0-9]{52}JQQJ9[9DH][A-Za-z0-9][A-L][A-Za-z0-9]{24}(?:[A-Za-z0-9]{2}==)?(?![A-Za-z0-9=])/g,
    },
];

function identifiable(before: number, sign: string, after: string): RegExp {
    return new RegExp(`${NOT_AFTER}${BASE64}{${before}}${sign}${BASE64}{${after}${NOT_BEFORE}`, "g");
}

/** `AccountKey=…`, `"sharedAccessKey": "…"` and their like. The padding tells a key from a word that stands for one. */
const NAMED_KEY =
    /(AccountKey|SharedAccessKey|SharedSecretValue|SharedSecret|AccessKey)["']?\s*[:=]\s*["']?([A-Za-z0-9+/]{40,512}={1,2})(?![A-Za-z0-9+/=])/gi;

/** The signature of a shared access signature: an HMAC of 32 bytes in base64, mostly percent-encoded. */
const SAS = /(?:^|[?&;"'\s=,])sig=((?:[A-Za-z0-9+/_-]|%2[bBfF]){43}(?:=|%3[dD]))/g;

/** Keys that nothing but their name gives away: 32 bytes in base64, and what search and AI services make. */
const NAME_OF_KEY =
    /(?:account|access|storage|primary|secondary|shared|sas|servicebus|eventhub|cosmos|batch|search|openai|services|speech|vision|maps)[-_. ]?key\d?$/i;
const VALUE_OF_KEY = /^(?:[A-Za-z0-9+/]{43}=|[0-9a-f]{32}|[A-Za-z0-9]{52}|[A-Za-z0-9]{84})$/;

/** SHA-512 in base64 has the length of an account key: subresource integrity, lock files, images. */
const DIGEST_BEFORE = /sha-?\d{3}[-:= ]$/i;
const DIGEST_NAME = /digest|sha-?\d|hash|checksum|integrity|fingerprint|thumbprint|etag|public|nonce/i;

/** How far around a key the name of what it opens is looked for. */
const AROUND = 400;

/**
 * The keys that stand in a text as it is.
 *
 * @param name of the property that holds the text: what is called a digest is none.
 */
export function keysIn(text: string, name = ""): readonly FoundKey[] {
    if (text.length < 32) {
        return [];
    }
    const found = [
        ...namedKeys(text),
        ...identifiableKeys(text),
        ...keysOf64Bytes(text, name),
        ...signatures(text),
        ...keyByName(text, name),
    ];
    // A key in a connection string is also one by itself; the first name says most.
    return found.filter((key, index) => found.findIndex((other) => other.text === key.text) === index);
}

/** A text as it may be printed: with what looks like a key in it taken out. */
export function withoutKeys(text: string): string {
    return keysIn(text).reduce((printed, key) => printed.replaceAll(key.text, "[key]"), text);
}

function namedKeys(text: string): FoundKey[] {
    if (!/key|secret/i.test(text)) {
        return [];
    }
    return [...text.matchAll(NAMED_KEY)].flatMap(({ 1: word = "", 2: key = "", index }) => {
        const what = `a connection string with ${word}`;
        return isRandom(key) && !isPublicKey(key) ? [{ what, text: key, ...opensAround(text, index) }] : [];
    });
}

function keysOf64Bytes(text: string, name: string): FoundKey[] {
    if (!text.includes("==")) {
        return [];
    }
    return [...text.matchAll(KEY_OF_64_BYTES)].flatMap(({ 0: key, index }) => {
        const sign = key.slice(76, 80);
        const what = Object.hasOwn(SIGNATURES_OF_64_BYTES, sign) ? SIGNATURES_OF_64_BYTES[sign] : undefined;
        const before = text.slice(Math.max(0, index - 16), index);
        const isDigest = what === undefined && (DIGEST_NAME.test(name) || DIGEST_BEFORE.test(before));
        return isDigest || !isRandom(key) || isPublicKey(key)
            ? []
            : [{ what: what ?? "an account key (64 bytes in base64)", text: key, ...opensAround(text, index) }];
    });
}

function identifiableKeys(text: string): FoundKey[] {
    return IDENTIFIABLE.filter(({ sign }) => text.includes(sign)).flatMap(({ what, pattern }) =>
        [...text.matchAll(pattern)].map(([key]) => ({ what, text: key })),
    );
}

function signatures(text: string): FoundKey[] {
    if (!text.includes("sig=")) {
        return [];
    }
    return [...text.matchAll(SAS)].flatMap(({ 1: signature = "" }) =>
        isRandom(signature) ? [{ what: "a shared access signature", text: signature }] : [],
    );
}

function keyByName(text: string, name: string): FoundKey[] {
    const value = text.trim();
    // Hexadecimal digits are few: what is random has nearly all of them.
    const isKey = VALUE_OF_KEY.test(value) && (isRandom(value) || new Set(value).size >= 10);
    return isKey && NAME_OF_KEY.test(name) ? [{ what: "what its name calls a key", text: value }] : [];
}

/** What a connection string says that its key opens. */
function opensAround(text: string, index: number): { opens: string } | Record<string, never> {
    const around = text.slice(Math.max(0, index - AROUND), index + AROUND);
    const [, account] = /AccountName["']?\s*[:=]\s*["']?([A-Za-z0-9-]{3,})/i.exec(around) ?? [];
    const [, endpoint] = /Endpoint["']?\s*[:=]\s*["']?(?:sb|https|amqps):\/\/([^/;"'\s]+)/i.exec(around) ?? [];
    const [, rule] = /SharedAccessKeyName["']?\s*[:=]\s*["']?([^;"'\s]+)/i.exec(around) ?? [];
    const opens = account ?? (endpoint === undefined ? undefined : [endpoint, rule ?? ""].join("/"));
    return opens === undefined ? {} : { opens: opens.toLowerCase() };
}

/** Whether a text may be random bytes: `AAAA…` or `xxxx…` stands for a key, and is none. */
function isRandom(text: string): boolean {
    return new Set(text).size >= 16 && /[A-Z]/.test(text) && /[a-z]/.test(text) && /\d/.test(text);
}
