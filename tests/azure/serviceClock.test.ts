import assert from "node:assert/strict";
import { createHttpHeaders, createPipelineRequest } from "@azure/core-rest-pipeline";
import { ServiceClock } from "../../components/azure/serviceClock";

const SECONDS = 1_000;
const MINUTES = 60 * SECONDS;
const NOON = Date.parse("2026-03-01T12:00:00Z");

/** Our clock, which stands still but for the time that answers take. */
class Clock {
    at = NOON;
    readonly service = new ServiceClock(() => this.at);

    /** An answer that was given, halfway, by a clock that is ahead of ours by so much. */
    async answer(aheadMs: number, { tookMs = 100, status = 200, ...headers }: Record<string, unknown> = {}) {
        const took = Number(tookMs);
        const http = this.service.setBy({
            sendRequest: async (request) => {
                const date = new Date(this.at + took / 2 + aheadMs).toUTCString();
                this.at += took;
                return { request, status: Number(status), headers: createHttpHeaders({ date, ...headers }) };
            },
        });
        await http.sendRequest(createPipelineRequest({ url: "https://management.azure.com/" }));
    }

    /** How far the service's time is ahead of ours. */
    get aheadMs(): number {
        return this.service.now().getTime() - this.at;
    }
}

describe("rule 29: the time is the service's", () => {
    it("and ours as long as nobody has said another", () => {
        assert.equal(new Clock().aheadMs, 0);
    });

    for (const [what, ms] of [
        ["ahead by minutes", 10 * MINUTES],
        ["behind by minutes", -10 * MINUTES],
        ["ahead by days", 3 * 24 * 60 * MINUTES],
    ] as const) {
        it(`where that is ${what}`, async () => {
            const clock = new Clock();
            await clock.answer(ms);
            assert.ok(Math.abs(clock.aheadMs - ms) <= SECONDS, `${clock.aheadMs} ms`);
            clock.at += 5 * MINUTES;
            assert.ok(Math.abs(clock.aheadMs - ms) <= SECONDS, `${clock.aheadMs} ms`);
        });
    }

    it("and ours where the difference is no larger than a header and an answer's way explain", async () => {
        for (const ms of [-4 * SECONDS, -1 * SECONDS, 0, 3 * SECONDS, 4 * SECONDS]) {
            const clock = new Clock();
            await clock.answer(ms);
            assert.equal(clock.aheadMs, 0);
        }
    });

    it("as the last answer says it", async () => {
        const clock = new Clock();
        await clock.answer(10 * MINUTES);
        await clock.answer(0);
        assert.equal(clock.aheadMs, 0);
    });

    for (const [what, answer] of [
        ["that took long", { tookMs: MINUTES }],
        ["of somebody in between: a redirect", { status: 302 }],
        ["of somebody in between: a page", { "content-type": "text/html; charset=utf-8" }],
        ["without a time", { date: "" }],
        ["with a time that is none", { date: "yesterday" }],
    ] as const) {
        it(`and not that of an answer ${what}`, async () => {
            const clock = new Clock();
            await clock.answer(10 * MINUTES, answer);
            assert.equal(clock.aheadMs, 0);
        });
    }

    it("and of a refusal, too", async () => {
        const clock = new Clock();
        await clock.answer(10 * MINUTES, { status: 403, "content-type": "application/json" });
        assert.ok(clock.aheadMs > 9 * MINUTES);
    });
});
