// The meaning of the name of a setting for its value.

/** The length of a key: services make keys of one length. */
export type KeyBytes = 64 | 32 | 16;

/** The words of a name, in lower case: `AzureSearch__AdminKey` is azure, search, admin, key. */
export function wordsOf(name: string): readonly string[] {
    return name
        .replace(/([a-z\d])([A-Z])/g, "$1 $2")
        .replace(/([A-Z])([A-Z][a-z])/g, "$1 $2")
        .split(/[^A-Za-z\d]+/)
        .map((word) => word.toLowerCase())
        .filter((word) => word !== "");
}

/** Words that follow the word `key` and say nothing of their own. */
const ENCODINGS = /^(?:\d+|hex|b64|b64url|base64|base64url|base64urlsafe|urlsafe|encoded|one|two|primary|secondary)$/;

/** Names of keys of any kind. */
export function isCalledKey(name: string): boolean {
    const words = [...wordsOf(name)];
    while (words.length > 1 && ENCODINGS.test(words.at(-1) ?? "")) {
        words.pop();
    }
    return /(?:keys?|secret|password|passwd|pwd|pass|token|credentials?)\d?$/.test(words.join(""));
}

/** Names of values that are made to be seen, or open nothing: SHA-512 has the length of an account key. */
const PUBLIC =
    /\b(?:digests?|sha-?\d*|md5|hash(?:es)?|checksums?|integrity|fingerprint|thumbprint|e-?tag|public(?:key)?|nonce|signature|(?:partition|row|sort|idempotency|lookup|routing|correlation)-key)\b/;

/** Names that say what random bytes are for, and that is not a service of Azure. */
const OTHERWISE =
    /\b(?:jwt|jws|jwks?|hs\d{3}|hmac|sign(?:ing|er|ed)?|sessions?|cookies?|csrf|xsrf|(?:en|de)crypt\w*|crypto|cipher|fernet|pepper|salt|wireguard|vapid|webhooks?|nextauth|next-auth|private-key)\b/;

/** Whether a name says that it is open to everybody, or opens nothing. */
export function isCalledPublic(name: string): boolean {
    return PUBLIC.test(wordsOf(name).join("-"));
}

/** Whether a name says what random bytes are for, and that is not a service of Azure. */
export function isCalledOtherwise(name: string): boolean {
    return OTHERWISE.test(wordsOf(name).join("-"));
}

/**
 * Names that only Azure's services have, by the length of their keys, in words with hyphens between them. A name may be written
 * without its gaps.
 */
const OF_AZURE: Readonly<Record<KeyBytes, RegExp>> = {
    64: /cosmos|document-?db|storage-?account|account-?key|azure-?(?:storage|blob|files?|web-?jobs)|log-?analytics/,
    32: /service-?bus|event-?(?:hub|grid)|shared-?access|signal-?r\b|web-?pub-?sub|io-?t-?hub|notification-?hub|\baeg-sas|azure-?(?:redis|cache|maps)/,
    16: /cognitive|azure-?(?:ai|open-?ai|search)|\b(?:aoai|ocp-apim|apim)\b|form-?recognizer|document-?intelligence|text-?analytics|content-?safety/,
};

/** Names that Azure's services share with others. */
const OF_SERVICES: Readonly<Record<KeyBytes, RegExp>> = {
    64: /\b(?:storage|blobs?|queues?|tables?|share|batch|workspace|adls|dfs)\b/,
    32: /\b(?:bus|hub|topic|relay|redis|cache|iot|pubsub|maps|aeg|sas)\b|app-?config/,
    16: /\b(?:ai|gpt|llm|search|speech|vision|translator|language|face|luis|qna|bing|ocr|personalizer|anomaly)\b|open-?ai/,
};

/** A name that nothing else has with a key of that length. */
const STORAGE_KEY = /\b(?:storage|blobs?|adls)-(?:\w+-)*keys?\d?\b/;

/** How sure a name makes that random bytes of a length are a key of Azure. */
export function serviceNamed(name: string, bytes: KeyBytes): "azure" | "maybe" | undefined {
    const words = wordsOf(name).join("-");
    if (bytes === 16 && /\bcache\b/.test(words)) {
        return undefined; // under which something is cached, not what opens the cache
    }
    if (OF_AZURE[bytes].test(words)) {
        return "azure";
    }
    const service = OF_SERVICES[bytes].exec(words);
    if (service === null) {
        return undefined;
    }
    const isOfAzure = /\b(?:az|azure)-$/.test(words.slice(0, service.index));
    return isOfAzure || (bytes === 64 && STORAGE_KEY.test(words)) ? "azure" : "maybe";
}

/** Words that say what part of a service's address or access a setting is, or how it is kept, and not of which service. */
const PARTS =
    /^(?:keys?|access|account|api|primary|secondary|shared|master|admin|password|passwd|pass|pwd|credentials?|subscription|value|auth|endpoint|url|uri|host|hostname|name|namespace|server|address|base|service|target|domain|instance|resource|headers?|inputs?|data|json|secure|config|settings?|options|spec|params|parameters|properties|env|environment|connection|type|info)$/;

/** The subject of a name: `search` for both `SEARCH_ADMIN_KEY` and `SEARCH_ENDPOINT`; empty for `accessKey`. */
export function subjectOf(name: string): string {
    return wordsOf(name)
        .filter((word) => !PARTS.test(word) && !ENCODINGS.test(word))
        .join("");
}
