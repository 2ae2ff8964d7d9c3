import { createHash } from "node:crypto";

/** How a service writes its keys. */
export type KeyEncoding = "base64" | "text";

/**
 * The only form of a key that may be shown: SHA-256, in hex, of the key's bytes. For a service whose keys are base64 these
 * are the decoded bytes, which is how storage logs name a key (`tokenHash` of Azure Storage's resource logs).
 */
export function fingerprintOf(key: string, encoding: KeyEncoding): string {
    return createHash("sha256")
        .update(Buffer.from(key, encoding === "base64" ? "base64" : "utf8"))
        .digest("hex");
}
