import assert from "node:assert/strict";
import { makeResources, Photos, THEIRS } from "./support/photos";
import type { Run } from "./support/stack";
import { describeOnEngine } from "./support/testbed";

describeOnEngine("adopting", (testbed) => {
    describe("a pair whose applications use the first slot", () => {
        let photos: Photos;
        let adopted: Run;
        let fingerprints: Photos["fingerprints"];

        before(async () => {
            photos = await Photos.make(testbed(), "adopted");
            fingerprints = photos.fingerprints;
            adopted = await photos.up({ keyVaultSecrets: [photos.secret] });
        });

        it("regenerates nothing", () => {
            assert.deepEqual(photos.regenerated(adopted.calls), []);
            assert.deepEqual(photos.fingerprints, fingerprints);
        });

        it("gives every consumer the key in that slot", () => {
            const { key1 } = photos.account.keys;
            const { UPLOADS, UPLOADS_KEY, ...others } = photos.site.runningSettings;
            assert.equal(UPLOADS_KEY, key1);
            assert.match(UPLOADS ?? "", new RegExp(`;AccountName=adopted;AccountKey=${escaped(key1)};`));
            assert.deepEqual(others, THEIRS);
            assert.equal(photos.vault.get("uploads").current.value, key1);
        });

        it("is settled at generation 0", async () => {
            const { activeSlot, generation, settled, keyFingerprint, retiresAt } = await photos.outputs();
            assert.deepEqual(
                { activeSlot, generation, settled, keyFingerprint, retiresAt },
                {
                    activeSlot: "key1",
                    generation: 0,
                    settled: true,
                    keyFingerprint: fingerprints.key1,
                    retiresAt: undefined,
                },
            );
        });
    });

    describe("a pair whose applications use the second slot", () => {
        let photos: Photos;

        before(async () => {
            photos = await Photos.make(testbed(), "second");
            await photos.up({ initialSlot: "key2" });
        });

        it("gives consumers key2, and rotates to key1 first", async () => {
            assert.equal(photos.watch.slotInUse, "key2");
            const rotated = await photos.up({ initialSlot: "key2", rotationTrigger: 2 });
            assert.deepEqual(photos.regenerated(rotated.calls), ["key1", "key2"]);
            assert.equal((await photos.outputs()).activeSlot, "key1");
            assert.equal(photos.watch.slotInUse, "key1");
            assert.deepEqual(photos.watch.lost, []);
        });
    });

    describe("another account in the place of the one before (rule 17)", () => {
        it("gives consumers its key and regenerates nothing, whatever the trigger says", async () => {
            const photos = await Photos.make(testbed(), "former");
            await photos.up();
            await makeResources(testbed(), "successor");
            const successor = photos.azure.storage.get("successor");

            const source = { ...photos.args.source, name: "successor" };
            const moved = await photos.up({ source, rotationTrigger: 2 });

            assert.equal(moved.calls.filter(({ operation }) => operation.endsWith("regenerateKey")).length, 0);
            assert.equal(photos.site.runningSettings.UPLOADS_KEY, successor.keys.key1);
            const { activeSlot, generation, settled } = await photos.outputs();
            assert.deepEqual({ activeSlot, generation, settled }, { activeSlot: "key1", generation: 0, settled: true });
        });
    });
});

function escaped(text: string): string {
    return text.replace(/[+/]/g, "\\$&");
}
