import assert from "node:assert/strict";
import { canonicalTrigger, isTrigger } from "../../components/lifecycle/trigger";

describe("canonicalTrigger", () => {
    it("is empty where there is no trigger, and that is a form of one", () => {
        for (const none of [undefined, null, ""]) {
            assert.equal(canonicalTrigger(none), "", String(none));
        }
        assert.equal(isTrigger(""), true);
    });

    it("is a form of its own, which is no trigger, for what could never change or cannot be told", () => {
        const values = [Number.NaN, Infinity, -Infinity, new Date("tomorrow"), [], [1], {}, { a: 1 }];
        assert.deepEqual(values.map(canonicalTrigger), [
            ...["NaN", "Infinity", "-Infinity", "Invalid Date"],
            ...["[]", "[]", "{}", "{}"],
        ]);
        assert.deepEqual([...new Set(values.map((value) => isTrigger(canonicalTrigger(value))))], [false]);
    });

    it("is that of no trigger for what could never change, or is several values", () => {
        const wrong = [
            Number.NaN,
            Number.POSITIVE_INFINITY,
            Number.NEGATIVE_INFINITY,
            new Date("tomorrow"),
            [1],
            {},
            1n,
        ];
        for (const value of wrong) {
            assert.equal(isTrigger(canonicalTrigger(value)), false, String(value));
        }
    });

    it("is another one for each value and type", () => {
        const texts = ["0", "1", "1e+21", "null", " ", "true", "'1'", "''1''", "NaN", "Invalid Date", "[]", "{}"];
        const triggers = [0, 1, -1, 1e21, true, false, new Date(0), new Date(1), ...texts];
        const canonical = triggers.map(canonicalTrigger);
        assert.equal(new Set(canonical).size, triggers.length);
        assert.ok(!canonical.includes(""));
        assert.ok(canonical.every(isTrigger));
    });

    it("shows a text as it is, unless it would be taken for something else", () => {
        assert.deepEqual(["2026-Q1", "leaked", "2", "false"].map(canonicalTrigger), [
            "2026-Q1",
            "leaked",
            "'2'",
            "'false'",
        ]);
    });

    it("takes a date for the text that Pulumi would make of it", () => {
        assert.equal(canonicalTrigger(new Date(0)), canonicalTrigger("1970-01-01T00:00:00.000Z"));
    });
});
