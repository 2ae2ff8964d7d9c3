import assert from "node:assert/strict";
import { adoptionPlan, type FoundPair, type FoundValue } from "../../components/lifecycle/adoptionPlan";

function value(name: string, holds: FoundValue["holds"], restarts = false): FoundValue {
    return { name, holds, restarts };
}

function plan(found: Partial<FoundPair>): string {
    return adoptionPlan({
        source: "acmest01",
        keys: { key1: "a", key2: "b" },
        slots: ["key1", "key2"],
        slot: "key1",
        values: [],
        customConsumers: false,
        ...found,
    });
}

describe("a preview of an adoption says in words (rule 34)", () => {
    it("which key is in use, who would be moved and restarted, and what is new", () => {
        const values = [
            value("acme-web/UPLOADS", { fingerprint: "b" }, true),
            value("acme-jobs/UPLOADS", { fingerprint: "a" }, true),
            value("acmevault/uploads", "new"),
        ];
        assert.equal(
            plan({ values }),
            "adopts acmest01: key1 in use; acme-jobs/UPLOADS has key1 already; " +
                "acme-web/UPLOADS (restarts) holds key2 now and would get key1; acmevault/uploads is new; nothing is regenerated",
        );
    });

    it("who holds another key, and of whom nobody can tell", () => {
        const values = [
            value("web/A", { fingerprint: "c" }, true),
            value("web/B", "untold"),
            value("web/C", "notSeen"),
        ];
        assert.match(
            plan({ values, customConsumers: true }),
            /web\/A \(restarts\) holds another key now and would get key1; nobody can tell which key web\/B holds, which would get key1; web\/C would get key1; your own resources would get key1/,
        );
    });

    it("what is not known before the update that makes it", () => {
        const values = [
            value("consumers[0]", "unknown"),
            value("web/KEY", { fingerprint: "a" }, true),
            value("new/KEY", "notThere"),
        ];
        assert.equal(
            plan({ source: "the source", keys: "unknown", values }),
            "adopts the source: its name is not known yet, so its keys are looked at in the update; key1 would be in use; " +
                "web/KEY (restarts) would get key1; new/KEY is not there yet; consumers[0] is not known yet",
        );
        assert.match(plan({ keys: "notThere" }), /there is no acmest01 yet/);
        assert.match(plan({ keys: "notSeen" }), /its keys could not be looked at/);
    });

    it("which keys of a vault are made", () => {
        assert.match(plan({ keys: { key1: "", key2: "" } }), /: key1 and key2 would be made; key1 in use;/);
    });
});
