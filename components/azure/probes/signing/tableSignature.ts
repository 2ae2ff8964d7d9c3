import { createHmac } from "node:crypto";

/**
 * Headers of a request to the Table service, whose Shared Key schemes are its own: this is the light one. The key is in base64. Written out because `@azure/data-tables` brings a whole client; the tests compare it with that package's own.
 * Source: https://learn.microsoft.com/rest/api/storageservices/authorize-with-shared-key ("Shared Key Lite and Table service format for 2009-09-19 and later")
 */
export function tableHeaders(url: string, account: string, key: string, now: Date): Readonly<Record<string, string>> {
    const { pathname, searchParams } = new URL(url);
    const date = now.toUTCString();
    const comp = searchParams.get("comp");
    const resource = `/${account}${pathname}${comp === null ? "" : `?comp=${comp}`}`;
    const signature = createHmac("sha256", Buffer.from(key, "base64")).update(`${date}\n${resource}`).digest("base64");
    return { "x-ms-date": date, authorization: `SharedKeyLite ${account}:${signature}` };
}
