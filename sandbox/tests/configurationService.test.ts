import assert from "node:assert/strict";
import { AppConfigurationClient } from "@azure/app-configuration";
import type { AccessToken, TokenCredential } from "@azure/core-auth";
import { useLocalAzure } from "../testing/localAzureFixture";

describe("the data plane of an App Configuration store, for the service's own package", function () {
    this.timeout(60_000);
    const fixture = useLocalAzure();
    let id: string;
    let endpoint: string;

    before(async () => {
        const { azure } = fixture();
        const group = `/subscriptions/${azure.subscriptionId}/resourceGroups/photos`;
        id = `${group}/providers/Microsoft.AppConfiguration/configurationStores/shared`;
        endpoint = await azure.configuration.open(id);
        azure.configuration.write(id, { key: "a/b", label: "prod", value: "1", contentType: "text/plain" });
        azure.configuration.write(id, { key: "a/b", value: "2" });
        azure.configuration.write(id, { key: "c", label: "test", value: "3" });
    });

    /** The managed identity, whose token is for whom the client asks it for, or for that one. */
    function client(resource?: string): AppConfigurationClient {
        const { azure } = fixture();
        const credential: TokenCredential = {
            async getToken(scopes): Promise<AccessToken> {
                const asked = resource ?? String(scopes).replace("/.default", "");
                const url = `${azure.env.IDENTITY_ENDPOINT}?api-version=2019-08-01&resource=${asked}`;
                const answer = await fetch(url, { headers: { "x-identity-header": azure.env.IDENTITY_HEADER ?? "" } });
                const { access_token: token } = (await answer.json()) as { access_token: string };
                return { token, expiresOnTimestamp: Date.now() + 3_600_000 };
            },
        };
        const options = { tlsOptions: { ca: azure.authority }, retryOptions: { maxRetries: 0 } };
        return new AppConfigurationClient(endpoint, credential, options);
    }

    async function listed(one = client()): Promise<readonly string[]> {
        const found: string[] = [];
        for await (const { key, label, value, contentType } of one.listConfigurationSettings()) {
            found.push([key, label ?? "-", value, contentType || "-"].join(" "));
        }
        return found;
    }

    it("lists key-values of every label, page by page", async () => {
        const { azure } = fixture();
        const all = ["a/b - 2 -", "a/b prod 1 text/plain", "c test 3 -"];
        assert.deepEqual(await listed(), all);
        azure.configuration.pageSize = 1;
        assert.deepEqual(await listed(), all);
        azure.configuration.pageSize = 100;
        assert.equal(azure.journal.byOperation()["keyValues/list"], 1 + 3);
    });

    it("has the same key-values as Azure Resource Manager, whose store says where it is", async () => {
        const { arm } = fixture();
        const put = await arm("PUT", `${id}/keyValues/by-arm?api-version=2023-03-01`, { properties: { value: "4" } });
        assert.equal(put.status, 200);
        assert.ok((await listed()).includes("by-arm - 4 -"));
        const list = `/subscriptions/${id.split("/")[2]}/providers/Microsoft.AppConfiguration/configurationStores`;
        const { text } = await arm("GET", `${list}?api-version=2023-03-01`);
        assert.ok(text.includes(`"endpoint":"${endpoint}"`));
    });

    it("refuses a token that is meant for somebody else, and an identity that may not read", async () => {
        const { azure } = fixture();
        await assert.rejects(listed(client(`https://${azure.host}/`)), { statusCode: 401 });
        azure.permissions.allowOnly([]);
        await assert.rejects(listed(), { statusCode: 403 });
        azure.permissions.allowOnly(["Microsoft.AppConfiguration/configurationStores/keyValues/read"]);
        assert.ok((await listed()).length > 0);
        azure.permissions.allowOnly(undefined);
    });
});
