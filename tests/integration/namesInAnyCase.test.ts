import assert from "node:assert/strict";
import type { SiteConfig, StorageSlot } from "local-azure";
import { connectionStrings, storageMounts } from "../../components/index";
import { alongside } from "./support/alongside";
import { type PairChange, Photos, THEIRS } from "./support/photos";
import { describeOnEngine, GROUP } from "./support/testbed";

interface Kind {
    /** The change of the pair. */
    readonly change: (photos: Photos) => PairChange;
    /** The map of the site with its entry in another case, on that key. */
    readonly byHand: (photos: Photos, slot: StorageSlot) => Partial<SiteConfig>;
    /** The names that the map has. */
    readonly names: (config: SiteConfig) => readonly string[];
    readonly wanted: readonly string[];
}

const KINDS: Readonly<Record<string, Kind>> = {
    setting: {
        change: (photos) => ({ appSettings: [photos.settings({ UPLOADS_KEY: "key" })] }),
        byHand: ({ account }, slot) => ({ settings: { ...THEIRS, Uploads_Key: account.keys[slot] } }),
        names: ({ settings }) => Object.keys(settings).sort(),
        wanted: ["THEIRS", "UPLOADS_KEY"],
    },
    "connection string": {
        change: ({ site }) => ({
            appSettings: [],
            others: [
                connectionStrings({
                    resourceGroupName: GROUP,
                    site: site.name,
                    connectionStrings: { Uploads: { value: "connectionString" } },
                }),
            ],
        }),
        byHand: ({ account }, slot) => ({
            connectionStrings: { UPLOADS: { value: account.connectionString(slot), type: "Custom" } },
        }),
        names: (config) => Object.keys(config.connectionStrings),
        wanted: ["Uploads"],
    },
    mount: {
        change: ({ site, account }) => ({
            appSettings: [],
            others: [
                storageMounts({
                    resourceGroupName: GROUP,
                    site: site.name,
                    mounts: { photos: { accountName: account.name, shareName: "photos", mountPath: "/photos" } },
                }),
            ],
        }),
        byHand: ({ account }, slot) => ({
            mounts: {
                Photos: {
                    type: "AzureFiles",
                    accountName: account.name,
                    shareName: "photos",
                    mountPath: "/photos",
                    accessKey: account.keys[slot],
                },
            },
        }),
        names: ({ mounts }) => Object.keys(mounts),
        wanted: ["photos"],
    },
};

describeOnEngine("names that App Service takes for one, whatever their case", (testbed) => {
    for (const [index, [what, { change, byHand, names, wanted }]] of Object.entries(KINDS).entries()) {
        alongside(`a ${what} that somebody has written in another case`, ({ before, it }) => {
            let photos: Photos;

            before(async () => {
                photos = await Photos.make(testbed(), `case${index}`);
                await photos.up(change(photos));
            });

            it("rule 24: defers the rotation of the key that it holds, and a refresh mends it under one name", async () => {
                photos.site.write(byHand(photos, "key2"));
                await photos.site.settled();
                const deferred = await photos.up({ ...change(photos), rotationTrigger: 2 });
                assert.deepEqual(photos.regenerated(deferred.calls), []);
                assert.match(deferred.all, /warning: uploads: web-case\d\/\S+ holds key2; key2 is left unchanged/);
                await photos.up({ ...change(photos), rotationTrigger: 2 }, ["--refresh"]);
                assert.equal(photos.watch.slotInUse, "key1");
                assert.deepEqual(names(photos.site.config), wanted);
            });

            it("rule 24: is replaced by the one that the pair writes, and only then the key that it held is retired", async () => {
                photos.site.write(byHand(photos, "key1"));
                await photos.site.settled();
                const rotated = await photos.up({ ...change(photos), rotationTrigger: 2 });
                assert.deepEqual(photos.regenerated(rotated.calls), ["key2", "key1"]);
                assert.deepEqual(names(photos.site.config), wanted);
                assert.equal(photos.watch.slotInUse, "key2");
                assert.equal((await photos.outputs()).settled, true);
                assert.deepEqual(photos.watch.lost, []);
            });

            it("rule 24: stays, with the key in use, when its entry is removed", async () => {
                photos.site.write(byHand(photos, "key2"));
                await photos.site.settled();
                const removed = await photos.up({ appSettings: [], others: [], rotationTrigger: 2 });
                assert.deepEqual(photos.regenerated(removed.calls), []);
                assert.deepEqual(photos.watch.lost, []);
            });
        });
    }
});
