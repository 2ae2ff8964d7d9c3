import assert from "node:assert/strict";
import { lastLineOf } from "../matrix/support/lastLine";
import { describeOnEngine } from "./support/testbed";

/** Starts a sandbox of its own and runs a dozen updates, beside other work of the machine. */
const ONE_SOAK_MS = 1_200_000;

describeOnEngine("a sample of the soak", () => {
    it("fails no request of the application, and is settled", async function () {
        this.timeout(ONE_SOAK_MS);
        const found = await lastLineOf("soak/main.js", ["--minutes", "0.25", "--seed", "12", "--places", "app"]);
        assert.deepEqual([found.failedRequests, found.violations], [0, 0]);
        assert.ok((found.rotations ?? 0) > 0 && (found.requests ?? 0) > 100);
    });
});
