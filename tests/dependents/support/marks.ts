import { createHash } from "node:crypto";
import type { PairMarks } from "../../../components/dependents/pairMarks";
import { fingerprintOf } from "../../../components/services/fingerprint";
import { storageRows } from "../../../components/services/storage";

/** A key of a storage account that nobody has: 64 bytes that are always the same. */
function keyOf(seed: string): string {
    return createHash("sha512").update(seed).digest("base64");
}

export const KEY1 = keyOf("one");
export const KEY2 = keyOf("two");
export const OTHER_KEY = keyOf("three");

export const SUBSCRIPTION = "b7a2c9d0-1111-2222-3333-123456789012";
export const GROUP = `/subscriptions/${SUBSCRIPTION}/resourceGroups/photos/providers`;

/** The marks of a key of the storage account `uploads`. */
export const UPLOADS: PairMarks = {
    sourceId: `${GROUP}/Microsoft.Storage/storageAccounts/uploads`,
    slots: new Map([
        [fingerprintOf(KEY1, "base64"), "key1"],
        [fingerprintOf(KEY2, "base64"), "key2"],
    ]),
    fingerprintOf: (key) => fingerprintOf(key, "base64"),
    keyInConnectionString: storageRows.storageAccount.keyInConnectionString,
    account: "uploads",
    hosts: ["uploads.blob.core.windows.net", "uploads.file.core.windows.net", "uploads.dfs.core.windows.net"],
    ownSecrets: [],
};

/** A connection string of the account. */
export function connectionString(key: string, account = "uploads"): string {
    return `DefaultEndpointsProtocol=https;AccountName=${account};AccountKey=${key};EndpointSuffix=core.windows.net`;
}
