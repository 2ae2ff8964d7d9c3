import { createHmac } from "node:crypto";

/**
 * Headers of a GET of the Table service in its own Shared Key scheme, which signs less than that of the other storage services. The key is in
 * base64. Written out because `@azure/data-tables` brings a whole client; the tests compare it with that package's own.
 * Source: https://learn.microsoft.com/rest/api/storageservices/authorize-with-shared-key ("Table service (Shared Key authorization)")
 */
export function tableHeaders(url: string, account: string, key: string, now: Date): Readonly<Record<string, string>> {
    const { pathname, searchParams } = new URL(url);
    const date = now.toUTCString();
    const comp = searchParams.get("comp");
    const resource = `/${account}${pathname}${comp === null ? "" : `?comp=${comp}`}`;
    const signature = createHmac("sha256", Buffer.from(key, "base64"))
        .update(`GET\n\n\n${date}\n${resource}`)
        .digest("base64");
    return { "x-ms-date": date, authorization: `SharedKey ${account}:${signature}` };
}
