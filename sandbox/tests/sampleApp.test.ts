import assert from "node:assert/strict";
import { createServer, get } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { startLoad } from "../app/load";
import { SAMPLE_APP } from "../app/sampleApp";
import { watchKey } from "../app/watchKey";
import { useLocalAzure } from "../testing/localAzureFixture";

describe("the sample app under load", function () {
    const fixture = useLocalAzure();
    this.timeout(60_000);
    const program = { file: SAMPLE_APP, args: ["UPLOADS"] };

    it("loses no request while the settings change under load, and counts those that a careless rotation loses", async () => {
        const { azure, account } = fixture();
        const site = azure.sites.get("web");
        site.writeSettings({ UPLOADS: account.connectionString("key1") });
        const url = await site.run(program);
        const load = startLoad({ url, perSecond: 100 });
        const outgoing = watchKey({
            endpoint: account.endpoints.blob,
            account: account.name,
            key: account.keys.key1,
            authority: azure.authority,
            everyMs: 20,
        });
        await delay(200);
        site.editSetting("UPLOADS", account.connectionString("key2"));
        await site.settled();
        const told = azure.journal.entries
            .map(({ operation }) => operation)
            .filter((name) => name.startsWith("sites/"));
        assert.deepEqual(told.slice(-2), ["sites/restarted", "sites/formerEnded"]);
        account.regenerate("key1");
        await delay(300);
        assert.equal(load.failed, 0);
        assert.ok(load.ok > 20, `${load.ok} requests`);
        assert.ok(outgoing.refusedAt !== undefined, "the outgoing key is refused");

        account.regenerate("key2");
        await delay(200);
        await Promise.all([load.stop(), outgoing.stop()]);
        assert.ok(load.failed > 5, `${load.failed} failed requests`);
        const outcomes = new Set(load.samples.map(({ outcome }) => outcome));
        assert.deepEqual(
            [...outcomes].filter((outcome) => outcome !== 200 && outcome !== 403),
            [],
        );
        const buckets = load.series(100);
        assert.equal(
            buckets.reduce((sum, { ok, failed }) => sum + ok + failed, 0),
            load.samples.length,
        );
        assert.deepEqual(buckets[0]?.failed, 0);
        assert.equal(site.url, url);
    });

    it("sends no more than its clients wait for, however slow the answers are", async () => {
        let underWay = 0;
        let most = 0;
        const server = createServer((_, response) => {
            most = Math.max(most, ++underWay);
            setTimeout(() => {
                underWay -= 1;
                response.end("ok");
            }, 100);
        });
        await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
        const { port } = server.address() as AddressInfo;
        const load = startLoad({ url: `http://127.0.0.1:${port}/`, perSecond: 1_000, clients: 3 });
        await delay(500);
        await load.stop();
        server.close();
        assert.equal(most, 3);
        assert.ok(load.ok >= 6 && load.ok <= 18, `${load.ok} requests`);
    });

    it("keeps serving with the old instance where the new one does not start, and says so", async () => {
        const { azure, arm, account } = fixture();
        await arm("PUT", "Microsoft.Web/sites/fragile", { location: "here" });
        const site = azure.sites.get("fragile");
        site.writeSettings({ UPLOADS: account.connectionString("key2") });
        const url = await site.run(program);
        site.editSetting("NODE_OPTIONS", "--no-such-option");
        const restart = await arm("POST", "Microsoft.Web/sites/fragile/restart?softRestart=true&synchronous=true");
        assert.equal(restart.status, 500);
        assert.equal(azure.journal.count("sites/restartFailed"), 2);
        assert.equal(await new Promise((resolve) => get(url, ({ statusCode }) => resolve(statusCode))), 200);
    });
});
