import assert from "node:assert/strict";
import { type Clock, waited, waitUntil } from "../../components/engine/waitUntil";

/** A clock that stands still but for sleeps. */
function clock(): Clock {
    let now = 0;
    return {
        now: () => now,
        sleep: (ms) => {
            now += ms;
            return Promise.resolve();
        },
    };
}

async function ask(answers: readonly boolean[], consecutive: number, timeoutMs?: number) {
    const left = [...answers];
    const waits: string[] = [];
    const time = clock();
    const succeeded = await waitUntil(
        () => Promise.resolve(left.shift() ?? false),
        { ...(timeoutMs === undefined ? { maxTries: 20 } : { timeoutMs }), intervalMs: 1000, consecutive },
        async (seconds, limit) => {
            waits.push(waited(seconds, limit));
        },
        time,
    );
    return { succeeded, tries: answers.length - left.length, waits, tookMs: time.now() };
}

describe("waitUntil", () => {
    it("is satisfied by so many yeses in a row", async () => {
        assert.deepEqual(await ask([false, true, true, false, true, true, true], 3, 60_000), {
            succeeded: true,
            tries: 7,
            waits: [],
            tookMs: 6000,
        });
    });

    it("gives up after the timeout, and shows now and then how long it has waited and how long it will", async () => {
        const { succeeded, waits, tookMs } = await ask([], 1, 40_000);
        assert.equal(succeeded, false);
        assert.deepEqual(waits, ["15 s of at most 40s", "30 s of at most 40s"]);
        assert.equal(tookMs, 40_000);
    });

    it("shows no limit where there is none but of tries", async () => {
        assert.deepEqual((await ask([], 1)).waits, ["15 s"]);
    });
});
