import assert from "node:assert/strict";
import type { KeyedResource } from "../../azure/keyServices/keyedResource";
import { useLocalAzure } from "../../testing/localAzureFixture";
import { packageClient } from "../support/packageClient";

const CHANNEL = "Microsoft.BotService/botServices/bot/channels/DirectLineChannel";

describe("the local Azure, as a channel of a bot", function () {
    this.timeout(20_000);
    const fixture = useLocalAzure();
    let web: KeyedResource;
    let phone: KeyedResource;

    before(async () => {
        const { azure } = fixture();
        const path = `/subscriptions/${azure.subscriptionId}/resourceGroups/photos/providers/${CHANNEL}/sites`;
        web = await azure.keyServices.create(`${path}/web`);
        phone = await azure.keyServices.create(`${path}/phone`);
    });

    const regenerate = (body: unknown) =>
        fixture().arm("POST", `${CHANNEL}/regeneratekeys?api-version=2022-09-15`, body);

    it("shows the keys of all its sites, to its package's client as well", async () => {
        const { text } = await fixture().arm("POST", `${CHANNEL}/listChannelWithKeys?api-version=2022-09-15`);
        const client = await packageClient(fixture().azure, "@azure/arm-botservice");
        const read = JSON.stringify(await client("channels.listWithKeys", ["photos", "bot", "DirectLineChannel"]));
        for (const key of [web, phone].flatMap(({ keys }) => Object.values(keys))) {
            assert.ok(text.includes(key) && read.includes(key));
        }
    });

    it("makes the one key of the one site anew that is named", async () => {
        const former = [web.keys, phone.keys];
        const answer = await regenerate({ siteName: "web", key: "key2" });
        assert.equal(answer.status, 200);
        assert.ok(answer.text.includes(web.keys.key2 ?? "none"));
        assert.deepEqual([{ ...web.keys, key2: former[0]?.key2 }, phone.keys], former);
        assert.notEqual(web.keys.key2, former[0]?.key2);
        const { azure } = fixture();
        assert.equal(
            azure.journal.count("channels/regeneratekeys", ({ detail }) => detail === "key2"),
            1,
        );
    });

    it("refuses a site that it has not, and a key that no site has", async () => {
        assert.equal((await regenerate({ siteName: "other", key: "key1" })).status, 404);
        assert.equal((await regenerate({ siteName: "web", key: "key3" })).status, 400);
        assert.equal((await regenerate({ key: "key1" })).status, 400);
    });
});
