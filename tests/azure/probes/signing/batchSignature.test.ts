import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { BatchServiceClient, BatchSharedKeyCredentials } from "@azure/batch";
import { protocols, type SignedRequest } from "local-azure";
import { batchHeaders } from "../../../../components/azure/probes/signing/batchSignature";
import { asSeen } from "../support/capture";

const ENDPOINT = "https://photos.westeurope.batch.azure.com";

describe("a Shared Key signature of Azure Batch", () => {
    const key = randomBytes(64).toString("base64");
    const resource = { name: "photos", acceptedKeys: () => [key] };

    it("is what the local data plane takes, for that request only", async () => {
        const request = await listPools(key);
        assert.equal(protocols.batch(request, resource).status, 200);
        assert.equal(protocols.batch({ ...request, method: "DELETE" }, resource).status, 403);
        assert.equal(protocols.batch({ ...request, url: new URL("/jobs", ENDPOINT) }, resource).status, 403);
        assert.equal(protocols.batch(request, { ...resource, name: "albums" }).status, 403);
        assert.equal(protocols.batch(request, { ...resource, acceptedKeys: () => [] }).status, 403);
    });

    it("is what @azure/batch sends for the same address and date", async () => {
        const { url, headers } = await listPools(key);
        const ours = batchHeaders(url.href, "photos", key, new Date(String(headers["ocp-date"])));
        assert.deepEqual(ours, { "ocp-date": headers["ocp-date"], authorization: headers.authorization });
    });
});

/** The request of the service's own package that lists one pool; without the content type, which ours does not have, either. */
async function listPools(key: string): Promise<SignedRequest> {
    let sent: SignedRequest | undefined;
    const client = new BatchServiceClient(new BatchSharedKeyCredentials("photos", key), ENDPOINT, {
        generateClientRequestIdHeader: false,
        requestPolicyFactories: (factories) => [
            {
                create: (next) => ({
                    sendRequest(request) {
                        request.headers.remove("content-type");
                        return next.sendRequest(request);
                    },
                }),
            },
            ...factories,
        ],
        httpClient: {
            async sendRequest(request) {
                sent = asSeen(request.method, request.url, request.headers.rawHeaders());
                return { request, status: 200, headers: request.headers.clone(), bodyAsText: '{"value":[]}' };
            },
        },
    });
    await client.pool.list({ poolListOptions: { maxResults: 1 } });
    assert.ok(sent !== undefined);
    return sent;
}
