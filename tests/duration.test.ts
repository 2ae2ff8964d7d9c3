import assert from "node:assert/strict";
import { durationMs } from "../components/duration";

describe("durationMs", () => {
    it("takes whole and broken numbers of every unit, and gives whole milliseconds, which timers need", () => {
        assert.equal(durationMs("90d"), 90 * 86_400_000);
        assert.equal(durationMs("1.5h"), 5_400_000);
        assert.equal(durationMs(" 0s "), 0);
        assert.equal(durationMs("0.1ms"), 1);
    });

    it("takes none that is negative, without a unit, or longer than a date can be moved by", () => {
        for (const text of ["-1d", "60", "", "soon", "NaNd", "1e9d", "Infinityd", "101y", `${"9".repeat(400)}d`]) {
            assert.equal(durationMs(text), undefined, text);
        }
        const longest = durationMs("100y") ?? 0;
        assert.ok(!Number.isNaN(new Date(Date.now() + longest).getTime()));
    });
});
