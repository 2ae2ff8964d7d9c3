import assert from "node:assert/strict";
import { alongside } from "./support/alongside";
import { KeyWatch } from "./support/keyWatch";
import { type PairChange, Photos } from "./support/photos";
import { describeOnEngine, GROUP, type Testbed } from "./support/testbed";

/** A pair with its own site in the first wave, and another one in the second. */
async function inTwoWaves(testbed: Testbed, name: string) {
    const photos = await Photos.make(testbed, name);
    const site = `web-${name}-second`;
    await testbed.arm("PUT", `Microsoft.Web/sites/${site}`, { location: "here" });
    const second = photos.azure.sites.get(site);
    const watch = new KeyWatch(photos.azure, photos.account, second);
    const settings = { UPLOADS_KEY: "key" } as const;
    const waves: PairChange = {
        appSettings: [{ resourceGroupName: GROUP, site, settings, wave: 2 }, photos.settings(settings)],
    };
    return {
        photos,
        second,
        waves,
        held: () => [photos.site, second].map(({ runningSettings }) => runningSettings.UPLOADS_KEY),
        lost: () => [...photos.watch.lost, ...watch.lost],
    };
}

describeOnEngine("waves", (testbed) => {
    alongside("in one update", ({ it }) => {
        it("write the second when the first is confirmed, and retire the old key when both have switched", async () => {
            const { photos, second, waves, lost } = await inTwoWaves(testbed(), "wavesatonce");
            await photos.up(waves);
            const run = await photos.up({ ...waves, rotationTrigger: 2 });
            assert.match(run.all, /switch .*\(restarts\), .*\(restarts\) from key1 to key2 in 2 waves; retire key1/);
            assert.match(run.all, /wave 2: switch .*\/UPLOADS_KEY \(restarts\) from key1 to key2/);
            const steps = run.entries
                .filter(({ target }) => [photos.account, photos.site, second].some(({ name }) => name === target))
                .map(({ operation, target }) => `${operation} ${target}`);
            const order = [
                `sites/restarted ${photos.site.name}`,
                `sites/config/appsettings/put ${second.name}`,
                `sites/restarted ${second.name}`,
            ].map((step) => steps.indexOf(step));
            assert.ok(
                order.every((at, index) => at > (order[index - 1] ?? -1)),
                `${order} in ${steps.join("\n")}`,
            );
            assert.ok(steps.lastIndexOf(`storageAccounts/regenerateKey ${photos.account.name}`) > (order[2] ?? 0));
            assert.equal((await photos.outputs()).settled, true);
            assert.deepEqual(lost(), []);
        });
    });

    alongside("over days", ({ it }) => {
        it("leave the old key to the second until the first has had the new one for long enough", async () => {
            const { photos, waves, held, lost } = await inTwoWaves(testbed(), "wavesindays");
            const soaking = { ...waves, soak: "24h" };
            await photos.up(soaking);
            const { key1 } = photos.account.keys;

            const begun = await photos.up({ ...soaking, rotationTrigger: 2 });
            assert.deepEqual(photos.regenerated(begun.calls), ["key2"]);
            assert.match(begun.all, /in 2 waves, 1d apart/);
            assert.match(
                begun.all,
                /warning: uploads: key1 stays valid for the waves to come: wave 2 takes key2 after/,
            );
            const { key2 } = photos.account.keys;
            assert.deepEqual(held(), [key2, key1]);
            assert.equal((await photos.outputs()).settled, false);

            const preview = await photos.stack.preview();
            assert.match(preview.all, /would wait: key1 stays valid for the waves to come: wave 2 takes key2 after/);
            const early = await photos.up({ ...soaking, rotationTrigger: 2 });
            assert.deepEqual(
                photos.callsTo(early).map(({ operation }) => operation),
                ["storageAccounts/listKeys"],
            );
            const bumped = await photos.up({ ...soaking, rotationTrigger: 3 });
            assert.match(bumped.all, /the new trigger waits, because key1 of the last rotation is not retired yet/);
            assert.deepEqual(held(), [key2, key1]);

            const impatient = { ...soaking, soak: "1s", rotationTrigger: 2 };
            await photos.configure(impatient);
            const turn = await photos.stack.preview();
            assert.match(turn.all, /wave 2: switch .*\/UPLOADS_KEY \(restarts\) from key1 to key2/);
            const ended = await photos.up(impatient);
            assert.deepEqual(photos.regenerated(ended.calls), ["key1"]);
            assert.deepEqual(held(), [key2, key2]);
            assert.equal((await photos.outputs()).settled, true);
            assert.deepEqual(lost(), []);
        });

        it("go forward together in an emergency: by two updates, of which the first says what it does", async () => {
            const { photos, waves, held, lost } = await inTwoWaves(testbed(), "wavesback");
            const soaking = { ...waves, soak: "30d" };
            await photos.up(soaking);
            const { key1 } = photos.account.keys;
            await photos.up({ ...soaking, rotationTrigger: 2 });
            const { key2 } = photos.account.keys;
            assert.deepEqual(held(), [key2, key1]);

            const leak = { ...soaking, rotationTrigger: 2, emergencyTrigger: "leak" };
            const first = await photos.up(leak);
            assert.match(
                first.all,
                /warning: uploads: web-wavesback-second\/UPLOADS_KEY holds key1 of the last rotation, so key2 cannot be replaced yet and still works; that rotation goes first/,
            );
            assert.doesNotMatch(first.all, /left as it is/);
            assert.deepEqual(photos.regenerated(first.calls), ["key1"]);
            assert.deepEqual(held(), [key2, key2]);

            const next = await photos.up(leak);
            assert.deepEqual(photos.regenerated(next.calls), ["key1", "key2"]);
            assert.deepEqual(photos.account.accepts(key1) || photos.account.accepts(key2), false);
            assert.deepEqual(held(), [photos.account.keys.key1, photos.account.keys.key1]);
            assert.equal((await photos.outputs()).settled, true);
            assert.deepEqual(lost(), []);
        });
    });

    alongside("of which a key is regenerated by hand between them", ({ it }) => {
        it("go on together in the same `up` where it is the key of those behind", async () => {
            const { photos, waves, held } = await inTwoWaves(testbed(), "wavestandby");
            const soaking = { ...waves, soak: "30d" };
            await photos.up(soaking);
            await photos.up({ ...soaking, rotationTrigger: 2 });
            photos.account.regenerate("key1");
            const mended = await photos.up({ ...soaking, rotationTrigger: 2 });
            const { key2 } = photos.account.keys;
            assert.deepEqual(held(), [key2, key2]);
            assert.deepEqual(photos.regenerated(mended.calls), []);
            assert.equal((await photos.outputs()).settled, true);
        });

        it("stop where it is the key in use: those behind keep theirs, which works, until a refresh has mended the others", async () => {
            const { photos, waves, held } = await inTwoWaves(testbed(), "waveactive");
            const soaking = { ...waves, soak: "30d" };
            await photos.up(soaking);
            await photos.up({ ...soaking, rotationTrigger: 2 });
            const { key1, key2 } = photos.account.keys;
            photos.account.regenerate("key2");
            const over = { ...waves, soak: "1s", rotationTrigger: 2 };
            const refused = await photos.upFails(over);
            assert.match(
                refused.all,
                /error: uploads: key2 was regenerated outside this stack; no key was changed by this update; run `pulumi up --refresh`/,
            );
            assert.deepEqual(held(), [key2, key1]);

            await photos.up({ ...soaking, rotationTrigger: 2 }, ["--refresh"]);
            assert.deepEqual(held(), [photos.account.keys.key2, key1]);
            const ended = await photos.up(over);
            assert.deepEqual(photos.regenerated(ended.calls), ["key1"]);
            assert.deepEqual(held(), [photos.account.keys.key2, photos.account.keys.key2]);
            assert.equal((await photos.outputs()).settled, true);
        });
    });

    alongside("of which one fails", ({ it }) => {
        it("stop there, and the next `up` goes on", async () => {
            const { photos, second, waves, lost } = await inTwoWaves(testbed(), "wavefails");
            await photos.up(waves);
            const { key1 } = photos.account.keys;
            const fault = photos.azure.faults.add({
                operation: "sites/config/appsettings/put",
                match: ({ target }) => target === photos.site.name,
                status: 403,
            });
            const failed = await photos.upFails({ ...waves, rotationTrigger: 2 });
            fault.remove();
            assert.equal(second.runningSettings.UPLOADS_KEY, key1);
            assert.deepEqual(photos.regenerated(failed.calls), ["key2"]);
            const repaired = await photos.up({ ...waves, rotationTrigger: 2 });
            assert.deepEqual(photos.regenerated(repaired.calls), ["key1"]);
            assert.equal(second.runningSettings.UPLOADS_KEY, photos.account.keys.key2);
            assert.deepEqual(lost(), []);
        });
    });
});
