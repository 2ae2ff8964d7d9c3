import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { CosmosClient } from "@azure/cosmos";
import { protocols } from "local-azure";
import { cosmosHeaders } from "../../../../components/azure/probes/signing/cosmosToken";
import { capture } from "../support/capture";

describe("a token of a Cosmos DB key", () => {
    const key = randomBytes(64).toString("base64");
    const resource = { name: "photos", acceptedKeys: () => [key] };

    it("is what @azure/cosmos sends for the same date, and what the local data plane takes from it", async () => {
        const { httpClient, request } = capture();
        await new CosmosClient({
            endpoint: "https://photos.documents.azure.com/",
            key,
            httpClient,
        }).getDatabaseAccount();
        const { headers } = request();
        const ours = cosmosHeaders(key, new Date(String(headers["x-ms-date"])));
        assert.equal(ours.authorization, headers.authorization);
        assert.equal(ours["x-ms-date"], headers["x-ms-date"]);
        assert.equal(protocols.cosmos(request(), resource).status, 200);
        assert.equal(protocols.cosmos({ ...request(), method: "DELETE" }, resource).status, 401);
        const old = cosmosHeaders(key, new Date(Date.now() - 3_600_000));
        assert.equal(protocols.cosmos({ ...request(), headers: old }, resource).status, 401);
    });

    it("is not taken for what lies in the account", async () => {
        const { httpClient, request } = capture();
        const client = new CosmosClient({ endpoint: "https://photos.documents.azure.com/", key, httpClient });
        await client.database("prints").container("large").read();
        // The package's own token for that container is valid there, so there is nothing to find, and nowhere else.
        assert.equal(protocols.cosmos(request(), resource).status, 404);
        assert.equal(protocols.cosmos({ ...request(), path: "dbs/prints" }, resource).status, 401);
        assert.equal(protocols.cosmos({ ...request(), headers: cosmosHeaders(key, new Date()) }, resource).status, 401);
    });
});
