import { createHmac } from "node:crypto";

/** Content-Encoding to Range: the standard headers that are signed, in a GET without any of them. */
const NO_STANDARD_HEADERS = "\n".repeat(11);

/**
 * Headers of a GET of Azure Batch in its Shared Key scheme: storage's, with `ocp-` for `x-ms-`. The key is in base64.
 * Written out because `@azure/batch` brings an HTTP stack of its own; the tests compare it with that package's own.
 * Source: https://learn.microsoft.com/rest/api/batchservice/authenticate-requests-to-the-azure-batch-service
 */
export function batchHeaders(url: string, account: string, key: string, now: Date): Readonly<Record<string, string>> {
    const { pathname, searchParams } = new URL(url);
    const date = now.toUTCString();
    const query = [...searchParams].map(([name, value]) => `\n${name.toLowerCase()}:${value}`).sort();
    const signature = createHmac("sha256", Buffer.from(key, "base64"))
        .update(`GET\n${NO_STANDARD_HEADERS}ocp-date:${date}\n/${account}${pathname}${query.join("")}`)
        .digest("base64");
    return { "ocp-date": date, authorization: `SharedKey ${account}:${signature}` };
}
