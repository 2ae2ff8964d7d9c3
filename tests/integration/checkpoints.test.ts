import assert from "node:assert/strict";
import { alongside } from "./support/alongside";
import { Photos } from "./support/photos";
import { CUSTOM } from "./support/stack";
import { describeOnEngine } from "./support/testbed";

const WITHOUT_CHECKPOINTS = { PULUMI_SKIP_CHECKPOINTS: "true", PULUMI_EXPERIMENTAL: "true" };

describeOnEngine("an engine that writes no checkpoints (rule 16)", (testbed) => {
    alongside("for a pair whose consumers are all built in", ({ it }) => {
        it("rotates it", async () => {
            const photos = await Photos.make(testbed(), "builtin");
            await photos.up();
            const rotated = await photos.up({ rotationTrigger: 2 }, [], { env: WITHOUT_CHECKPOINTS });
            assert.deepEqual(photos.regenerated(rotated.calls), ["key2", "key1"]);
            assert.equal((await photos.outputs()).settled, true);
            assert.deepEqual(photos.watch.lost, []);
        });
    });

    alongside("for a pair with `own` resources", ({ it }) => {
        it("refuses to rotate it, because nobody can look at them", async () => {
            const photos = await Photos.make(testbed(), "blind", CUSTOM);
            await photos.up();

            const refused = await photos.upFails({ rotationTrigger: 2 }, [], WITHOUT_CHECKPOINTS);
            assert.match(
                refused.all,
                /a pair with `own` resources does not rotate while PULUMI_SKIP_CHECKPOINTS is set.*: TK009 \(no-checkpoints\): npx pulumi-two-key explain TK009$/m,
            );
            assert.deepEqual(photos.regenerated(refused.calls), []);

            const rotated = await photos.up({ rotationTrigger: 2 });
            assert.deepEqual(photos.regenerated(rotated.calls), ["key2", "key1"]);
            assert.equal((await photos.outputs()).settled, true);
        });
    });
});
