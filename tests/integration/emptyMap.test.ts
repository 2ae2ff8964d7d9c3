import assert from "node:assert/strict";
import { alongside } from "./support/alongside";
import { Photos, THEIRS } from "./support/photos";
import { describeOnEngine } from "./support/testbed";

const LIST = "sites/config/appsettings/list";
const EMPTY = { body: { id: "x", name: "appsettings", properties: {} } };
const BARE = { body: { properties: {} } };

describeOnEngine("a list of settings that is empty for once", (testbed) => {
    alongside("at a look", ({ before, it }) => {
        let photos: Photos;

        before(async () => {
            photos = await Photos.make(testbed(), "emptylook");
            await photos.up();
            photos.site.editSetting("UPLOADS_KEY", photos.account.keys.key2);
            await photos.site.settled();
        });

        for (const [index, { body }] of [BARE, EMPTY].entries()) {
            it(`rule 31: does not mean that the app holds nothing (${index + 1})`, async () => {
                const match = ({ target }: { target: string }) => target === photos.site.name;
                const fault = photos.azure.faults.add({ operation: LIST, match, body });
                const deferred = await photos.up({ rotationTrigger: 2 });
                assert.equal(fault.hits, 1);
                fault.remove();
                assert.deepEqual(photos.regenerated(deferred.calls), []);
                assert.match(deferred.all, /warning: uploads: web-emptylook\/UPLOADS_KEY holds key2/);
                assert.deepEqual(photos.watch.lost, []);
            });
        }
    });

    /** The moment of the update at which the list is empty: its place among the lists of the site. */
    for (const [what, nth] of Object.entries({ "the first write": 1, "a later write": 2 })) {
        alongside(`at ${what}`, ({ it }) => {
            it("rule 31: takes nobody's settings away", async () => {
                const photos = await Photos.make(testbed(), `emptywrite${nth}`);
                const match = ({ target }: { target: string }) => target === photos.site.name;
                if (nth > 1) {
                    await photos.up();
                }
                const fault = photos.azure.faults.add({ operation: LIST, match, nth, ...BARE });
                const run = await photos.up({ rotationTrigger: nth });
                assert.equal(fault.hits, 1);
                assert.deepEqual(photos.regenerated(run.calls), nth > 1 ? ["key2", "key1"] : []);
                assert.deepEqual({ ...photos.site.settings, ...THEIRS }, photos.site.settings);
                assert.equal(photos.watch.slotInUse, nth > 1 ? "key2" : "key1");
                assert.equal((await photos.outputs()).settled, true);
                assert.deepEqual(photos.watch.lost, []);
            });
        });
    }

    alongside("at every write", ({ it }) => {
        it("rule 31: stops the update before anything is written, and the old key still works", async () => {
            const photos = await Photos.make(testbed(), "emptyalways");
            await photos.up();
            const { settings } = photos.site;
            const isLooked = { done: false };
            photos.azure.journal.on(({ operation, target }) => {
                isLooked.done ||= operation === "storageAccounts/regenerateKey" && target === photos.account.name;
            });
            const fault = photos.azure.faults.add({
                operation: LIST,
                match: ({ target }) => target === photos.site.name && isLooked.done,
                ...BARE,
                times: 100,
            });
            const failed = await photos.upFails({ rotationTrigger: 2 });
            fault.remove();
            assert.match(failed.all, /nothing was written, and the key that it had before still works/);
            assert.deepEqual(photos.regenerated(failed.calls), ["key2"]);
            assert.deepEqual(photos.site.settings, settings);
            const ended = await photos.up({ rotationTrigger: 2 });
            assert.deepEqual(photos.regenerated(ended.calls), ["key1"]);
            assert.deepEqual({ ...photos.site.settings, ...THEIRS }, photos.site.settings);
            assert.deepEqual(photos.watch.lost, []);
        });
    });
});
