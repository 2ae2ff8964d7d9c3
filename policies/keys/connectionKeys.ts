import { type FoundKey, isRandom } from "./foundKey";
import { isAddressOfAzure } from "./hosts";
import { isPublicKey } from "./publicKeys";

/** `AccountKey=…`, `"sharedAccessKey": "…"` and their like. The padding tells a key from a word that stands for one. */
const NAMED_KEY =
    /(AccountKey|SharedAccessKey|SharedSecretValue|SharedSecret|AccessKey)["']?\s*[:=]\s*["']?([A-Za-z0-9+/]{40,512}={1,2})(?![A-Za-z0-9+/=])/gi;

/** The two names of a key that only Azure uses. */
const OF_AZURE = /^(?:AccountKey|SharedAccessKey)$/i;

/** `Endpoint=https://…;Id=…;Secret=…` of App Configuration. */
const STORE = /Endpoint=https:\/\/([^/;\s"']+)\/?;Id=([^;\s"']+);Secret=([A-Za-z0-9+/]{40,}={0,2})/gi;

/** `host:6380,password=…,ssl=True` of StackExchange.Redis. */
const CACHE = /([\w.-]+):\d{4,5},(?:[^\s"']*,)?password=([A-Za-z0-9+/]{43}=)(?=,|["'\s]|$)/gi;

/** The distance from a key within which the name of its resource is looked for. */
const AROUND = 400;

/** The keys of a text that are parts of connection strings. */
export function keysInConnectionStrings(text: string): readonly FoundKey[] {
    if (!/key|secret|password/i.test(text)) {
        return [];
    }
    const named = [...text.matchAll(NAMED_KEY)].flatMap(({ 1: word = "", 2: key = "", index }) => {
        const opens = opensAround(text, index);
        return found(key, `a connection string with ${word}`, OF_AZURE.test(word) || isAddressOfAzure(opens), opens);
    });
    const stores = [...text.matchAll(STORE)].flatMap(({ 1: endpoint = "", 3: key = "" }) =>
        found(key, "a connection string of App Configuration", true, `${endpoint}/`.toLowerCase()),
    );
    const caches = [...text.matchAll(CACHE)].flatMap(({ 1: host = "", 2: key = "" }) =>
        found(key, "a connection string of Redis", isAddressOfAzure(host), `${host}/`.toLowerCase()),
    );
    return [...named, ...stores, ...caches];
}

function found(key: string, what: string, certain: boolean, opens: string | undefined): readonly FoundKey[] {
    return isRandom(key) && !isPublicKey(key)
        ? [{ what, text: key, certain, ...(opens === undefined ? {} : { opens }) }]
        : [];
}

/** The name that a connection string gives to the resource that its key opens. */
function opensAround(text: string, index: number): string | undefined {
    const around = text.slice(Math.max(0, index - AROUND), index + AROUND);
    const [, account] = /AccountName["']?\s*[:=]\s*["']?([A-Za-z0-9-]{3,})/i.exec(around) ?? [];
    const [, endpoint] = /Endpoint["']?\s*[:=]\s*["']?(?:sb|https|amqps):\/\/([^/;"'\s]+)/i.exec(around) ?? [];
    const [, rule] = /SharedAccessKeyName["']?\s*[:=]\s*["']?([^;"'\s]+)/i.exec(around) ?? [];
    // Rules of different queues and hubs may have one name.
    const [, entity] = /EntityPath["']?\s*[:=]\s*["']?([^;"'\s]+)/i.exec(around) ?? [];
    const parts = [endpoint, rule ?? "", ...(entity === undefined ? [] : [entity])];
    const opens = account ?? (endpoint === undefined ? undefined : parts.join("/"));
    return opens?.toLowerCase();
}
