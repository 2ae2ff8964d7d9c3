import { storageSharedKeyCredentialPolicy } from "@azure/storage-common";
import { ask } from "./ask";
import type { KeyProbe } from "./keyProbe";

/** The services that answer "get service properties" to a request signed with Shared Key, cheapest first. */
const PROBED = ["blob", "queue", "file"] as const;

/** Azure Storage: the properties of a service, signed with Shared Key. */
export const probeStorage: KeyProbe = async (key, { name, endpoints }) => {
    const endpoint = PROBED.map((service) => endpoints[service]).find((found) => found !== undefined);
    if (endpoint === undefined) {
        return false;
    }
    const { status } = await ask({
        url: `${endpoint}?restype=service&comp=properties`,
        headers: { "x-ms-version": "2021-12-02" },
        signer: storageSharedKeyCredentialPolicy({ accountName: name, accountKey: Buffer.from(key, "base64") }),
    });
    return status === 200;
};
