import assert from "node:assert/strict";
import {
    beginRetirement,
    type DesiredRetirement,
    decideRetirement,
    settled,
    waiting,
} from "../../components/lifecycle/decideRetirement";
import type { GateResult } from "../../components/lifecycle/gateAnswer";
import type { Observed, RetirementState } from "../../components/lifecycle/state";

const NOW = new Date("2026-11-24T10:00:00Z");
const HOUR = 3_600_000;

const rotated: DesiredRetirement = {
    source: "account",
    generation: 1,
    rotatedAt: "2026-11-24T09:00:00.000Z",
    active: { slot: "key2", fingerprint: "b2" },
    outgoing: { slot: "key1", fingerprint: "a" },
    written: [],
    urgent: false,
    readerLagMs: 0,
    graceMs: 0,
    settleMs: 0,
    retire: "automatic",
    retireTrigger: "",
};

const begun: RetirementState = {
    source: "account",
    generation: 1,
    rotatedAt: rotated.rotatedAt,
    fingerprint: rotated.active.fingerprint,
    outgoingSlot: "key1",
    digests: {},
    settled: false,
    switchedAt: NOW.toISOString(),
};

function seen(key1: string, key2: string, holdings: Observed["holdings"] = [], gates: readonly GateResult[] = []) {
    return { fingerprints: { key1, key2 }, holdings, gates };
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

    it("waits for the last wave before anything else, also where everything else is over", () => {
        const desired = { ...rotated, behind: "wave 2 takes key2 after noon" };
        const state = beginRetirement(undefined, desired, NOW);
        assert.deepEqual(decideRetirement(state, { ...desired, urgent: true }, undefined, hoursLater(100)), {
            kind: "wait",
            reason: "key1 stays valid for the waves to come: wave 2 takes key2 after noon",
        });
    });

    it("counts the grace from the moment when the last wave has switched", () => {
        const desired = { ...rotated, graceMs: HOUR, behind: "wave 2 takes key2 after noon" };
        const behind = beginRetirement(undefined, desired, NOW);
        assert.equal(beginRetirement(behind, desired, hoursLater(1)), behind);
        const { behind: _, ...all } = desired;
        const switchedAll = beginRetirement(behind, all, hoursLater(24));
        assert.deepEqual(switchedAll, { ...begun, switchedAt: hoursLater(24).toISOString() });
        assert.equal(decideRetirement(switchedAll, all, undefined, hoursLater(24.5)).kind, "wait");
        assert.equal(decideRetirement(switchedAll, all, undefined, hoursLater(25)).kind, "look");
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

    it("rule 11: is not settled while a consumer is seen on the slot that was left, whatever key stands in it", () => {
        const holdings = [{ consumer: "web/UPLOADS", holds: { fingerprint: "a9" } }];
        const decision = decideRetirement(begun, rotated, seen("a9", "b2", holdings), NOW);
        assert.equal(decision.kind, "wait");
        assert.match(decision.reason, /^web\/UPLOADS holds key1.*`pulumi up --refresh`/);
    });

    it("rule 6: refuses when the active slot holds another key than consumers were given", () => {
        const decision = decideRetirement(begun, rotated, seen("a", "changed"), NOW);
        assert.equal(decision.kind, "refuse");
        assert.match(decision.reason, /key2 was regenerated outside this stack/);
    });

    it("rule 14: retires a slot whose key stands in the active one as well: its holders go on by that", () => {
        const holdings = [{ consumer: "web/UPLOADS", holds: { fingerprint: "b2" } }];
        const outgoing = { slot: "key1", fingerprint: "b2" };
        const decision = decideRetirement(begun, { ...rotated, outgoing }, seen("b2", "b2", holdings), NOW);
        assert.deepEqual(decision, { kind: "retire", outgoing });
    });

    it("rule 14: lets no place hold a retirement up that nobody moves and that holds another key, or none", () => {
        const holdings = [
            { consumer: "old/KEY", holds: { fingerprint: "foreign" }, isOther: true },
            { consumer: "new/KEY", holds: "nothing" },
            { consumer: "web/KEY", holds: { fingerprint: "b2" } },
        ] as const;
        assert.equal(decideRetirement(begun, rotated, seen("a", "b2", holdings), NOW).kind, "retire");
    });

    it("rule 8: waits for a foreign key of a consumer, but not in an emergency", () => {
        const holdings = ["api", "web"].map((consumer) => ({ consumer, holds: { fingerprint: "foreign" } }));
        const decision = decideRetirement(begun, rotated, seen("a", "b2", holdings), NOW);
        assert.match(
            decision.kind === "wait" ? decision.reason : "",
            /^api, web do not hold key2, .*`pulumi up --refresh`$/,
        );
        const urgent = { ...rotated, urgent: true };
        assert.equal(decideRetirement(begun, urgent, seen("a", "b2", holdings), NOW).kind, "retire");
    });

    describe("rule 23: what the outputs of consumers said", () => {
        const written = (digests: Readonly<Record<string, string>>) =>
            Object.entries(digests).map(([consumer, digest]) => ({ consumer, digest }));
        const first = beginRetirement(undefined, { ...rotated, written: written({ db: "1", app: "1" }) }, NOW);

        it("is remembered as it is now, and the state is the same one while that does not change", () => {
            const same = { ...rotated, written: written({ app: "1", db: "1" }) };
            assert.equal(beginRetirement(first, same, NOW), first);
            for (const digests of [
                { db: "1", app: "2" },
                { db: "1" },
                { db: "1", app: "1", job: "1" },
                { db: "1", job: "1" },
            ]) {
                const next = beginRetirement(first, { ...rotated, written: written(digests) }, NOW);
                assert.deepEqual(next, { ...first, digests });
            }
        });

        it("is kept from the switch before, also while a wave is behind", () => {
            const next = { ...rotated, rotatedAt: hoursLater(1).toISOString(), written: written({ db: "2" }) };
            const behind = beginRetirement(first, { ...next, behind: "wave 2" }, hoursLater(1));
            assert.deepEqual(behind.digestsBefore, { db: "1", app: "1" });
            const all = beginRetirement(behind, { ...next, written: written({ db: "3" }) }, hoursLater(2));
            assert.deepEqual([all.digestsBefore, all.digests], [{ db: "1", app: "1" }, { db: "3" }]);
        });

        it("names all who are not written", () => {
            const next = {
                ...rotated,
                rotatedAt: hoursLater(1).toISOString(),
                written: written({ db: "1", app: "1" }),
            };
            const decision = decideRetirement(beginRetirement(first, next, NOW), next, undefined, NOW);
            assert.match(
                decision.kind === "wait" ? decision.reason : "",
                /^db, app were not written with key2 yet, .*and give each resource of your own `key\.generation`$/,
            );
        });
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

        it("are named as the reason only where they hold the key longer than its grace", () => {
            const reasonWith = (graceMs: number) => {
                const decision = decideRetirement(begun, { ...lagging, graceMs }, undefined, NOW);
                return decision.kind === "wait" ? decision.reason : decision.kind;
            };
            assert.match(reasonWith(23 * HOUR), /^readers may have key1 cached until/);
            assert.match(reasonWith(24 * HOUR), /^key1 stays valid until/);
            assert.match(reasonWith(25 * HOUR), /^key1 stays valid until/);
        });

        it("are counted from the moment when every consumer had switched, not from a later look", () => {
            const state = beginRetirement(waiting(begun, { reason: "readers" }), lagging, hoursLater(23));
            assert.equal(state.switchedAt, begun.switchedAt);
            assert.equal(decideRetirement(state, lagging, undefined, hoursLater(24)).kind, "look");
        });

        it("are counted from now where the moment of the switch is still to come, because a clock was set back", () => {
            const ahead = { ...begun, switchedAt: hoursLater(1000).toISOString() };
            const state = beginRetirement(ahead, lagging, NOW);
            assert.deepEqual(state, begun);
            const decision = decideRetirement(state, lagging, undefined, NOW);
            assert.equal(decision.kind === "wait" && decision.retiresAt, hoursLater(24).toISOString());
            assert.equal(beginRetirement(begun, lagging, NOW), begun);
        });

        it("are counted anew in the next generation", () => {
            const rotatedAt = hoursLater(47).toISOString();
            const state = beginRetirement(settled(begun), { ...lagging, generation: 2, rotatedAt }, hoursLater(48));
            assert.deepEqual(state, {
                ...begun,
                generation: 2,
                rotatedAt,
                digestsBefore: {},
                switchedAt: hoursLater(48).toISOString(),
            });
        });
    });

    describe("gates", () => {
        const waits: GateResult = {
            gate: "acknowledged(media)",
            status: "waiting",
            reason: "not yet",
            until: "2026-12-01",
        };
        const failed: GateResult = { gate: "httpHealthy(x)", status: "failed", reason: "it answers 500" };
        const open: GateResult = { gate: "keyAccepted()", status: "open" };

        it("let the retirement pass when all are open", () => {
            assert.equal(decideRetirement(begun, rotated, seen("a", "b2", [], [open, open]), NOW).kind, "retire");
        });

        it("leave the pair pending while one waits, with its reason and until when", () => {
            const decision = decideRetirement(begun, rotated, seen("a", "b2", [], [open, waits]), NOW);
            assert.equal(decision.kind, "wait");
            assert.match(decision.reason, /acknowledged\(media\) waits: not yet/);
            assert.equal(decision.retiresAt, "2026-12-01");
        });

        it("leave the moment open where the one that waits does not know it", () => {
            const soon: GateResult = { gate: "acknowledged(media)", status: "waiting", reason: "not yet" };
            const decision = decideRetirement(begun, rotated, seen("a", "b2", [], [soon]), NOW);
            assert.deepEqual(Object.keys(decision), ["kind", "reason"]);
        });

        it("stop the update when one failed, whatever else waits, and say that the old key still works", () => {
            const decision = decideRetirement(begun, rotated, seen("a", "b2", [], [waits, failed]), NOW);
            assert.equal(decision.kind, "refuse");
            assert.match(
                decision.reason,
                /httpHealthy\(x\) failed: it answers 500; key1, the old key, still works.*go back with `pinnedSlot`/,
            );
        });

        it("count a grace from the moment when every consumer had switched", () => {
            const graced = { ...rotated, graceMs: 48 * HOUR };
            const decision = decideRetirement(begun, graced, undefined, hoursLater(47));
            assert.equal(decision.kind, "wait");
            assert.equal(decision.retiresAt, hoursLater(48).toISOString());
            assert.equal(decideRetirement(begun, graced, undefined, hoursLater(48)).kind, "look");
        });

        it("wait, after a grace, for everybody who has not acknowledged the generation, and name them", () => {
            const missing = { ...rotated, graceMs: HOUR, unacknowledged: ["media-team", "billing"] };
            const graced = decideRetirement(begun, missing, undefined, NOW);
            assert.ok(graced.kind === "wait" && graced.retiresAt !== undefined);
            assert.equal(
                graced.reason,
                `key1 stays valid until ${hoursLater(1).toISOString()} (its grace; that ends by itself) and until media-team, billing ` +
                    "acknowledge generation 1; run `pulumi up` after both to retire it",
            );
            const decision = decideRetirement(begun, missing, undefined, hoursLater(2));
            assert.equal(decision.kind, "wait");
            assert.match(
                decision.reason,
                /^media-team, billing have not acknowledged generation \d+; key1 stays valid/,
            );
            const one = decideRetirement(begun, { ...rotated, unacknowledged: ["billing"] }, undefined, NOW);
            assert.ok(one.kind === "wait" && one.reason.startsWith("billing has not acknowledged generation 1; "));
        });

        describe("rule 8: in an emergency", () => {
            const urgent = {
                ...rotated,
                urgent: true,
                unacknowledged: ["media-team"],
                graceMs: HOUR,
                readerLagMs: HOUR,
                settleMs: HOUR,
                retire: "manual" as const,
            };

            it("are not waited for, nor are readers, consumers that cannot be confirmed, or a person", () => {
                assert.equal(decideRetirement(begun, urgent, undefined, NOW).kind, "look");
                assert.equal(decideRetirement(begun, urgent, seen("a", "b2", [], [waits]), NOW).kind, "retire");
            });

            it("still stop the update where one failed; guard and look hold too", () => {
                assert.equal(decideRetirement(begun, urgent, seen("a", "b2", [], [failed]), NOW).kind, "refuse");
                assert.equal(decideRetirement(begun, urgent, seen("a", "changed"), NOW).kind, "refuse");
                const holdings = [{ consumer: "web", holds: { fingerprint: "a" } }];
                assert.equal(decideRetirement(begun, urgent, seen("a", "b2", holdings), NOW).kind, "wait");
            });
        });
    });

    describe("retired by a person", () => {
        const manual = { ...rotated, retire: "manual" as const, retireTrigger: "1" };
        const asked = () => beginRetirement(undefined, manual, NOW);

        it("stays pending while the retire trigger is the one of the switch", () => {
            const decision = decideRetirement(asked(), manual, undefined, hoursLater(1000));
            assert.equal(decision.kind, "wait");
            assert.match(decision.reason, /until `retireTrigger` changes/);
        });

        it("is not asked for where nobody asks a person, although the retire trigger is the same", () => {
            const state = asked();
            assert.equal(decideRetirement(state, { ...manual, retire: "automatic" }, undefined, NOW).kind, "look");
        });

        it("goes on when the retire trigger changes", () => {
            const changed = { ...manual, retireTrigger: "2" };
            const state = asked();
            assert.equal(beginRetirement(state, changed, NOW), state);
            assert.equal(decideRetirement(state, changed, undefined, NOW).kind, "look");
        });

        it("waits for a change from when it is left to a person, also where a retire trigger comes with that", () => {
            const left = beginRetirement(begun, manual, hoursLater(1));
            assert.deepEqual(left, { ...begun, retireTrigger: "1" });
            assert.equal(decideRetirement(left, manual, undefined, hoursLater(1)).kind, "wait");
            const unasked = beginRetirement(left, rotated, hoursLater(2));
            assert.deepEqual(unasked, begun);
            const askedAgain = beginRetirement(unasked, { ...manual, retireTrigger: "2" }, hoursLater(3));
            assert.equal(askedAgain.retireTrigger, "2");
        });

        it("is not asked for once the generation is settled", () => {
            assert.deepEqual(beginRetirement(settled(begun), manual, NOW), settled(begun));
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
