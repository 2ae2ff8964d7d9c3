import assert from "node:assert/strict";
import type { CrashedPair } from "../matrix/crash/crashedPair";
import { crashedOnEngine, ENGINE_KILLS } from "../matrix/crash/engineSample";
import { alongside } from "./support/alongside";
import { describeOnEngine, type Testbed } from "./support/testbed";

/** A kill and its repair are some three updates, under load. */
const ONE_KILL_MS = 600_000;

describeOnEngine("a sample of the crash matrix (rules 4, 15 and 16)", (testbed) => {
    describe("kills one process of an update and", function () {
        this.timeout(ONE_KILL_MS);
        tell(testbed);
    });
});

function tell(testbed: () => Testbed): void {
    ENGINE_KILLS.forEach((kills, index) => {
        alongside(`mends, with stack ${index + 1},`, (story) => {
            let pair: CrashedPair;

            story.before(async () => {
                pair = await crashedOnEngine(testbed(), `sample${index}`);
            });

            for (const { what, crashCase } of kills) {
                story.it(`${what}: no request fails, and the pair settles`, async () => {
                    const { problems, outputs, killEnd, requests } = await pair.run(crashCase);
                    assert.deepEqual([killEnd, problems], ["killed", []], outputs.join("\n"));
                    assert.ok(requests > 20, `${requests} requests`);
                });
            }
        });
    });
}
