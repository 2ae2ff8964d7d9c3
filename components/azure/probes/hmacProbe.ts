import { ask } from "./ask";
import { type KeyProbe, soleEndpoint } from "./probe";
import { hmacHeaders } from "./signing/hmacSignature";

/** The read of each service that signs with HMAC-SHA256. */
const READS = {
    /** One page of the names of settings: read-only keys may read them, and an empty store has none. */
    appConfiguration: "keys?name=two-key-probe&api-version=1.0",
    /** The numbers that the resource owns. It may have none. */
    communication: "phoneNumbers?skip=0&top=1&api-version=2022-12-01",
} as const;

/**
 * Azure App Configuration, whose key is `Id=…;Secret=…` or a connection string that contains it, because the secret alone
 * identifies nobody; and Azure Communication Services.
 */
export function hmacProbe(service: keyof typeof READS): KeyProbe {
    return async (key, target) => {
        const url = `${soleEndpoint(target)}${READS[service]}`;
        const credential = service === "appConfiguration" ? credentialIn(key) : { secret: key };
        const { status } = await ask({ url, headers: hmacHeaders(url, credential, new Date()) });
        return status === 200;
    };
}

function credentialIn(key: string): { readonly id: string; readonly secret: string } {
    const [, id = "", secret = ""] = /(?:^|;)Id=([^;]+);Secret=([^;]+)/.exec(key) ?? [];
    return { id, secret };
}
