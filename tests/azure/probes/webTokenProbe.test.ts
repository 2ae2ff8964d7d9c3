import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { AzureKeyCredential, WebPubSubServiceClient } from "@azure/web-pubsub";
import { protocols } from "local-azure";
import { capture } from "./support/capture";

describe("the web token of Web PubSub and SignalR", () => {
    const key = randomBytes(32).toString("base64");

    it("is verified as @azure/web-pubsub makes it, for its very address only", async () => {
        const { httpClient, request } = capture();
        const client = new WebPubSubServiceClient(
            "https://photos.webpubsub.azure.com",
            new AzureKeyCredential(key),
            "hub",
            {
                httpClient,
            },
        );
        await client.userExists("somebody");
        const resource = { name: "photos", acceptedKeys: () => [key] };
        assert.equal(protocols.webPubSub(request(), resource).status, 404);
        assert.equal(protocols.webPubSub(request(), { ...resource, acceptedKeys: () => [`${key}x`] }).status, 401);
        const elsewhere = new URL(request().url.pathname, "https://albums.webpubsub.azure.com");
        assert.equal(protocols.webPubSub({ ...request(), url: elsewhere }, resource).status, 401);
    });
});
