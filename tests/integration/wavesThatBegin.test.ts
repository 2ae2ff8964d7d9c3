import assert from "node:assert/strict";
import type { Site } from "local-azure";
import { alongside } from "./support/alongside";
import { KeyWatch } from "./support/keyWatch";
import { type PairChange, Photos } from "./support/photos";
import { describeOnEngine, GROUP, type Testbed } from "./support/testbed";

/** A pair with its own site and two others, each in the wave that is asked for. */
async function threeSites(testbed: Testbed, name: string) {
    const photos = await Photos.make(testbed, name);
    const settings = { UPLOADS_KEY: "key" } as const;
    const others: Site[] = [];
    for (const nth of ["second", "third"]) {
        const site = `web-${name}-${nth}`;
        await testbed.arm("PUT", `Microsoft.Web/sites/${site}`, { location: "here" });
        others.push(photos.azure.sites.get(site));
    }
    const watches = others.map((site) => new KeyWatch(photos.azure, photos.account, site));
    const inWaves = (...waves: readonly (number | undefined)[]): PairChange => ({
        appSettings: [photos.site, ...others].map((site, index) => {
            const wave = waves[index];
            return { resourceGroupName: GROUP, site: site.name, settings, ...(wave === undefined ? {} : { wave }) };
        }),
    });
    return {
        photos,
        inWaves,
        held: () => [photos.site, ...others].map(({ runningSettings }) => runningSettings.UPLOADS_KEY),
        lost: () => [photos.watch, ...watches].flatMap((watch) => watch.lost),
    };
}

describeOnEngine("waves that begin with something else", (testbed) => {
    alongside("with the very update that rotates", ({ it }) => {
        it("rule 33: wait like any other, each for its soak", async () => {
            const { photos, inWaves, held, lost } = await threeSites(testbed(), "wavesnew");
            await photos.up(inWaves());
            const { key1 } = photos.account.keys;
            const waves = { ...inWaves(1, 2, 3), soak: "24h" };
            const begun = await photos.up({ ...waves, rotationTrigger: 2 });
            const { key2 } = photos.account.keys;
            assert.deepEqual(photos.regenerated(begun.calls), ["key2"]);
            assert.deepEqual(held(), [key2, key1, key1]);
            assert.match(begun.all, /key1 stays valid for the waves to come: wave 2 takes key2 after/);
            assert.equal((await photos.outputs()).settled, false);

            const still = await photos.up({ ...waves, rotationTrigger: 2 });
            assert.deepEqual(photos.regenerated(still.calls), []);
            assert.deepEqual(held(), [key2, key1, key1]);

            const ended = await photos.up({ ...inWaves(1, 2, 3), soak: "0s", rotationTrigger: 2 });
            assert.deepEqual(photos.regenerated(ended.calls), ["key1"]);
            assert.deepEqual(held(), [key2, key2, key2]);
            assert.equal((await photos.outputs()).settled, true);
            assert.deepEqual(lost(), []);
        });
    });

    alongside("with a consumer that moves to a later wave during a soak", ({ it }) => {
        it("rule 33: let it go on with the key that it has, and skip no soak", async () => {
            const { photos, inWaves, held, lost } = await threeSites(testbed(), "wavesmove");
            const soak = "24h";
            await photos.up({ ...inWaves(1, 2, 2), soak });
            const { key1 } = photos.account.keys;
            await photos.up({ ...inWaves(1, 2, 2), soak, rotationTrigger: 2 });
            const { key2 } = photos.account.keys;
            assert.deepEqual(held(), [key2, key1, key1]);

            const moved = await photos.up({ ...inWaves(1, 2, 3), soak, rotationTrigger: 2 });
            assert.deepEqual(photos.regenerated(moved.calls), []);
            assert.deepEqual(held(), [key2, key1, key1]);
            assert.equal((await photos.outputs()).settled, false);

            const ended = await photos.up({ ...inWaves(1, 2, 3), soak: "0s", rotationTrigger: 2 });
            assert.deepEqual(photos.regenerated(ended.calls), ["key1"]);
            assert.deepEqual(held(), [key2, key2, key2]);
            assert.deepEqual(lost(), []);
        });
    });

    alongside("with a first consumer that moves to a later wave during a soak", ({ it }) => {
        it("rule 33: take no key away from it", async () => {
            const { photos, inWaves, held, lost } = await threeSites(testbed(), "wavesfirst");
            const soak = "24h";
            await photos.up({ ...inWaves(1, 1, 2), soak });
            const { key1 } = photos.account.keys;
            await photos.up({ ...inWaves(1, 1, 2), soak, rotationTrigger: 2 });
            const { key2 } = photos.account.keys;
            assert.deepEqual(held(), [key2, key2, key1]);

            const moved = await photos.up({ ...inWaves(1, 3, 2), soak, rotationTrigger: 2 });
            assert.deepEqual(photos.regenerated(moved.calls), []);
            assert.equal(held()[0], key2);
            assert.equal(held()[2], key1);
            const ended = await photos.up({ ...inWaves(1, 3, 2), soak: "0s", rotationTrigger: 2 });
            assert.deepEqual(photos.regenerated(ended.calls), ["key1"]);
            assert.deepEqual(held(), [key2, key2, key2]);
            assert.equal((await photos.outputs()).settled, true);
            assert.deepEqual(lost(), []);
        });
    });

    alongside("with an emergency in the very update that makes them", ({ it }) => {
        it("rule 8: wait for nothing", async () => {
            const { photos, inWaves, held, lost } = await threeSites(testbed(), "wavesurgent");
            await photos.up(inWaves());
            const urgent = await photos.up({ ...inWaves(1, 2, 3), soak: "24h", emergencyTrigger: "leak" });
            assert.deepEqual(photos.regenerated(urgent.calls), ["key2", "key1"]);
            const { key2 } = photos.account.keys;
            assert.deepEqual(held(), [key2, key2, key2]);
            assert.equal((await photos.outputs()).settled, true);
            assert.deepEqual(lost(), []);
        });
    });
});
