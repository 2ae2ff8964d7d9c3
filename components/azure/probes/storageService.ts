import { storageSharedKeyCredentialPolicy } from "@azure/storage-common";
import { ask } from "./ask";
import type { ProbeTarget } from "./probe";
import { tableHeaders } from "./signing/tableSignature";

/** The services of an account that answer "get service properties" to a request signed with Shared Key, cheapest first. */
export const STORAGE_SERVICES = ["blob", "queue", "file", "table"] as const;

/** Marks our calls in the account's own logs, beside those of applications. */
export const USER_AGENT = "two-key-probe";

const API_VERSION = "2021-12-02";

/**
 * Reads the properties of a service and returns the status of the answer; throws if nothing answers.
 *
 * @param id the id of the call in the account's logs
 */
export async function readService(
    service: (typeof STORAGE_SERVICES)[number],
    key: string,
    { name, endpoints }: ProbeTarget,
    id?: string,
): Promise<number> {
    const url = `${endpoints[service]}?restype=service&comp=properties`;
    const headers = {
        "x-ms-version": API_VERSION,
        "user-agent": USER_AGENT,
        ...(id === undefined ? {} : { "x-ms-client-request-id": id }),
    };
    const { status } = await (service === "table"
        ? ask({ url, headers: { ...headers, ...tableHeaders(url, name, key, new Date()) } })
        : ask({
              url,
              headers,
              signer: storageSharedKeyCredentialPolicy({ accountName: name, accountKey: Buffer.from(key, "base64") }),
          }));
    return status;
}
