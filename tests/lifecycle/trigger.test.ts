import assert from "node:assert/strict";
import { canonicalTrigger } from "../../components/lifecycle/trigger";

describe("canonicalTrigger", () => {
    it("is empty where there is no trigger, or none that could ever change", () => {
        for (const none of [undefined, null, "", Number.NaN, Number.POSITIVE_INFINITY, new Date("tomorrow")]) {
            assert.equal(canonicalTrigger(none), "", String(none));
        }
    });

    it("is another one for each value and type", () => {
        const triggers = [0, 1, -1, "0", "1", "null", " ", true, false, "true", new Date(0), new Date(1)];
        const canonical = triggers.map(canonicalTrigger);
        assert.equal(new Set(canonical).size, triggers.length);
        assert.ok(!canonical.includes(""));
    });

    it("takes a date for the text that Pulumi would make of it", () => {
        assert.equal(canonicalTrigger(new Date(0)), canonicalTrigger("1970-01-01T00:00:00.000Z"));
    });
});
