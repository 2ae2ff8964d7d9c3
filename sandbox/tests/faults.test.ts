import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import { ACCOUNT, useLocalAzure } from "../testing/localAzureFixture";

describe("a fault on demand", () => {
    const fixture = useLocalAzure();
    const regenerate = () => fixture().arm("POST", `${ACCOUNT}/regenerateKey`, { keyName: "key2" });

    for (const [what, fault, expected, isDone] of [
        ["a status", { status: 503, headers: { "retry-after": "1" } }, 503, false],
        ["a malformed body", { body: "{ no" }, "SyntaxError", false],
        ["a reset", { reset: true }, "ECONNRESET", false],
        ["a delay", { delayMs: 60 }, 200, true],
        ["an answer that is lost after the effect", { afterEffect: true }, "ECONNRESET", true],
        ["an error after the effect", { afterEffect: true, status: 500 }, 500, true],
    ] as const) {
        it(`shows ${what}, once`, async () => {
            const { azure, account } = fixture();
            const planted = azure.faults.add({ operation: "storageAccounts/regenerateKey", ...fault });
            const former = account.keys.key2;
            const startedAt = performance.now();
            const outcome = await regenerate().then(
                ({ status }) => status,
                ({ code, name }) => code ?? name,
            );
            assert.deepEqual([outcome, account.keys.key2 !== former], [expected, isDone]);
            assert.ok(performance.now() - startedAt >= ("delayMs" in fault ? fault.delayMs : 0));
            assert.equal((await regenerate()).status, 200);
            assert.equal(planted.hits, 1);
        });
    }

    it("meets the n-th call, as often as it is told", async () => {
        const { azure, arm } = fixture();
        azure.faults.add({ match: ({ target }) => target === "uploads", nth: 2, times: 2, status: 429 });
        const statuses = [];
        for (let call = 0; call < 4; call += 1) {
            statuses.push((await arm("GET", ACCOUNT)).status);
        }
        assert.deepEqual(statuses, [200, 429, 429, 200]);
    });

    it("never answers where it is to hang", async () => {
        const { azure, arm } = fixture();
        azure.faults.add({ operation: "storageAccounts/get", hang: true });
        const outcome = await Promise.race([arm("GET", ACCOUNT).catch(() => "cut"), delay(100, "no answer")]);
        assert.equal(outcome, "no answer");
        assert.equal(azure.journal.calls.at(-1)?.status, 0);
    });

    for (const afterEffect of [false, true]) {
        it(`holds a call ${afterEffect ? "that has had" : "before it has"} its effect until it is let go`, async () => {
            const { azure, account } = fixture();
            const former = account.keys.key2;
            let letGo = () => {};
            const held = new Promise<void>((resolve) => {
                const hold = () => {
                    resolve();
                    return new Promise<void>((release) => {
                        letGo = release;
                    });
                };
                azure.faults.add({ operation: "storageAccounts/regenerateKey", hold, afterEffect });
            });
            const answered = regenerate();
            await held;
            assert.equal(account.keys.key2 !== former, afterEffect);
            letGo();
            assert.equal((await answered).status, 200);
            assert.notEqual(account.keys.key2, former);
        });
    }

    it("regenerates as a long-running operation", async () => {
        const { azure, arm, account } = fixture();
        azure.faults.add({ operation: "storageAccounts/regenerateKey", longRunning: { durationMs: 300 } });
        const former = account.keys.key2;
        const { status, headers } = await regenerate();
        assert.deepEqual([status, account.keys.key2], [202, former]);
        const poll = headers["azure-asyncoperation"] ?? "";
        assert.equal((await arm("GET", poll)).body.status, "InProgress");
        while ((await arm("GET", poll)).body.status === "InProgress") {
            await delay(20);
        }
        assert.equal((await arm("GET", poll)).body.status, "Succeeded");
        assert.match((await arm("GET", headers.location ?? "")).text, /"keyName":"key2"/);
        assert.notEqual(account.keys.key2, former);
    });

    for (const [when, afterEffect] of [
        ["before its effect", false],
        ["after its effect", true],
    ] as const) {
        it(`shows a long-running operation that fails ${when}`, async () => {
            const { azure, arm, account } = fixture();
            const former = account.keys.key2;
            const operation = "storageAccounts/regenerateKey";
            azure.faults.add({ operation, longRunning: { durationMs: 20 }, status: 500, afterEffect });
            const poll = (await regenerate()).headers["azure-asyncoperation"] ?? "";
            while ((await arm("GET", poll)).body.status === "InProgress") {
                await delay(20);
            }
            const { text } = await arm("GET", poll);
            assert.match(text, /"status":"Failed".*"code":"FaultOnDemand"/);
            assert.equal(account.keys.key2 !== former, afterEffect);
        });
    }

    it("meets the data plane, too", async () => {
        const { azure, account, accepts } = fixture();
        azure.faults.add({ operation: "blobService/get", status: 403 });
        assert.equal(await accepts(account.keys.key1), false);
        assert.equal(await accepts(account.keys.key1), true);
    });
});
