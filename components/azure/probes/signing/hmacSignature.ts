import { createHash, createHmac } from "node:crypto";

const SIGNED_HEADERS = "x-ms-date;host;x-ms-content-sha256";
const NO_CONTENT = createHash("sha256").digest("base64");

/**
 * Headers of a GET without a body in the HMAC-SHA256 scheme of Azure App Configuration (which names the key's id as credential)
 * and Azure Communication Services (which does not). The secret is in base64.
 * Written out because each service's package has its own and exports none alone; the tests compare it with both.
 * Source: https://learn.microsoft.com/azure/azure-app-configuration/rest-api-authentication-hmac
 */
export function hmacHeaders(
    url: string,
    { id, secret }: { readonly id?: string; readonly secret: string },
    now: Date,
): Readonly<Record<string, string>> {
    const { pathname, search, host } = new URL(url);
    const date = now.toUTCString();
    const signature = createHmac("sha256", Buffer.from(secret, "base64"))
        .update(`GET\n${pathname}${search}\n${date};${host};${NO_CONTENT}`)
        .digest("base64");
    const credential = id === undefined ? "" : `Credential=${id}&`;
    return {
        "x-ms-date": date,
        "x-ms-content-sha256": NO_CONTENT,
        authorization: `HMAC-SHA256 ${credential}SignedHeaders=${SIGNED_HEADERS}&Signature=${signature}`,
    };
}
