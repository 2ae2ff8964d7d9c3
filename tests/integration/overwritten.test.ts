import assert from "node:assert/strict";
import { alongside } from "./support/alongside";
import { Photos } from "./support/photos";
import { describeOnEngine } from "./support/testbed";

const PUT = "sites/config/appsettings/put";
const SETTINGS = { UPLOADS: "connectionString", UPLOADS_KEY: "key" } as const;

describeOnEngine("settings of an app that somebody else writes, too", (testbed) => {
    alongside("of which one is deleted by hand after the switch", ({ it }) => {
        it("rule 14: is not taken for switched: it is said, and written again by a refresh", async () => {
            const photos = await Photos.make(testbed(), "deleted");
            await photos.up();
            const { key1 } = photos.account.keys;
            const gates = [{ kind: "grace", duration: "1s" }] as const;
            await photos.up({ rotationTrigger: 2, gates: [{ kind: "grace", duration: "24h" }] });
            photos.site.editSetting("UPLOADS_KEY", undefined);
            await photos.site.settled();
            const waits = await photos.up({ rotationTrigger: 2, gates });
            assert.deepEqual(photos.regenerated(waits.calls), []);
            assert.match(
                waits.all,
                /web-deleted\/UPLOADS_KEY may hold key1 \(this stack wrote it, and it is not there now\)/,
            );
            assert.ok(photos.account.accepts(key1));
            const mended = await photos.up({ rotationTrigger: 2, gates }, ["--refresh"]);
            assert.deepEqual(photos.regenerated(mended.calls), ["key1"]);
            assert.equal(photos.site.runningSettings.UPLOADS_KEY, photos.account.keys.key2);
            assert.equal((await photos.outputs()).settled, true);
            assert.deepEqual(photos.watch.lost, []);
        });
    });

    for (const [how, times] of Object.entries({ once: 1, "each time": 100 })) {
        alongside(`of which an old copy is written back ${how} just after our write`, ({ it }) => {
            it("rule 14: are written again, or else the old key stays valid", async () => {
                const photos = await Photos.make(testbed(), `copied${times}`);
                await photos.up();
                const copy = photos.site.settings;
                const { key1 } = photos.account.keys;
                let left = times;
                const end = photos.azure.journal.on(({ operation, target }) => {
                    if (operation === PUT && target === photos.site.name && left > 0) {
                        left -= 1;
                        photos.site.writeSettings(copy);
                    }
                });
                const run = await photos.upAnyhow({ rotationTrigger: 2 });
                end();
                await photos.site.settled();
                assert.match(run.all, /web-copied\d+\/UPLOADS, web-copied\d+\/UPLOADS_KEY was overwritten/);
                if (times > 1) {
                    assert.deepEqual(photos.regenerated(run.calls), ["key2"]);
                    assert.ok(photos.account.accepts(key1));
                    assert.match(run.all, /the old key still works; find out who else writes there/);
                    const ended = await photos.up({ rotationTrigger: 2 });
                    assert.deepEqual(photos.regenerated(ended.calls), ["key1"]);
                } else {
                    assert.deepEqual(photos.regenerated(run.calls), ["key2", "key1"]);
                }
                assert.equal(photos.watch.slotInUse, "key2");
                assert.equal((await photos.outputs()).settled, true);
                assert.deepEqual(photos.watch.lost, []);
            });
        });
    }
});

describeOnEngine("a setting that an app had before the pair", (testbed) => {
    const ENDS = {
        "its entry": (photos: Photos) => photos.up({ appSettings: [], rotationTrigger: 2 }),
        "the pair": async (photos: Photos) => {
            await photos.stack.configure({ pairs: {} });
            return photos.stack.up();
        },
        "the stack": (photos: Photos) => photos.stack.destroy(),
    } as const;

    for (const [index, [what, end]] of Object.entries(ENDS).entries()) {
        alongside(`when ${what} is removed`, ({ it }) => {
            it("rule 27: stays, with the key in use, and so does everything else", async () => {
                const photos = await Photos.make(testbed(), `stays${index}`);
                photos.site.editSetting("UPLOADS_KEY", photos.account.keys.key1);
                await photos.site.settled();
                await photos.up({ appSettings: [photos.settings(SETTINGS)] });
                await photos.up({ appSettings: [photos.settings(SETTINGS)], rotationTrigger: 2 });
                const before = photos.site.settings;
                const { keys } = photos.account;
                await end(photos);
                await photos.site.settled();
                assert.equal(photos.site.runningSettings.UPLOADS_KEY, keys.key2);
                assert.equal(photos.site.settings.THEIRS, before.THEIRS);
                assert.deepEqual(photos.account.keys, keys);
                assert.deepEqual(photos.watch.lost, []);
            });
        });
    }
});
