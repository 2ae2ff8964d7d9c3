import assert from "node:assert/strict";
import { drawingPeriod } from "../../components/engine/keyMaterial";

const HOUR = 3_600_000;

describe("the period in which a key is drawn", () => {
    it("changes within every stretch of half of `rotateEvery`, wherever that begins", () => {
        for (let start = 0; start < 24; start++) {
            const from = Date.UTC(2026, 0, 1, start);
            assert.notEqual(drawingPeriod("24h", from), drawingPeriod("24h", from + 12 * HOUR));
        }
    });

    it("stays the same for most of that time", () => {
        const from = Date.UTC(2026, 0, 1);
        assert.equal(drawingPeriod("24h", from), drawingPeriod("24h", from + 11 * HOUR));
    });

    it("is none where the duration is none, which is refused elsewhere", () => {
        assert.equal(drawingPeriod("quarterly"), "");
        assert.equal(drawingPeriod("0d"), "");
    });
});
