import { createHmac } from "node:crypto";

/**
 * Headers of a GET of a Cosmos DB account itself, signed with a key of 64 bytes in base64.
 * Written out because `@azure/cosmos` weighs 30 MB; the tests compare it with that package's own.
 * Source: https://learn.microsoft.com/rest/api/cosmos-db/access-control-on-cosmosdb-resources
 */
export function cosmosHeaders(key: string, now: Date): Readonly<Record<string, string>> {
    const date = now.toUTCString();
    // Verb, resource type, resource link, date; the account has neither type nor link.
    const signature = createHmac("sha256", Buffer.from(key, "base64"))
        .update(`get\n\n\n${date.toLowerCase()}\n\n`)
        .digest("base64");
    return {
        "x-ms-date": date,
        "x-ms-version": "2018-12-31",
        authorization: encodeURIComponent(`type=master&ver=1.0&sig=${signature}`),
    };
}
