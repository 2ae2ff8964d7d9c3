import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import { ACCOUNT, useLocalAzure } from "../../testing/localAzureFixture";

/** Each kind of key service, with how its keys are listed and one of them regenerated. */
const SERVICES = [
    {
        name: "Azure Cache for Redis, whose regenerate answers both keys",
        path: "Microsoft.Cache/redis/cache",
        list: "/listKeys?api-version=2024-11-01",
        regenerate: "/regenerateKey?api-version=2024-11-01",
        body: { keyType: "Secondary" },
        slot: "Secondary",
    },
    {
        name: "API Management, whose regenerate answers 204",
        path: "Microsoft.ApiManagement/service/gateway/subscriptions/app",
        list: "/listSecrets?api-version=2024-05-01",
        regenerate: "/regenerateSecondaryKey?api-version=2024-05-01",
        body: undefined,
        slot: "secondary",
    },
    {
        name: "Cosmos DB, whose regenerate answers nothing",
        path: "Microsoft.DocumentDB/databaseAccounts/documents",
        list: "/listKeys?api-version=2025-10-15",
        regenerate: "/regenerateKey?api-version=2025-10-15",
        body: { keyKind: "secondary" },
        slot: "secondary",
    },
] as const;

const LONG_MS = 60_000;

describe("the weather: stale reads", function () {
    this.timeout(20_000);
    const fixture = useLocalAzure();
    const idOf = (path: string) =>
        `/subscriptions/${fixture().azure.subscriptionId}/resourceGroups/photos/providers/${path}`;

    /** Waits until lists show the current state. */
    async function lagIsOver(): Promise<void> {
        fixture().azure.weather.listLagMs = 20;
        await delay(40);
    }

    /** A moment after which nothing happens for so long that a list may come late. */
    async function momentNow(): Promise<number> {
        await delay(20);
        const moment = Date.now();
        await delay(400);
        return moment;
    }

    /** Lists that come now lag so much that they show what was then. */
    function listAsAt(moment: number): void {
        fixture().azure.weather.listLagMs = Date.now() - moment;
    }

    interface StorageKey {
        readonly keyName: string;
        readonly value: string;
        readonly creationTime: string;
    }

    async function storageKeys(action: "listKeys" | "regenerateKey", body?: unknown): Promise<readonly StorageKey[]> {
        const answer = await fixture().arm("POST", `${ACCOUNT}/${action}`, body);
        assert.equal(answer.status, 200);
        return JSON.parse(answer.text).keys;
    }

    it("lists a storage account's former key, with its time, until the lag is over", async () => {
        const { account } = fixture();
        const before = await storageKeys("listKeys");
        const moment = await momentNow();
        const answered = await storageKeys("regenerateKey", { keyName: "key2" });
        assert.deepEqual(
            answered.map(({ value }) => value),
            [account.keys.key1, account.keys.key2],
        );
        listAsAt(moment);
        assert.deepEqual(await storageKeys("listKeys"), before);
        const shown = JSON.parse((await fixture().arm("GET", ACCOUNT)).text);
        assert.equal(shown.properties.keyCreationTime.key2, before[1]?.creationTime);
        await lagIsOver();
        assert.deepEqual(await storageKeys("listKeys"), answered);
    });

    it("shows each of two regenerates only after its own lag", async () => {
        const { account } = fixture();
        const key2At = async (moment: number) => {
            listAsAt(moment);
            return (await storageKeys("listKeys"))[1]?.value;
        };
        const first = account.keys.key2;
        const beforeBoth = await momentNow();
        account.regenerate("key2");
        const second = account.keys.key2;
        const between = await momentNow();
        account.regenerate("key2");
        assert.equal(await key2At(beforeBoth), first);
        assert.equal(await key2At(between), second);
        assert.equal(await key2At(Date.now()), account.keys.key2);
    });

    it("tells a stale list apart in the journal, and only that", async () => {
        const { azure } = fixture();
        await storageKeys("listKeys");
        azure.weather.listLagMs = LONG_MS;
        await storageKeys("regenerateKey", { keyName: "key1" });
        await storageKeys("listKeys");
        await lagIsOver();
        await storageKeys("listKeys");
        assert.deepEqual(
            azure.journal.calls.map(({ weather }) => weather),
            [undefined, undefined, "stale", undefined],
        );
    });

    it("answers a regenerate with the keys of before it", async () => {
        const { azure, account } = fixture();
        const before = await storageKeys("listKeys");
        azure.weather.regenerateAnswer = "old";
        assert.deepEqual(await storageKeys("regenerateKey", { keyName: "key2" }), before);
        assert.notEqual(account.keys.key2, before[1]?.value);
        assert.equal(azure.journal.calls.at(-1)?.weather, "stale");
    });

    it("answers a regenerate with no keys", async () => {
        const { azure, arm, account } = fixture();
        const former = account.keys.key2;
        azure.weather.regenerateAnswer = "none";
        const answer = await arm("POST", `${ACCOUNT}/regenerateKey`, { keyName: "key2" });
        assert.deepEqual([answer.status, answer.text], [200, ""]);
        assert.notEqual(account.keys.key2, former);
    });

    it("does both at once", async () => {
        const { azure } = fixture();
        const before = await storageKeys("listKeys");
        azure.weather.regenerateAnswer = "old";
        const moment = await momentNow();
        assert.deepEqual(await storageKeys("regenerateKey", { keyName: "key2" }), before);
        listAsAt(moment);
        assert.deepEqual(await storageKeys("listKeys"), before);
    });

    for (const { name, path, list, regenerate, body, slot } of SERVICES) {
        it(`lags for ${name}`, async () => {
            const { azure, arm } = fixture();
            const resource = await azure.keyServices.create(idOf(path));
            const former = (await arm("POST", `${path}${list}`)).text;
            azure.weather.listLagMs = LONG_MS;
            const before = resource.keys[slot];
            const answer = await arm("POST", `${path}${regenerate}`, body);
            assert.ok(answer.status < 300, answer.text);
            while (resource.keys[slot] === before) {
                await delay(5);
            }
            assert.equal((await arm("POST", `${path}${list}`)).text, former);
            await lagIsOver();
            assert.match((await arm("POST", `${path}${list}`)).text, new RegExp(escaped(resource.keys[slot])));
        });
    }

    for (const { hub, policies, version } of [
        { hub: "Microsoft.Devices/IotHubs/lagging", policies: "IotHubKeys", version: "2023-06-30" },
        { hub: "Microsoft.Devices/provisioningServices/lagging", policies: "keys", version: "2022-02-05" },
    ]) {
        it(`lags for the policies of ${hub.split("/")[1]}`, async () => {
            const { azure, arm } = fixture();
            const policy = await azure.keyServices.create(`${idOf(hub)}/${policies}/service`);
            const former = (await arm("POST", `${hub}/listkeys?api-version=${version}`)).text;
            azure.weather.listLagMs = LONG_MS;
            policy.regenerate("primaryKey");
            assert.equal((await arm("POST", `${hub}/listkeys?api-version=${version}`)).text, former);
            const one = `${hub}/${policies}/service/listkeys?api-version=${version}`;
            assert.ok(!(await arm("POST", one)).text.includes(policy.keys.primaryKey ?? "-"));
            await lagIsOver();
            assert.notEqual((await arm("POST", `${hub}/listkeys?api-version=${version}`)).text, former);
        });
    }
});

function escaped(text = ""): string {
    return text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
}
