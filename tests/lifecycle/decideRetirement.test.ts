import assert from "node:assert/strict";
import {
    beginRetirement,
    type DesiredRetirement,
    decideRetirement,
    settled,
    waiting,
} from "../../components/lifecycle/decideRetirement";
import type { Observed, RetirementState } from "../../components/lifecycle/state";

const NOW = new Date("2026-11-24T10:00:00Z");
const HOUR = 3_600_000;

const rotated: DesiredRetirement = {
    source: "account",
    generation: 1,
    active: { slot: "key2", fingerprint: "b2" },
    outgoing: { slot: "key1", fingerprint: "a" },
    readerLagMs: 0,
    settleMs: 0,
};

const begun: RetirementState = { source: "account", generation: 1, settled: false, switchedAt: NOW.toISOString() };

function seen(key1: string, key2: string, holdings: Observed["holdings"] = []): Observed {
    return { fingerprints: { key1, key2 }, holdings };
}

function hoursLater(hours: number): Date {
    return new Date(NOW.getTime() + hours * HOUR);
}

describe("decideRetirement", () => {
    it("keeps a settled generation as it is, without a look", () => {
        assert.deepEqual(decideRetirement(settled(begun), rotated, undefined, NOW), { kind: "keep" });
    });

    it("settles an adopted pair, which has nothing outgoing, without a look (rule 2)", () => {
        const { outgoing: _, ...adopted } = rotated;
        assert.deepEqual(decideRetirement(begun, adopted, undefined, NOW), { kind: "settle" });
    });

    it("asks for a look before it retires", () => {
        assert.deepEqual(decideRetirement(begun, rotated, undefined, NOW), { kind: "look" });
    });

    it("retires the outgoing slot", () => {
        assert.deepEqual(decideRetirement(begun, rotated, seen("a", "b2"), NOW), {
            kind: "retire",
            outgoing: { slot: "key1", fingerprint: "a" },
        });
    });

    it("rule 4: does not regenerate an outgoing key that is already gone", () => {
        assert.deepEqual(decideRetirement(begun, rotated, seen("a9", "b2"), NOW), { kind: "settle" });
    });

    it("rule 6: refuses when the active slot holds another key than consumers were given", () => {
        const decision = decideRetirement(begun, rotated, seen("a", "changed"), NOW);
        assert.equal(decision.kind, "refuse");
        assert.match(decision.reason, /key2 was regenerated outside this stack/);
    });

    it("rule 14: waits while a consumer holds the outgoing key, and names it", () => {
        const holdings = [{ consumer: "web/UPLOADS", holds: { fingerprint: "a" } }];
        const decision = decideRetirement(begun, rotated, seen("a", "b2", holdings), NOW);
        assert.equal(decision.kind, "wait");
        assert.match(decision.reason, /^web\/UPLOADS holds key1.*`pulumi up --refresh`/);
    });

    describe("readers that lag", () => {
        const lagging = { ...rotated, readerLagMs: 24 * HOUR };

        it("keep the outgoing key valid until their copies are gone, and the wait says until when", () => {
            const decision = decideRetirement(begun, lagging, undefined, hoursLater(23));
            assert.equal(decision.kind, "wait");
            assert.equal(decision.retiresAt, "2026-11-25T10:00:00.000Z");
            assert.match(decision.reason, /2026-11-25T10:00:00\.000Z/);
        });

        it("are counted from the moment when every consumer had switched, not from a later look", () => {
            const state = beginRetirement(waiting(begun, { reason: "readers" }), lagging, hoursLater(23));
            assert.equal(state.switchedAt, begun.switchedAt);
            assert.equal(decideRetirement(state, lagging, undefined, hoursLater(24)).kind, "look");
        });

        it("are counted anew in the next generation", () => {
            const state = beginRetirement(settled(begun), { ...lagging, generation: 2 }, hoursLater(48));
            assert.deepEqual(state, {
                source: "account",
                generation: 2,
                settled: false,
                switchedAt: hoursLater(48).toISOString(),
            });
        });
    });

    it("pauses within the update for consumers that cannot be confirmed", () => {
        const decision = decideRetirement(begun, { ...rotated, settleMs: 60_000 }, undefined, NOW);
        assert.deepEqual(decision, { kind: "pause", until: new Date("2026-11-24T10:01:00Z") });
    });

    it("rule 17: begins anew for another source", () => {
        assert.equal(beginRetirement(settled(begun), { ...rotated, source: "other" }, NOW).settled, false);
    });

    it("rule 11: is not settled while it waits, and says why", () => {
        assert.deepEqual(waiting(begun, { reason: "web holds key1" }), {
            ...begun,
            settled: false,
            waitingFor: "web holds key1",
        });
    });
});
