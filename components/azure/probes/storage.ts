import { createDefaultHttpClient, createPipelineFromOptions, createPipelineRequest } from "@azure/core-rest-pipeline";
import { storageSharedKeyCredentialPolicy } from "@azure/storage-common";
import type { KeyProbe } from "./keyProbe";

/** The services that answer "get service properties" to a request signed with Shared Key, cheapest first. */
const PROBED = ["blob", "queue", "file"] as const;

const TEN_SECONDS = 10_000;

/** Azure Storage: the properties of a service, signed with Shared Key. */
export const probeStorage: KeyProbe = async (key, { name, endpoints }) => {
    const endpoint = PROBED.map((service) => endpoints[service]).find((found) => found !== undefined);
    if (endpoint === undefined) {
        return false;
    }
    const pipeline = createPipelineFromOptions({ retryOptions: { maxRetries: 0 } });
    pipeline.addPolicy(storageSharedKeyCredentialPolicy({ accountName: name, accountKey: Buffer.from(key, "base64") }));
    const request = createPipelineRequest({
        url: `${endpoint}?restype=service&comp=properties`,
        timeout: TEN_SECONDS,
        disableKeepAlive: true,
    });
    request.headers.set("x-ms-version", "2021-12-02");
    try {
        return (await pipeline.sendRequest(createDefaultHttpClient(), request)).status === 200;
    } catch {
        return false;
    }
};
