import assert from "node:assert/strict";
import { alongside } from "./support/alongside";
import { Photos } from "./support/photos";
import { describeOnEngine } from "./support/testbed";

describeOnEngine("one pair per source (rule 26)", (testbed) => {
    alongside("in a program", ({ before, it }) => {
        let photos: Photos;
        const configure = (...pairs: readonly [string, object?][]) =>
            photos.stack.configure({
                pairs: Object.fromEntries(pairs.map(([name, change]) => [name, { ...photos.args, ...change }])),
            });

        before(async () => {
            photos = await Photos.make(testbed(), "twopairs");
            await configure(["uploads"]);
            await photos.stack.up();
        });

        it("refuses a second pair at preview, and names both", async () => {
            const { source } = photos.args;
            await configure(
                ["uploads"],
                ["photos", { source: { ...source, resourceGroupName: "PHOTOS" }, appSettings: [] }],
            );
            const refused = await photos.stack.preview({ fails: true });
            assert.match(refused.all, /(uploads and photos|photos and uploads) are two pairs with the same keys/);
            // The first look of the second pair may come before the refusal.
            const changes = photos.callsTo(refused).filter(({ operation }) => operation !== "storageAccounts/listKeys");
            assert.deepEqual(changes, []);
        });

        it("does not take a pair that was renamed for a second one", async () => {
            await configure(["photos", { formerName: "uploads" }]);
            const renamed = await photos.stack.up();
            assert.deepEqual(photos.callsTo(renamed), []);
            assert.equal((await photos.stack.outputs("RotatingKeyPair", "photos")).generation, 0);
        });
    });
});
