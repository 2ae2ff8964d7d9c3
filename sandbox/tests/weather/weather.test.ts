import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startLocalAzure } from "../../azure/localAzure";
import { FINE, MODERATE, nextOperationMs, type WeatherChoice } from "../../azure/weather";

describe("the weather at the start", () => {
    for (const [what, weather, expected] of [
        ["fine unless given", undefined, FINE],
        ["named", "moderate", MODERATE],
        ["fine but for a part", { listLagMs: 7_000 }, { ...FINE, listLagMs: 7_000 }],
    ] as const satisfies readonly (readonly [string, WeatherChoice | undefined, object])[]) {
        it(`is ${what}`, async () => {
            const directory = await mkdtemp(join(tmpdir(), "weather-"));
            const azure = await startLocalAzure({ directory, ...(weather === undefined ? {} : { weather }) });
            assert.deepEqual(azure.weather, expected);
            await azure.stop();
            await rm(directory, { recursive: true });
        });
    }

    it("has operations of under a second, and lists that lag for two, where it is moderate", () => {
        const durations = Array.from({ length: 200 }, () => nextOperationMs(MODERATE));
        assert.ok(Math.min(...durations) >= 300 && Math.max(...durations) <= 1_000);
        assert.ok(Math.max(...durations) - Math.min(...durations) > 200, "not always the same");
        assert.equal(MODERATE.listLagMs, 2_000);
    });
});
