import type { IncomingHttpHeaders } from "node:http";

const STANDARD_HEADERS = [
    "content-encoding",
    "content-language",
    "content-length",
    "content-md5",
    "content-type",
    "date",
    "if-modified-since",
    "if-match",
    "if-none-match",
    "if-unmodified-since",
    "range",
] as const;

/** A request that is signed with an account's key, as Storage and Batch read it. */
export interface SharedKeyRequest {
    readonly method: string;
    readonly url: URL;
    readonly headers: IncomingHttpHeaders;
}

/** The text that a Shared Key signature signs: verb, standard headers, the service's own headers, path and query. */
export function sharedKeyText(
    { method, url, headers }: SharedKeyRequest,
    account: string,
    { ownPrefix, standard = (name) => String(headers[name] ?? "") }: SharedKeyKind,
): string {
    const own = Object.keys(headers)
        .filter((name) => name.startsWith(ownPrefix))
        .sort()
        .map((name) => `${name}:${headers[name]}`);
    const query = [...url.searchParams].map(([name, value]) => `${name.toLowerCase()}:${value}`).sort();
    return [method, ...STANDARD_HEADERS.map(standard), ...own, `/${account}${url.pathname}`, ...query].join("\n");
}

/** How one service's signature differs from another's. */
interface SharedKeyKind {
    /** How the names of its own headers begin. */
    readonly ownPrefix: string;
    /** The value of a standard header; by default the header's. */
    readonly standard?: (name: (typeof STANDARD_HEADERS)[number]) => string;
}
