import assert from "node:assert/strict";
import {
    adopted,
    type DesiredRotation,
    decideRotation,
    refreshed,
    rotated,
} from "../../components/lifecycle/decideRotation";
import type { Observed, RotationState } from "../../components/lifecycle/state";
import { canonicalTrigger } from "../../components/lifecycle/trigger";

const NOW = new Date("2026-11-24T10:00:00Z");

const settledOnKey1: RotationState = {
    source: "account",
    generation: 0,
    active: { slot: "key1", fingerprint: "a" },
    trigger: "1",
    rotatedAt: "2026-01-01T00:00:00.000Z",
};

/** key1 was left for key2, in this generation. */
const rotatedToKey2: RotationState = {
    source: "account",
    generation: 1,
    active: { slot: "key2", fingerprint: "b2" },
    outgoing: { slot: "key1", fingerprint: "a" },
    trigger: "2",
    rotatedAt: "2026-02-01T00:00:00.000Z",
};

function desired(changes: Partial<DesiredRotation> = {}): DesiredRotation {
    return { source: "account", slots: ["key1", "key2"], initialSlot: "key1", trigger: "2", blind: false, ...changes };
}

function seen(key1: string, key2: string, holdings: Observed["holdings"] = []): Observed {
    return { fingerprints: { key1, key2 }, holdings };
}

function holds(consumer: string, fingerprint: string): Observed["holdings"][number] {
    return { consumer, holds: { fingerprint } };
}

describe("decideRotation", () => {
    it("keeps everything as it is, without a look, while the trigger is the same", () => {
        assert.deepEqual(decideRotation(settledOnKey1, desired({ trigger: "1" })), { kind: "keep" });
    });

    it("asks for a look before it decides on a new trigger", () => {
        assert.deepEqual(decideRotation(settledOnKey1, desired()), { kind: "look" });
    });

    describe("rule 1: the active slot is never regenerated, whatever the trigger does", () => {
        const triggers = [3, 1, 0, -7, "2", "two", "2026-11-24", new Date("2026-11-24T00:00:00Z"), true, false];
        for (const trigger of triggers) {
            it(`rotates to the standby slot when the trigger becomes ${JSON.stringify(trigger)}`, () => {
                const wanted = desired({ trigger: canonicalTrigger(trigger) });
                const onKey2 = { ...rotatedToKey2, trigger: "2" };
                assert.deepEqual(decideRotation(onKey2, wanted, seen("a3", "b2")), {
                    kind: "rotate",
                    standby: { slot: "key1", fingerprint: "a3" },
                });
            });
        }

        it("takes a change of type for a change", () => {
            assert.notEqual(canonicalTrigger(1), canonicalTrigger("1"));
            assert.notEqual(canonicalTrigger(true), canonicalTrigger("true"));
        });

        it("does not go by initialSlot once the pair is adopted", () => {
            assert.deepEqual(decideRotation(settledOnKey1, desired({ initialSlot: "key2" }), seen("a", "b")), {
                kind: "rotate",
                standby: { slot: "key2", fingerprint: "b" },
            });
        });
    });

    describe("rule 2: adopting regenerates nothing", () => {
        it("adopts the initial slot where there is no state", () => {
            assert.deepEqual(decideRotation(undefined, desired({ initialSlot: "key2" })), {
                kind: "adopt",
                slot: "key2",
            });
        });

        it("takes the trigger of the first update as applied, and is at generation 0", () => {
            assert.deepEqual(adopted(desired({ initialSlot: "key2", trigger: "7" }), { key1: "a", key2: "b" }, NOW), {
                source: "account",
                generation: 0,
                active: { slot: "key2", fingerprint: "b" },
                trigger: "7",
                rotatedAt: NOW.toISOString(),
            });
        });
    });

    describe("rule 5: a new trigger waits while the outgoing key of the last rotation is valid", () => {
        it("defers and says what this and the next update do", () => {
            const decision = decideRotation(rotatedToKey2, desired({ trigger: "3" }), seen("a", "b2"));
            assert.equal(decision.kind, "defer");
            assert.match(
                decision.reason,
                /key1 of the last rotation is not retired yet.*next `pulumi up` takes the trigger/,
            );
        });

        it("rotates once the outgoing key is gone", () => {
            const decision = decideRotation(rotatedToKey2, desired({ trigger: "3" }), seen("a3", "b2"));
            assert.equal(decision.kind, "rotate");
        });
    });

    describe("rule 6: the guard", () => {
        it("refuses when the active slot holds another key than consumers were given, and names slot and command", () => {
            const decision = decideRotation(settledOnKey1, desired(), seen("changed", "b"));
            assert.equal(decision.kind, "refuse");
            assert.match(decision.reason, /key1 was regenerated outside this stack.*`pulumi up --refresh`/);
        });

        it("comes before every reason to wait", () => {
            const decision = decideRotation(rotatedToKey2, desired({ trigger: "3" }), seen("a", "changed"));
            assert.equal(decision.kind, "refuse");
        });
    });

    describe("rule 7: refresh heals", () => {
        it("starts a new generation with the key as it is now, and takes the standby key for outgoing", () => {
            assert.deepEqual(refreshed(settledOnKey1, ["key1", "key2"], { key1: "a9", key2: "b" }, NOW), {
                source: "account",
                generation: 1,
                active: { slot: "key1", fingerprint: "a9" },
                outgoing: { slot: "key2", fingerprint: "b" },
                trigger: "1",
                rotatedAt: NOW.toISOString(),
            });
        });

        it("protects the standby key like any other outgoing key", () => {
            const healed = refreshed(settledOnKey1, ["key1", "key2"], { key1: "a9", key2: "b" }, NOW);
            assert.equal(decideRotation(healed, desired(), seen("a9", "b")).kind, "defer");
        });

        it("changes nothing where the active key is the one that consumers were given", () => {
            assert.equal(refreshed(rotatedToKey2, ["key1", "key2"], { key1: "x", key2: "b2" }, NOW), rotatedToKey2);
        });
    });

    describe("rule 14: look before you regenerate", () => {
        it("defers and names every consumer that holds the standby key", () => {
            const holdings = [holds("web/UPLOADS", "b"), holds("vault/uploads", "a"), holds("api/KEY", "b")];
            const decision = decideRotation(settledOnKey1, desired(), seen("a", "b", holdings));
            assert.equal(decision.kind, "defer");
            assert.match(decision.reason, /^web\/UPLOADS, api\/KEY hold key2.*`pulumi up --refresh`/);
        });

        it("counts a consumer of which nothing can be told as holding", () => {
            const decision = decideRotation(
                settledOnKey1,
                desired(),
                seen("a", "b", [{ consumer: "web", holds: "unknown" }]),
            );
            assert.equal(decision.kind, "defer");
        });

        it("goes on where consumers hold the active key, another key or nothing", () => {
            const holdings = [
                holds("web", "a"),
                holds("api", "foreign"),
                { consumer: "new", holds: "nothing" } as const,
            ];
            assert.equal(decideRotation(settledOnKey1, desired(), seen("a", "b", holdings)).kind, "rotate");
        });
    });

    describe("rule 16: without checkpoints, only consumers that can be looked at are safe", () => {
        it("refuses before any look, and names the variable", () => {
            const decision = decideRotation(settledOnKey1, desired({ blind: true }));
            assert.equal(decision.kind, "refuse");
            assert.match(decision.reason, /PULUMI_SKIP_CHECKPOINTS/);
        });

        it("does not stand in the way of an update that rotates nothing", () => {
            assert.equal(decideRotation(settledOnKey1, desired({ blind: true, trigger: "1" })).kind, "keep");
        });
    });

    describe("rule 17: another source is a new pair", () => {
        it("adopts it and compares with nothing, even where the trigger changed too", () => {
            assert.deepEqual(decideRotation(rotatedToKey2, desired({ source: "other", trigger: "9" })), {
                kind: "adopt",
                slot: "key1",
            });
        });
    });

    it("remembers the key that was left as outgoing after a rotation", () => {
        assert.deepEqual(rotated(settledOnKey1, desired(), { slot: "key2", fingerprint: "b2" }, NOW), {
            ...rotatedToKey2,
            rotatedAt: NOW.toISOString(),
        });
    });
});
