import { createHash, createHmac } from "node:crypto";
import type { KeyedResource, SignedRequest, Verdict, Verifier } from "../verifier";
import { error, isRecent } from "../verifier";

/** Azure App Configuration: a key is `Id=…;Secret=…`, and the request names the id. */
export const verifyAppConfiguration: Verifier = (request, { acceptedKeys }) => {
    const id = /Credential=([^&]+)/.exec(request.headers.authorization ?? "")?.[1];
    const secrets = acceptedKeys().flatMap((key) => {
        const [, keyId, secret] = /^Id=([^;]+);Secret=(.+)$/.exec(key) ?? [];
        return keyId === id && secret !== undefined ? [secret] : [];
    });
    return read(request, secrets, (path) => path === "keys" || path === "kv", { items: [] });
};

/** Azure Communication Services. */
export const verifyCommunication: Verifier = (request, { acceptedKeys }: KeyedResource) =>
    read(request, acceptedKeys(), (path) => path === "phoneNumbers", { phoneNumbers: [] });

function read(
    request: SignedRequest,
    secrets: readonly string[],
    knows: (path: string) => boolean,
    body: unknown,
): Verdict {
    if (!secrets.some((secret) => isSignedWith(request, secret))) {
        return error(401, "Denied", "Denied by the resource provider: invalid signature.");
    }
    return knows(request.path) && request.url.searchParams.has("api-version")
        ? { status: 200, body }
        : error(404, "NotFound", "Not found.");
}

/** Checks the signature over whichever headers the request says it signed, and that the necessary ones are among them. */
function isSignedWith({ method, url, headers, body }: SignedRequest, secret: string): boolean {
    const { authorization = "" } = headers;
    const signed = /SignedHeaders=([^&]+)/.exec(authorization)?.[1]?.split(";") ?? [];
    const signature = /Signature=(.+)$/.exec(authorization)?.[1];
    const text = [method, `${url.pathname}${url.search}`, signed.map((name) => headers[name]).join(";")].join("\n");
    return (
        ["x-ms-date", "host", "x-ms-content-sha256"].every((name) => signed.includes(name)) &&
        isRecent(headers["x-ms-date"]) &&
        headers["x-ms-content-sha256"] === createHash("sha256").update(body).digest("base64") &&
        signature === createHmac("sha256", Buffer.from(secret, "base64")).update(text).digest("base64")
    );
}
