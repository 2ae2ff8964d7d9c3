import assert from "node:assert/strict";
import { ENGINE_FAULTS, faultedOnEngine } from "../matrix/fault/engineSample";
import { caseName } from "../matrix/fault/faultCase";
import type { FaultedPair } from "../matrix/fault/faultedPair";
import { describeOnEngine } from "./support/testbed";

/** The calls whose failure ends an update. */
const STOPPED = [false, false, true, true];

describeOnEngine("a sample of the fault matrix", (testbed) => {
    let pair: FaultedPair;

    before(async () => {
        pair = await faultedOnEngine(testbed(), "faultsample");
    });

    ENGINE_FAULTS.forEach((faultCase, index) => {
        const isStopped = STOPPED[index];
        it(`${isStopped ? "says why it stops" : "goes on"}, and is settled by the next \`up\`: ${caseName(faultCase)}`, async () => {
            const { problems, hits, stopped, requests } = await pair.run(faultCase);
            assert.deepEqual([problems, stopped !== undefined], [[], isStopped]);
            assert.ok(hits > 0 && requests > 0);
        });
    });
});
