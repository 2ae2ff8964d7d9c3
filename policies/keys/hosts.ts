import type { KeyBytes } from "./tellingNames";

interface Host {
    readonly pattern: RegExp;
    readonly bytes: KeyBytes;
    /** Whether the service has more keys than one pair, such as keys that only read. */
    readonly morePairs?: true;
}

/** The data planes of services that take keys, in every cloud. */
const HOSTS: readonly Host[] = [
    host(
        "(?:blob|file|queue|table|dfs|web)\\.(?:core\\.(?:windows\\.net|usgovcloudapi\\.net|chinacloudapi\\.cn)|storage\\.azure\\.net)",
        64,
    ),
    host("documents\\.azure\\.(?:com|us|cn)", 64, true),
    host("(?:mongo|table|gremlin|cassandra)\\.cosmos\\.azure\\.(?:com|us|cn)", 64, true),
    host("batch\\.azure\\.com", 64),
    host("communication\\.azure\\.com", 64),
    host("opinsights\\.azure\\.(?:com|us|cn)", 64),
    host("servicebus\\.(?:windows\\.net|usgovcloudapi\\.net|chinacloudapi\\.cn)", 32, true),
    host("redis\\.cache\\.windows\\.net", 32),
    host("(?:redisenterprise\\.cache|redis)\\.azure\\.net", 32),
    host("eventgrid\\.azure\\.(?:net|us|cn)", 32),
    host("service\\.signalr\\.net", 32),
    host("webpubsub\\.azure\\.com", 32),
    host("azconfig\\.(?:io|azure\\.us|azure\\.cn)", 32, true),
    host("azure-devices(?:-provisioning)?\\.net", 32, true),
    host("atlas\\.microsoft\\.com", 32),
    host("(?:openai|cognitiveservices|services\\.ai)\\.azure\\.(?:com|us|cn)", 16),
    // Of a region, and of all accounts in it.
    host("api\\.cognitive\\.(?:microsoft|azure)\\.(?:com|us|cn)", 16, true),
    host("(?:speech\\.microsoft|microsofttranslator)\\.com", 16, true),
    host("search\\.(?:windows\\.net|azure\\.us|azure\\.cn)", 16, true),
    host("azure-api\\.net", 16, true),
];

function host(suffix: string, bytes: KeyBytes, morePairs?: true): Host {
    const pattern = new RegExp(`(?<![\\w.-])((?:[\\w-]{1,63}\\.){0,4})${suffix}(?![\\w-])`, "i");
    return { pattern, bytes, ...(morePairs === undefined ? {} : { morePairs }) };
}

/** A service of Azure that a text names by its address. */
export interface ServiceNamed {
    /** Its name, in lower case, if it has one pair of keys and its address tells it from others. */
    readonly opens?: string;
}

/** Services by the type in their ids. */
const TYPES: Readonly<Record<KeyBytes, RegExp>> = {
    64: /\/Microsoft\.(?:Storage\/storageAccounts|DocumentDB\/databaseAccounts|Batch\/batchAccounts|OperationalInsights\/workspaces)\/[\w-]+/i,
    32: /\/Microsoft\.(?:ServiceBus\/namespaces|EventHub\/namespaces|Cache\/redis|EventGrid\/(?:topics|domains)|SignalRService\/\w+)\/[\w-]+/i,
    16: /\/Microsoft\.(?:CognitiveServices\/accounts|Search\/searchServices)\/[\w-]+/i,
};
const ACCOUNT_IN_ID = /\/Microsoft\.Storage\/storageAccounts\/([\w-]+)/i;

/** The service with keys of that length whose address or id stands in a text. */
export function serviceAt(text: string, bytes: KeyBytes): ServiceNamed | undefined {
    if (!text.includes(".")) {
        return undefined;
    }
    const [id] = TYPES[bytes].exec(text) ?? [];
    if (id !== undefined) {
        const [, account] = ACCOUNT_IN_ID.exec(id) ?? [];
        return account === undefined ? {} : { opens: account.toLowerCase() };
    }
    for (const { pattern, bytes: ofHost, morePairs } of HOSTS) {
        const [address, account] = (ofHost === bytes && pattern.exec(text)) || [];
        if (address !== undefined) {
            // A storage account has an address for each of its services.
            const opens = /\.(?:core|storage)\./i.test(address) ? account?.split(".")[0] : `${address}/`;
            return morePairs || !account || opens === undefined ? {} : { opens: opens.toLowerCase() };
        }
    }
    return undefined;
}

/** Whether the opened resource has keys of more than one kind, so that two of them need not be one pair's. */
export function hasMorePairs(opens: string): boolean {
    const [address = "", rule = ""] = opens.split("/");
    return rule === "" && HOSTS.some(({ pattern, morePairs }) => morePairs === true && pattern.test(address));
}

/** Whether an address is that of a service of Azure that takes keys. */
export function isAddressOfAzure(address: string | undefined): boolean {
    return address !== undefined && HOSTS.some(({ pattern }) => pattern.test(address));
}
