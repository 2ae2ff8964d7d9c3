import { createHmac } from "node:crypto";
import type { KeyedResource, SignedRequest } from "../verifier";

/** The meaning of the shared access signature of a request; `rule` is the rule's path below the resource. */
export type SharedAccess =
    | { readonly kind: "valid"; readonly rule: string }
    | { readonly kind: "missing" | "invalid signature" | "wrong audience" | "expired" };

/**
 * Verifies a shared access signature: made by a rule of that very resource, over the address in the token, for an address at or below that.
 * A rule of an entity is called `entity/rule`.
 */
export function sharedAccess(
    { url, path, headers }: SignedRequest,
    { acceptedKeys }: KeyedResource,
    bytesOf: (key: string) => Buffer,
): SharedAccess {
    const [, token] = /^SharedAccessSignature (.+)$/.exec(headers.authorization ?? "") ?? [];
    if (token === undefined) {
        return { kind: "missing" };
    }
    const field = (name: string): string => new RegExp(`(?:^|&)${name}=([^&]*)`).exec(token)?.[1] ?? "";
    const asked = `${url.host}${url.pathname}`.toLowerCase().replace(/\/$/, "");
    const endpoint = asked.slice(0, asked.length - path.length).replace(/\/$/, "");
    const scope = decodeURIComponent(field("sr"))
        .toLowerCase()
        .replace(/^[a-z]+:\/\/|\/$/g, "");
    if (!isAtOrBelow(scope, endpoint) || !isAtOrBelow(asked, scope)) {
        return { kind: "wrong audience" };
    }
    const rule = `${scope.slice(endpoint.length)}/${decodeURIComponent(field("skn"))}`.slice(1);
    const text = `${field("sr")}\n${field("se")}`;
    const isSigned = acceptedKeys(rule)
        .map((key) => createHmac("sha256", bytesOf(key)).update(text).digest("base64"))
        .includes(decodeURIComponent(field("sig")));
    if (!isSigned) {
        return { kind: "invalid signature" };
    }
    return Number(field("se")) * 1000 > Date.now() ? { kind: "valid", rule } : { kind: "expired" };
}

function isAtOrBelow(address: string, other: string): boolean {
    return address === other || address.startsWith(`${other}/`);
}
