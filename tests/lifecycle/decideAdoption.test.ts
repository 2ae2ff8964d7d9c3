import assert from "node:assert/strict";
import { type DesiredAdoption, decideAdoption, movedBy } from "../../components/lifecycle/decideAdoption";
import type { Holding, Observed } from "../../components/lifecycle/state";
import { holding } from "./support/pairs";

const SLOTS = ["key1", "key2"] as const;
const web = (key: string) => holding("web/UPLOADS", key);
const jobs = (key: string) => holding("jobs/UPLOADS", key);
const unsure: Holding = { consumer: "vault/uploads", holds: "unknown" };
const nothing: Holding = { consumer: "vault/uploads", holds: "nothing" };

function observed(holdings: readonly Holding[], fingerprints = { key1: "a", key2: "b" }): Observed {
    return { fingerprints, holdings };
}

function decide(wanted: Partial<DesiredAdoption>, holdings: readonly Holding[], isMoved = false) {
    return decideAdoption({ slots: SLOTS, initialSlot: "key1", ...wanted }, observed(holdings), isMoved);
}

function refusal(wanted: Partial<DesiredAdoption>, holdings: readonly Holding[]): string {
    const decision = decide(wanted, holdings);
    assert.ok(decision.kind === "refuse" && decision.code === "initial-slot");
    return decision.reason;
}

const onKey1 = { kind: "adopt", slot: "key1" };
const onKey2 = { kind: "adopt", slot: "key2" };

describe("which slot a pair is adopted with", () => {
    it("rule 2: is the initial one, where nobody holds a key of the pair", () => {
        for (const holdings of [[], [nothing], [unsure], [web("somebody else's")]]) {
            assert.deepEqual(decide({}, holdings), onKey1);
        }
    });

    it("rule 9: is the pinned one, whatever consumers hold", () => {
        assert.deepEqual(decide({ pinnedSlot: "key1", initialSlot: "key2" }, [web("b")]), onKey1);
        assert.deepEqual(decide({ pinnedSlot: "key1", initialSlot: "found" }, [web("b"), jobs("a")]), onKey1);
    });

    describe("rule 34: is looked for", () => {
        it("and refused where consumers hold the other one, and nobody holds it", () => {
            assert.equal(
                refusal({}, [web("b"), jobs("b"), nothing]),
                "initialSlot says that applications use key1, but web/UPLOADS, jobs/UPLOADS hold key2 and nobody was found to hold key1; " +
                    'no key was changed and no consumer was touched; say `initialSlot: "key2"` or `initialSlot: "found"`, and run `pulumi up` again',
            );
            assert.match(refusal({ initialSlot: "key2" }, [web("a")]), /web\/UPLOADS holds key1 .*"key1"/);
        });

        it("and taken where somebody holds it, whoever else is moved", () => {
            assert.deepEqual(decide({}, [web("b"), jobs("a")]), onKey1);
        });

        it("but not held against a pair that had another source, which has moved its consumers itself", () => {
            assert.deepEqual(decide({}, [web("b")], true), onKey1);
        });

        it("and not by what was only looked at besides", () => {
            assert.deepEqual(decide({}, [{ ...web("b"), isOther: true }]), onKey1);
        });
    });

    describe('rule 34: is found, with "found"', () => {
        const found = { initialSlot: "found" };

        it("where consumers hold one of the keys", () => {
            assert.deepEqual(decide(found, [web("b"), unsure, nothing]), onKey2);
            assert.deepEqual(decide(found, [web("a"), jobs("somebody else's")]), onKey1);
        });

        it("to be the first, where nobody holds any", () => {
            assert.deepEqual(decide(found, [nothing]), onKey1);
        });

        it("to be refused where both are held, and says by whom", () => {
            assert.match(
                refusal(found, [web("b"), jobs("a")]),
                /^initialSlot is "found", but both keys are in use: jobs\/UPLOADS holds key1; web\/UPLOADS holds key2; no key was changed/,
            );
        });

        it("to be refused where nobody can tell what the only consumer holds", () => {
            assert.match(refusal(found, [unsure]), /nobody can tell whether vault\/uploads holds key1 or key2/);
        });

        it("to be the first, where both slots have one key", () => {
            const same = observed([web("a"), jobs("a")], { key1: "a", key2: "a" });
            assert.deepEqual(decideAdoption({ slots: SLOTS, ...found }, same, false), onKey1);
        });
    });

    it("says who is moved: whoever holds the other key", () => {
        assert.deepEqual(movedBy("key1", { slots: SLOTS }, observed([web("b"), jobs("a"), nothing])), [
            { consumer: "web/UPLOADS", from: "key2" },
        ]);
        assert.deepEqual(movedBy("key1", { slots: SLOTS }, observed([web("a")], { key1: "a", key2: "a" })), []);
    });
});
