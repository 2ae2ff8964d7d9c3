import assert from "node:assert/strict";
import { type Load, SAMPLE_APP, startLoad } from "local-azure";
import { killUp } from "./support/killedUp";
import { Photos } from "./support/photos";
import { describeOnEngine } from "./support/testbed";

const WITHOUT_CHECKPOINTS = { PULUMI_SKIP_CHECKPOINTS: "true", PULUMI_EXPERIMENTAL: "true" };

describeOnEngine("an `up` that is killed with -9 (rule 4)", (testbed) => {
    let photos: Photos;
    let load: Load;
    let trigger = 1;

    before(async () => {
        photos = await Photos.make(testbed(), "killed");
        await photos.up({ rotationTrigger: trigger });
        const url = await photos.site.run({ file: SAMPLE_APP, args: ["UPLOADS"] });
        load = startLoad({ url, perSecond: 10 });
    });

    after(() => load?.stop());

    const moments = [
        ["after the standby key was regenerated", { operation: "storageAccounts/regenerateKey" }],
        ["after the settings were written", { operation: "sites/config/appsettings/put" }],
        ["when the application runs with the new key", { operation: "sites/restart" }],
        ["after the old key was retired", { operation: "storageAccounts/regenerateKey", nth: 2 }],
    ] as const;

    for (const [moment, at] of moments) {
        it(`is finished by \`cancel\` and \`up\`, at the cost of one more regenerate at most: ${moment}`, async () => {
            const from = photos.watch.slotInUse;
            const to = from === "key1" ? "key2" : "key1";
            trigger += 1;
            await photos.configure({ rotationTrigger: trigger });
            const killed = await killUp(testbed(), photos, at);
            await photos.stack.cancel();
            const finished = await photos.up({ rotationTrigger: trigger });

            const regenerated = photos.regenerated([...killed, ...finished.entries]);
            assert.ok(regenerated.length <= 3, regenerated.join(", "));
            assert.equal((await photos.outputs()).settled, true);
            assert.equal((await photos.outputs()).activeSlot, to);
            assert.equal(photos.watch.slotInUse, to);
            assert.deepEqual(photos.watch.lost, []);
        });
    }

    it("takes no key from the application where no checkpoint was written: `up` waits, and `up --refresh` mends it", async () => {
        const former = photos.watch.slotInUse;
        trigger += 1;
        await photos.configure({ rotationTrigger: trigger });
        await killUp(testbed(), photos, { operation: "sites/config/appsettings/put" }, WITHOUT_CHECKPOINTS);
        await photos.stack.cancel();
        await photos.site.settled();
        // The state knows nothing of the switch that the application has made.
        const standby = photos.watch.slotInUse;
        assert.notEqual(standby, former);

        const waited = await photos.up({ rotationTrigger: trigger });
        assert.deepEqual(photos.regenerated(waited.calls), []);
        assert.match(
            waited.all,
            new RegExp(`warning: uploads: .*web-killed/UPLOADS.* hold ${standby}; ${standby} is left unchanged`),
        );

        await photos.up({ rotationTrigger: trigger }, ["--refresh"]);
        assert.equal(photos.watch.slotInUse, former);
        const rotated = await photos.up({ rotationTrigger: trigger });
        assert.deepEqual(photos.regenerated(rotated.calls), [standby, former]);
        assert.equal(photos.watch.slotInUse, standby);
        assert.deepEqual(photos.watch.lost, []);
    });

    it("fails no request of the application at any of these moments", async () => {
        await load.stop();
        assert.ok(load.ok > 100, `${load.ok} requests`);
        assert.deepEqual(
            load.samples.filter(({ outcome }) => outcome !== 200),
            [],
        );
    });
});
