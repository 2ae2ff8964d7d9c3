import { createHmac } from "node:crypto";
import type { SignedRequest, Verifier } from "../verifier";
import { error, isRecent } from "../verifier";

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

/** Azure Batch: Shared Key over verb, standard headers, `ocp-` headers, path and query. */
export const verifyBatch: Verifier = (request, { name, acceptedKeys }) => {
    const text = textToSign(request, name);
    const signatures = acceptedKeys().map((key) => {
        const signature = createHmac("sha256", Buffer.from(key, "base64")).update(text).digest("base64");
        return `SharedKey ${name}:${signature}`;
    });
    const { headers, path } = request;
    if (!isRecent(headers["ocp-date"]) || !signatures.includes(headers.authorization ?? "")) {
        return error(403, "AuthenticationFailed", "Server failed to authenticate the request.");
    }
    return path === "pools" ? { status: 200, body: { value: [] } } : error(404, "NotFound", "Not found.");
};

function textToSign({ method, url, headers }: SignedRequest, account: string): string {
    const own = Object.keys(headers)
        .filter((header) => header.startsWith("ocp-"))
        .sort()
        .map((header) => `${header}:${headers[header]}`);
    const query = [...url.searchParams]
        .map(([parameter, value]) => `${parameter.toLowerCase()}:${value}`)
        .sort((one, other) => (one < other ? -1 : 1));
    return [
        method,
        ...STANDARD_HEADERS.map((header) => headers[header] ?? ""),
        ...own,
        `/${account}${url.pathname}`,
        ...query,
    ].join("\n");
}
