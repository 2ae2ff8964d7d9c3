import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { AppConfigurationClient } from "@azure/app-configuration";
import { createCommunicationAuthPolicy } from "@azure/communication-common";
import { AzureKeyCredential } from "@azure/core-auth";
import { createEmptyPipeline, createPipelineRequest } from "@azure/core-rest-pipeline";
import { protocols, type SignedRequest } from "local-azure";
import { hmacHeaders } from "../../../../components/azure/probes/signing/hmacSignature";
import { capture } from "../support/capture";

describe("an HMAC signature", () => {
    const secret = randomBytes(64).toString("base64");

    it("is what @azure/app-configuration sends for the same address and date, and what the local data plane takes from it", async () => {
        const { httpClient, request } = capture();
        const connectionString = `Endpoint=https://photos.azconfig.io;Id=abcd;Secret=${secret}`;
        await new AppConfigurationClient(connectionString, { httpClient }).listConfigurationSettings().next();
        assertSame(request(), hmacHeaders(request().url.href, { id: "abcd", secret }, dateOf(request())));
        const resource = { name: "photos", acceptedKeys: () => [`Id=abcd;Secret=${secret}`] };
        assert.equal(protocols.appConfiguration(request(), resource).status, 200);
        assertBound(request(), (tampered) => protocols.appConfiguration(tampered, resource).status);
        const others = { name: "photos", acceptedKeys: () => [`Id=efgh;Secret=${secret}`] };
        assert.equal(protocols.appConfiguration(request(), others).status, 401);
    });

    it("is what @azure/communication-common sends for the same address and date, and what the local data plane takes from it", async () => {
        const { httpClient, request } = capture();
        const pipeline = createEmptyPipeline();
        pipeline.addPolicy(createCommunicationAuthPolicy(new AzureKeyCredential(secret)));
        const url = "https://photos.communication.azure.com/phoneNumbers?skip=0&top=1&api-version=2022-12-01";
        await pipeline.sendRequest(httpClient, createPipelineRequest({ url }));
        assertSame(request(), hmacHeaders(url, { secret }, dateOf(request())));
        const resource = { name: "photos", acceptedKeys: () => [secret] };
        assert.equal(protocols.communication(request(), resource).status, 200);
        assertBound(request(), (tampered) => protocols.communication(tampered, resource).status);
    });
});

function dateOf({ headers }: SignedRequest): Date {
    return new Date(String(headers["x-ms-date"]));
}

function assertSame({ headers }: SignedRequest, ours: Readonly<Record<string, string>>): void {
    for (const [name, value] of Object.entries(ours)) {
        assert.equal(value, headers[name]);
    }
}

/** Nothing of a signed request can be changed, nor can it be sent later. */
function assertBound(request: SignedRequest, statusOf: (request: SignedRequest) => number): void {
    const { url, headers } = request;
    assert.equal(statusOf({ ...request, method: "POST" }), 401);
    assert.equal(statusOf({ ...request, body: "x" }), 401);
    assert.equal(statusOf({ ...request, url: new URL(`${url.pathname}?api-version=1`, url) }), 401);
    assert.equal(statusOf({ ...request, headers: { ...headers, host: "albums.azconfig.io" } }), 401);
    assert.equal(statusOf({ ...request, headers: { ...headers, "x-ms-date": new Date(0).toUTCString() } }), 401);
}
