import assert from "node:assert/strict";
import { lastLineOf } from "./support/lastLine";

/** As much as takes a minute on two cores, however busy they are. */
const ONE_SAMPLE_MS = 600_000;
const SAMPLE = ["--no-engine", "--places", "app", "--at-once", "6", "--sample", "16"];

/** Without those that an update waits out for minutes. */
const BRIEF = "^(?!.*(lost effect|timeout|until the end))";

describe("samples of the matrices, without an engine", function () {
    this.timeout(ONE_SAMPLE_MS);

    it("stop an update at any moment: no request fails, and the pair settles", async () => {
        const found = await lastLineOf("crash/main.js", [...SAMPLE, "--scenarios", "alternate,roll-back"]);
        assert.deepEqual([found.cases, found.failedRequests, found.unsettled, found.violations], [16, 0, 0, 0]);
        assert.ok((found.requests ?? 0) > 10 && (found.ofCases ?? 0) > 300);
    });

    it("have any call fail: the update goes on or says why, and the next one settles the pair", async () => {
        const found = await lastLineOf("fault/main.js", [...SAMPLE, "--only", BRIEF]);
        assert.deepEqual([found.cases, found.unclear, found.unsettled, found.violations], [16, 0, 0, 0]);
        assert.ok((found.requests ?? 0) > 10 && (found.ofCases ?? 0) > 600);
    });
});
