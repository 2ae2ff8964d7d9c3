import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import { ACCOUNT, useLocalAzure } from "../../testing/localAzureFixture";

describe("the weather: a regenerate", () => {
    const fixture = useLocalAzure();

    async function regenerate(): Promise<{ readonly former: string; readonly answered: string; readonly now: string }> {
        const { arm, account } = fixture();
        const former = account.keys.key2;
        const { status, text } = await arm("POST", `${ACCOUNT}/regenerateKey`, { keyName: "key2" });
        assert.equal(status, 200);
        return { former, answered: JSON.parse(text).keys[1].value, now: account.keys.key2 };
    }

    it("that is late changes the key after its answer", async () => {
        const { azure, account } = fixture();
        Object.assign(azure.weather, { regenerateEffect: "late", lateMs: 400 });
        const { former, answered, now } = await regenerate();
        assert.deepEqual([answered, now], [former, former]);
        assert.ok(account.accepts(former));
        await delay(450);
        assert.notEqual(account.keys.key2, former);
        assert.ok(!account.accepts(former));
        assert.equal(azure.journal.calls.at(-1)?.weather, "late");
    });

    it("that is lost never does", async () => {
        const { azure, account } = fixture();
        Object.assign(azure.weather, { regenerateEffect: "lost", lateMs: 20 });
        const { former, answered } = await regenerate();
        await delay(40);
        assert.deepEqual([answered, account.keys.key2], [former, former]);
        assert.equal(azure.journal.calls.at(-1)?.weather, "lost");
    });

    it("that is doubled makes the key that it answered void", async () => {
        const { azure, account } = fixture();
        Object.assign(azure.weather, { regenerateEffect: "doubled", lateMs: 400 });
        const { former, answered, now } = await regenerate();
        assert.notEqual(answered, former);
        assert.equal(now, answered);
        await delay(450);
        assert.ok(account.keys.key2 !== answered && !account.accepts(answered));
        assert.equal(azure.journal.calls.at(-1)?.weather, "doubled");
    });

    it("may be so on demand, for one call of many", async () => {
        const { azure } = fixture();
        const operation = "storageAccounts/regenerateKey";
        azure.faults.add({ operation, nth: 2, weather: { regenerateEffect: "lost" } });
        const changed = [];
        for (let call = 0; call < 3; call += 1) {
            const { former, now } = await regenerate();
            changed.push(former !== now);
        }
        assert.deepEqual(changed, [true, false, true]);
    });
});

describe("the weather: the clock", () => {
    const fixture = useLocalAzure();

    for (const clockMs of [-600_000, 600_000]) {
        it(`is ${clockMs > 0 ? "ahead" : "behind"} in every answer's Date, in that of the data plane too`, async () => {
            const { azure, arm, account } = fixture();
            azure.weather.clockMs = clockMs;
            const { headers } = await arm("GET", ACCOUNT);
            const blobs = await arm("GET", `${account.endpoints.blob}?comp=list`);
            for (const { date = "" } of [headers, blobs.headers]) {
                assert.ok(Math.abs(Date.parse(date) - Date.now() - clockMs) < 5_000, date);
            }
        });
    }

    it("is right in fine weather", async () => {
        const { headers } = await fixture().arm("GET", ACCOUNT);
        assert.ok(Math.abs(Date.parse(headers.date ?? "") - Date.now()) < 5_000);
    });
});
