import assert from "node:assert/strict";
import { Photos } from "./support/photos";
import { describeOnEngine } from "./support/testbed";

describeOnEngine("triggers", (testbed) => {
    let photos: Photos;

    before(async () => {
        photos = await Photos.make(testbed(), "triggers");
        await photos.up({ rotationTrigger: 1 });
    });

    const changes = [
        ["skips from 1 to 3", 3],
        ["goes back from 3 to 2", 2],
        ["becomes a string", "2"],
        ["becomes a date", { date: "2026-11-24T10:00:00Z" }],
    ] as const;

    for (const [change, rotationTrigger] of changes) {
        it(`rotates once, and never touches the slot in use, when the trigger ${change}`, async () => {
            const from = photos.watch.slotInUse;
            const to = from === "key1" ? "key2" : "key1";
            const { generation } = await photos.outputs();

            const rotated = await photos.up({ rotationTrigger });

            assert.deepEqual(photos.regenerated(rotated.calls), [to, from]);
            assert.equal((await photos.outputs()).generation, generation + 1);
            assert.equal((await photos.outputs()).activeSlot, to);
            assert.equal(photos.watch.slotInUse, to);
            assert.deepEqual(photos.watch.lost, []);
        });
    }
});
