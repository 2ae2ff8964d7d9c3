import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../package/support/pack";
import { argumentsAt, importState, MOMENTS, type Moment, photosAt } from "../state/stateFile";
import { alongside } from "./support/alongside";
import type { PairChange } from "./support/photos";
import { describeOnEngine } from "./support/testbed";

const VERSIONS = readdirSync(join(ROOT, "tests/state")).filter((folder) => /^v\d/.test(folder));

/** The next change of a pair in that state, and the slots that it regenerates. */
const NEXT: Readonly<Record<Moment, { readonly change: PairChange; readonly regenerated: readonly string[] }>> = {
    adopted: { change: { rotationTrigger: 2 }, regenerated: ["key2", "key1"] },
    settled: { change: { rotationTrigger: 3 }, regenerated: ["key1", "key2"] },
    pending: { change: { rotationTrigger: 2, gates: [] }, regenerated: ["key1"] },
};

describeOnEngine("state that earlier versions wrote", (testbed) => {
    for (const version of VERSIONS) {
        for (const moment of Object.keys(MOMENTS) as Moment[]) {
            alongside(`that of a pair ${moment}, by ${version}`, ({ it }) => {
                it("is taken without a diff or a call, read by a refresh, and gone on from", async () => {
                    const photos = await photosAt(testbed(), moment);
                    await importState(testbed(), photos, version, moment);
                    const change = MOMENTS[moment].at(-1) ?? {};
                    const unchanged = await photos.up(argumentsAt(photos, change), ["--expect-no-changes"]);
                    assert.deepEqual(photos.callsTo(unchanged), []);

                    const { change: nextChange, regenerated } = NEXT[moment];
                    const run = await photos.up(argumentsAt(photos, nextChange), ["--refresh"]);
                    assert.deepEqual(photos.regenerated(run.calls), regenerated);
                    const { settled, activeSlot, keyFingerprint } = await photos.outputs();
                    assert.equal(settled, true);
                    assert.equal(keyFingerprint, photos.fingerprints[activeSlot === "key1" ? "key1" : "key2"]);
                });
            });
        }
    }
});
