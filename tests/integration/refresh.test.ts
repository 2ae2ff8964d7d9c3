import assert from "node:assert/strict";
import { alongside } from "./support/alongside";
import { Photos } from "./support/photos";
import type { Run } from "./support/stack";
import { describeOnEngine } from "./support/testbed";

describeOnEngine("changes outside the stack", (testbed) => {
    alongside("a key that was regenerated there (rules 6 and 7)", ({ before, it }) => {
        let photos: Photos;
        let refused: Run;
        let healed: Run;
        let keyAsItIsNow: string;

        before(async () => {
            photos = await Photos.make(testbed(), "outside");
            await photos.up();
            photos.account.regenerate("key1");
            keyAsItIsNow = photos.account.keys.key1;
            refused = await photos.upFails({ rotationTrigger: 2 });
            healed = await photos.up({}, ["--refresh"]);
        });

        it("refuses the next rotation, with what is safe and what to do, and regenerates nothing", () => {
            assert.match(
                refused.all,
                /uploads: key1 was regenerated outside this stack; no key was changed by this update/,
            );
            assert.match(refused.all, /run `pulumi up --refresh`/);
            assert.deepEqual(photos.regenerated(refused.calls), []);
        });

        it("is healed by `up --refresh`: consumers get the key as it is now, and the standby key is retired", async () => {
            assert.equal(photos.account.keys.key1, keyAsItIsNow);
            assert.equal(photos.site.runningSettings.UPLOADS_KEY, keyAsItIsNow);
            assert.deepEqual(photos.regenerated(healed.calls), ["key2"]);
            const { activeSlot, generation, settled } = await photos.outputs();
            assert.deepEqual({ activeSlot, generation, settled }, { activeSlot: "key1", generation: 1, settled: true });
        });

        it("lets the rotation go on after that", async () => {
            const rotated = await photos.up({ rotationTrigger: 2 });
            assert.deepEqual(photos.regenerated(rotated.calls), ["key2", "key1"]);
            assert.equal(photos.watch.slotInUse, "key2");
        });

        it("is refused at preview already where an earlier rotation makes the preview look", async () => {
            photos.account.regenerate("key2");
            await photos.configure({ rotationTrigger: 3 });
            const preview = await photos.stack.preview({ fails: true });
            assert.match(preview.all, /uploads: key2 was regenerated outside this stack/);
        });
    });

    alongside("a setting that was moved by hand to the standby key, before a rotation (rule 14)", ({ before, it }) => {
        let photos: Photos;
        let deferred: Run;
        let mended: Run;

        before(async () => {
            photos = await Photos.make(testbed(), "moved");
            await photos.up();
            photos.site.editSetting("UPLOADS_KEY", photos.account.keys.key2);
            await photos.site.settled();
            deferred = await photos.up({ rotationTrigger: 2 });
            mended = await photos.up({ rotationTrigger: 2 }, ["--refresh"]);
        });

        it("keeps its key: the rotation waits, and a warning names the setting", () => {
            assert.deepEqual(photos.regenerated(deferred.calls), []);
            assert.match(deferred.all, /warning: uploads: web-moved\/UPLOADS_KEY holds key2; key2 is left unchanged/);
        });

        it("is mended by `up --refresh`, and the next `up` rotates", async () => {
            // The look comes before the settings are mended, so this update still finds the key in use.
            assert.deepEqual(photos.regenerated(mended.calls), []);
            assert.equal(photos.site.runningSettings.UPLOADS_KEY, photos.account.keys.key1);

            const rotated = await photos.up({ rotationTrigger: 2 });
            assert.deepEqual(photos.regenerated(rotated.calls), ["key2", "key1"]);
            assert.equal(photos.watch.slotInUse, "key2");
            assert.equal((await photos.outputs()).settled, true);
            assert.deepEqual(photos.watch.lost, []);
        });
    });

    alongside(
        "a setting that was moved back by hand between the switch and the retirement (rule 14)",
        ({ before, it }) => {
            let photos: Photos;
            let waited: Run;

            before(async () => {
                photos = await Photos.make(testbed(), "movedback");
                await photos.up();
                const formerKey = photos.account.keys.key1;
                // The switch reads its value back after a write, so somebody has to come after that.
                let isRestarted = false;
                const end = photos.azure.journal.on(({ operation, target }) => {
                    const isOurs = target === photos.site.name;
                    if (isOurs && isRestarted && operation === "sites/config/appsettings/list") {
                        photos.site.editSetting("UPLOADS_KEY", formerKey);
                        end();
                    }
                    isRestarted ||= isOurs && operation === "sites/restarted";
                });
                waited = await photos.up({ rotationTrigger: 2 });
            });

            it("keeps its key: the retirement waits, and a warning names the setting", async () => {
                assert.deepEqual(photos.regenerated(waited.calls), ["key2"]);
                assert.match(
                    waited.all,
                    /warning: uploads: web-movedback\/UPLOADS_KEY holds key1; key1 is left unchanged/,
                );
                assert.equal((await photos.outputs()).settled, false);
            });

            it("is mended by `up --refresh`, which then retires the key", async () => {
                await photos.site.settled();
                const mended = await photos.up({ rotationTrigger: 2 }, ["--refresh"]);
                assert.deepEqual(photos.regenerated(mended.calls), ["key1"]);
                assert.equal(photos.watch.slotInUse, "key2");
                assert.equal((await photos.outputs()).settled, true);
                assert.deepEqual(photos.watch.lost, []);
            });
        },
    );
});
