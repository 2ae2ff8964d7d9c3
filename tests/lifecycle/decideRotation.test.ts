import assert from "node:assert/strict";
import {
    adopted,
    type DesiredRotation,
    decideRotation,
    type ObservedRotation,
    refreshed,
    rotated,
    switched,
} from "../../components/lifecycle/decideRotation";
import type { GateResult } from "../../components/lifecycle/gateAnswer";
import type { Observed, RotationState } from "../../components/lifecycle/state";
import { canonicalTrigger } from "../../components/lifecycle/trigger";

const NOW = new Date("2026-11-24T10:00:00Z");

const settledOnKey1: RotationState = {
    source: "account",
    generation: 0,
    active: { slot: "key1", fingerprint: "a" },
    home: "key1",
    trigger: "1",
    emergency: "",
    urgent: false,
    rotatedAt: "2026-01-01T00:00:00.000Z",
};

/** key1 was left for key2, in this generation. */
const rotatedToKey2: RotationState = {
    source: "account",
    generation: 1,
    active: { slot: "key2", fingerprint: "b2" },
    outgoing: { slot: "key1", fingerprint: "a", generation: 0, rotatedAt: settledOnKey1.rotatedAt },
    home: "key1",
    trigger: "2",
    emergency: "",
    urgent: false,
    rotatedAt: "2026-02-01T00:00:00.000Z",
};

function desired(changes: Partial<DesiredRotation> = {}): DesiredRotation {
    return {
        source: "account",
        slots: ["key1", "key2"],
        initialSlot: "key1",
        trigger: "2",
        emergency: "",
        strategy: "alternate",
        blind: false,
        ...changes,
    };
}

/** Decides now, before anything was looked at. */
function unseen(state: RotationState, wanted: DesiredRotation) {
    return decideRotation(state, wanted, undefined, NOW);
}

/** Decides now, with everything looked at. */
function decide(state: RotationState, wanted: DesiredRotation, observed: ObservedRotation) {
    return decideRotation(state, wanted, observed, NOW);
}

function seen(key1: string, key2: string, holdings: Observed["holdings"] = []): Observed {
    return { fingerprints: { key1, key2 }, holdings };
}

function holds(consumer: string, fingerprint: string): Observed["holdings"][number] {
    return { consumer, holds: { fingerprint } };
}

describe("decideRotation", () => {
    it("keeps everything as it is, without a look, while the trigger is the same", () => {
        assert.deepEqual(unseen(settledOnKey1, desired({ trigger: "1" })), { kind: "keep" });
    });

    it("asks for a look before it decides on a new trigger", () => {
        assert.deepEqual(unseen(settledOnKey1, desired()), { kind: "look", wanted: "rotation" });
    });

    describe("rule 1: the active slot is never regenerated, whatever the trigger does", () => {
        const triggers = [3, 1, 0, -7, "2", "two", "2026-11-24", new Date("2026-11-24T00:00:00Z"), true, false];
        for (const trigger of triggers) {
            it(`rotates to the standby slot when the trigger becomes ${JSON.stringify(trigger)}`, () => {
                const wanted = desired({ trigger: canonicalTrigger(trigger) });
                const onKey2 = { ...rotatedToKey2, trigger: "2" };
                assert.deepEqual(decide(onKey2, wanted, seen("a3", "b2")), {
                    kind: "rotate",
                    standby: { slot: "key1", fingerprint: "a3" },
                    urgent: false,
                });
            });
        }

        it("takes a change of type for a change", () => {
            assert.notEqual(canonicalTrigger(1), canonicalTrigger("1"));
            assert.notEqual(canonicalTrigger(true), canonicalTrigger("true"));
        });

        it("does not go by initialSlot once the pair is adopted", () => {
            assert.deepEqual(decide(settledOnKey1, desired({ initialSlot: "key2" }), seen("a", "b")), {
                kind: "rotate",
                standby: { slot: "key2", fingerprint: "b" },
                urgent: false,
            });
        });
    });

    describe("rule 2: adopting regenerates nothing", () => {
        it("takes the trigger of the first update as applied, and is at generation 0", () => {
            assert.deepEqual(adopted(desired({ trigger: "7" }), "key2", seen("a", "b"), NOW), {
                source: "account",
                generation: 0,
                active: { slot: "key2", fingerprint: "b" },
                home: "key2",
                trigger: "7",
                emergency: "",
                urgent: false,
                rotatedAt: NOW.toISOString(),
            });
        });
    });

    describe("rule 5: a new trigger waits while the outgoing key of the last rotation is valid", () => {
        it("defers and says which update takes it", () => {
            const decision = decide(rotatedToKey2, desired({ trigger: "3" }), seen("a", "b2"));
            assert.equal(decision.kind, "defer");
            assert.match(
                decision.reason,
                /key1 of the last rotation is not retired yet.*first `pulumi up` after its retirement takes the trigger/,
            );
        });

        it("rotates once the outgoing key is gone", () => {
            const decision = decide(rotatedToKey2, desired({ trigger: "3" }), seen("a3", "b2"));
            assert.equal(decision.kind, "rotate");
        });
    });

    describe("rule 6: the guard", () => {
        it("refuses when the active slot holds another key than consumers were given, and names slot and command", () => {
            const decision = decide(settledOnKey1, desired(), seen("changed", "b"));
            assert.equal(decision.kind, "refuse");
            assert.equal(decision.code, "changed-outside");
            assert.match(decision.reason, /key1 was regenerated outside this stack.*`pulumi up --refresh`/);
        });

        it("comes before every reason to wait", () => {
            const decision = decide(rotatedToKey2, desired({ trigger: "3" }), seen("a", "changed"));
            assert.equal(decision.kind, "refuse");
            assert.equal(decision.code, "changed-outside");
        });
    });

    describe("rule 7: refresh heals", () => {
        it("starts a new generation with the key as it is now, and takes the standby key for outgoing", () => {
            assert.deepEqual(refreshed(settledOnKey1, ["key1", "key2"], seen("a9", "b"), NOW), {
                ...settledOnKey1,
                generation: 1,
                active: { slot: "key1", fingerprint: "a9" },
                outgoing: { slot: "key2", fingerprint: "b", generation: 0, rotatedAt: "" },
                rotatedAt: NOW.toISOString(),
            });
        });

        it("protects the standby key like any other outgoing key", () => {
            const healed = refreshed(settledOnKey1, ["key1", "key2"], seen("a9", "b"), NOW);
            assert.equal(decide(healed, desired(), seen("a9", "b")).kind, "defer");
        });

        it("changes nothing where the active key is the one that consumers were given", () => {
            assert.equal(refreshed(rotatedToKey2, ["key1", "key2"], seen("x", "b2"), NOW), rotatedToKey2);
        });
    });

    describe("rule 14: look before you regenerate", () => {
        it("defers and names every consumer that holds the standby key", () => {
            const holdings = [holds("web/UPLOADS", "b"), holds("vault/uploads", "a"), holds("api/KEY", "b")];
            const decision = decide(settledOnKey1, desired(), seen("a", "b", holdings));
            assert.equal(decision.kind, "defer");
            assert.match(decision.reason, /^web\/UPLOADS, api\/KEY hold key2.*`pulumi up --refresh`/);
        });

        it("counts a consumer of which nothing can be told as holding", () => {
            const decision = decide(settledOnKey1, desired(), seen("a", "b", [{ consumer: "web", holds: "unknown" }]));
            assert.equal(decision.kind, "defer");
        });

        it("goes on where consumers hold the active key, another key or nothing", () => {
            const holdings = [
                holds("web", "a"),
                holds("api", "foreign"),
                { consumer: "new", holds: "nothing" } as const,
            ];
            assert.equal(decide(settledOnKey1, desired(), seen("a", "b", holdings)).kind, "rotate");
        });
    });

    describe("a standby key that somebody uses outside the stack", () => {
        const waits = { gate: "unused(7d)", status: "waiting", reason: "used by 10.0.0.4" } as const;
        const open = { gate: "unused(2d)", status: "open" } as const;
        const failed = { gate: "unused(7d)", status: "failed", reason: "no logs" } as const;

        const ofStandby = (gates: readonly GateResult[]) => ({ fingerprint: "b", gates });

        it("is not regenerated where another key stands there since: the next update looks again", () => {
            const standbyUse = ofStandby([open]);
            const decision = decide(settledOnKey1, desired(), { ...seen("a", "c"), standbyUse });
            assert.equal(decision.kind, "defer");
            assert.match(
                decision.reason,
                /^key2 was regenerated outside this stack.*no key was changed; the next `pulumi up` looks again$/,
            );
            const emergency = desired({ emergency: '"leaked"' });
            assert.equal(decide(settledOnKey1, emergency, { ...seen("a", "c"), standbyUse }).kind, "rotate");
        });

        it("is not regenerated: the trigger waits, and who uses it is named", () => {
            const decision = decide(settledOnKey1, desired(), {
                ...seen("a", "b"),
                standbyUse: ofStandby([open, waits]),
            });
            assert.equal(decision.kind, "defer");
            assert.match(
                decision.reason,
                /unused\(7d\) does not show that nobody uses key2.*used by 10\.0\.0\.4.*no key was changed/,
            );
        });

        it("is not regenerated where it cannot be found out", () => {
            const decision = decide(settledOnKey1, desired(), {
                ...seen("a", "b"),
                standbyUse: ofStandby([waits, failed]),
            });
            assert.equal(decision.kind, "refuse");
            assert.equal(decision.code, "gate-failed");
            assert.match(
                decision.reason,
                /unused\(7d\) failed.*whether somebody uses key2: no logs; no key was changed/,
            );
        });

        it("is regenerated where all gates are open, and in an emergency", () => {
            assert.equal(
                decide(settledOnKey1, desired(), { ...seen("a", "b"), standbyUse: ofStandby([open]) }).kind,
                "rotate",
            );
            const emergency = desired({ emergency: '"leaked"' });
            assert.equal(
                decide(settledOnKey1, emergency, { ...seen("a", "b"), standbyUse: ofStandby([failed, waits]) }).kind,
                "rotate",
            );
        });

        it("may be switched to as it is, which takes no key from anybody", () => {
            const there = desired({ strategy: "there-and-back" });
            assert.equal(
                decide(settledOnKey1, there, { ...seen("a", "b"), standbyUse: ofStandby([waits]) }).kind,
                "switch",
            );
        });
    });

    describe("rule 16: without checkpoints, only consumers that can be looked at are safe", () => {
        it("refuses before any look, and names the variable", () => {
            const decision = unseen(settledOnKey1, desired({ blind: true }));
            assert.equal(decision.kind, "refuse");
            assert.equal(decision.code, "no-checkpoints");
            assert.match(decision.reason, /PULUMI_SKIP_CHECKPOINTS is set.*unset it and run `pulumi up` again/);
        });

        it("does not stand in the way of an update that rotates nothing", () => {
            assert.equal(unseen(settledOnKey1, desired({ blind: true, trigger: "1" })).kind, "keep");
        });
    });

    it("rules 15 and 17: goes on counting when it adopts another source, so that every consumer is written", () => {
        const next = adopted(desired({ source: "other" }), "key1", seen("c", "d"), NOW, rotatedToKey2);
        assert.equal(next.generation, 2);
        assert.equal(next.outgoing, undefined);
    });

    describe("rule 8: an emergency", () => {
        const emergency = desired({ trigger: "2", emergency: '"leaked"' });

        it("does not wait for the outgoing key of the last rotation", () => {
            assert.deepEqual(decide(rotatedToKey2, emergency, seen("a", "b2")), {
                kind: "rotate",
                standby: { slot: "key1", fingerprint: "a" },
                urgent: true,
            });
        });

        it("does not skip the guard", () => {
            assert.equal(decide(rotatedToKey2, emergency, seen("a", "changed")).kind, "refuse");
        });

        it("does not take a key from a consumer that is seen to hold it", () => {
            const decision = decide(settledOnKey1, emergency, seen("a", "b", [holds("web", "b")]));
            assert.equal(decision.kind, "defer");
            assert.match(decision.reason, /^web holds key2; key2 is left unchanged; run `pulumi up --refresh`$/);
        });

        it("says what this update does and what the next one, where consumers are on both keys of an unfinished rotation", () => {
            const decision = decide(rotatedToKey2, emergency, seen("a", "b2", [holds("web", "a"), holds("api", "b2")]));
            assert.equal(decision.kind, "defer");
            assert.match(
                decision.reason,
                /^web holds key1 of the last rotation, so key2 cannot be replaced yet and still works; that rotation goes first: consumers are moved to key2, and key1 is retired when none holds it; then `pulumi up --refresh` replaces key2$/,
            );
            const finished = decide(
                rotatedToKey2,
                emergency,
                seen("a2", "b2", [holds("web", "b2"), holds("api", "b2")]),
            );
            assert.deepEqual(finished, { kind: "rotate", standby: { slot: "key1", fingerprint: "a2" }, urgent: true });
        });

        it("is applied with the rotation trigger that changed in the same update, by one rotation", () => {
            const after = rotated(settledOnKey1, emergency, { slot: "key2", fingerprint: "b2" }, true, NOW);
            assert.equal(after.urgent, true);
            assert.equal(unseen(after, emergency).kind, "keep");
        });

        it("regenerates the standby key whatever the strategy is", () => {
            const decision = decide(settledOnKey1, { ...emergency, strategy: "there-and-back" }, seen("a", "b"));
            assert.equal(decision.kind, "rotate");
        });

        it("is over when its trigger is taken away", () => {
            assert.equal(unseen({ ...settledOnKey1, emergency: "1", trigger: "2" }, desired()).kind, "keep");
        });
    });

    describe("rule 9: a pin", () => {
        it("switches to the pinned slot as it is, also while the last rotation is unfinished", () => {
            const decision = decide(rotatedToKey2, desired({ pinnedSlot: "key1" }), seen("a", "b2"));
            assert.deepEqual(decision, { kind: "switch", to: { slot: "key1", fingerprint: "a" }, why: "pin" });
        });

        it("takes the key that consumers leave for outgoing, and applies no trigger", () => {
            const wanted = desired({ pinnedSlot: "key1", trigger: "3" });
            const observed = seen("a", "b2");
            const decision = decide(rotatedToKey2, wanted, observed);
            assert.equal(decision.kind, "switch");
            assert.deepEqual(switched(rotatedToKey2, wanted, decision, observed, NOW), {
                ...rotatedToKey2,
                generation: 2,
                active: { slot: "key1", fingerprint: "a" },
                outgoing: {
                    slot: "key2",
                    fingerprint: "b2",
                    generation: 1,
                    rotatedAt: rotatedToKey2.rotatedAt,
                },
                rotatedAt: NOW.toISOString(),
            });
        });

        it("defers triggers and age", () => {
            for (const wanted of [
                desired({ pinnedSlot: "key1" }),
                desired({ pinnedSlot: "key1", trigger: "1", rotateEveryMs: 1 }),
            ]) {
                const decision = unseen(settledOnKey1, wanted);
                assert.equal(decision.kind, "defer");
                assert.match(decision.reason, /pinned to key1.*remove `pinnedSlot`/);
            }
        });

        it("refuses an emergency, so that nobody takes it for done", () => {
            const decision = unseen(settledOnKey1, desired({ pinnedSlot: "key1", emergency: "1" }));
            assert.equal(decision.kind, "refuse");
            assert.equal(decision.code, "pinned");
        });

        it("keeps a pair away from home, which there-and-back would leave", () => {
            const away = { ...rotatedToKey2, active: { slot: "key2", fingerprint: "b" } };
            const wanted = desired({ pinnedSlot: "key2", strategy: "there-and-back" });
            assert.equal(unseen(away, wanted).kind, "keep");
            assert.equal(unseen(away, { ...wanted, trigger: "3" }).kind, "defer");
        });

        it("keeps a pair that is where it shall be", () => {
            assert.equal(unseen(settledOnKey1, desired({ pinnedSlot: "key1", trigger: "1" })).kind, "keep");
        });
    });

    describe("rule 10: there and back", () => {
        const strategy = "there-and-back";
        const away: RotationState = { ...rotatedToKey2, active: { slot: "key2", fingerprint: "b" } };

        it("goes to the standby key as it is, and that is what the trigger asked for", () => {
            const wanted = desired({ strategy });
            const observed = seen("a", "b");
            const decision = decide(settledOnKey1, wanted, observed);
            assert.deepEqual(decision, { kind: "switch", to: { slot: "key2", fingerprint: "b" }, why: "there" });
            assert.equal(switched(settledOnKey1, wanted, decision, observed, NOW).trigger, "2");
        });

        it("comes home in the next update, once the home slot was regenerated", () => {
            const decision = decide(away, desired({ strategy }), seen("a2", "b"));
            assert.deepEqual(decision, { kind: "switch", to: { slot: "key1", fingerprint: "a2" }, why: "back" });
        });

        it("stays away, and says so, while the home slot shows the outgoing key", () => {
            const decision = decide(away, desired({ strategy }), seen("a", "b"));
            assert.equal(decision.kind, "defer");
            assert.match(decision.reason, /^the way back to key1 waits, because key1 shows .*stay on key2, which/);
        });

        it("comes home before it takes another trigger", () => {
            assert.equal(decide(away, desired({ strategy, trigger: "3" }), seen("a", "b")).kind, "defer");
            const wanted = desired({ strategy, trigger: "3" });
            const observed = seen("a2", "b");
            const decision = decide(away, wanted, observed);
            assert.equal(decision.kind, "switch");
            assert.equal(switched(away, wanted, decision, observed, NOW).trigger, "2");
        });

        it("is at rest at home", () => {
            assert.equal(unseen(settledOnKey1, desired({ strategy, trigger: "1" })).kind, "keep");
        });
    });

    describe("age", () => {
        const wanted = desired({ trigger: "1", rotateEveryMs: 90 * 86_400_000 });

        it("rotates a key that has come of age, although no input changed", () => {
            assert.deepEqual(unseen(settledOnKey1, wanted), { kind: "look", wanted: "rotation" });
        });

        it("leaves a younger one alone", () => {
            assert.equal(unseen({ ...settledOnKey1, rotatedAt: "2026-10-01T00:00:00Z" }, wanted).kind, "keep");
        });
    });

    it("remembers the key that was left as outgoing after a rotation", () => {
        assert.deepEqual(rotated(settledOnKey1, desired(), { slot: "key2", fingerprint: "b2" }, false, NOW), {
            ...rotatedToKey2,
            rotatedAt: NOW.toISOString(),
        });
    });
});
