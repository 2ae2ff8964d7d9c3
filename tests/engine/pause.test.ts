import assert from "node:assert/strict";
import { pause } from "../../components/engine/pause";

describe("a pause", () => {
    it("lasts as long as asked", async () => {
        const from = performance.now();
        await pause(50);
        assert.ok(performance.now() - from >= 49);
    });

    it("does not end at once where it is longer than a timer can hold", async () => {
        const stopping = new AbortController();
        const paused = pause(2 ** 31 + 1_000, stopping.signal).then(() => "over");
        const later = new Promise((resolve) => setTimeout(resolve, 50, "still there"));
        assert.equal(await Promise.race([paused, later]), "still there");
        stopping.abort(new Error("enough"));
        await assert.rejects(paused, /enough/);
    });

    it("does not begin where the update has been stopped", async () => {
        await assert.rejects(pause(60_000, AbortSignal.abort(new Error("stopped"))), /stopped/);
    });
});
