import assert from "node:assert/strict";
import { alongside } from "./support/alongside";
import { Photos } from "./support/photos";
import { describeOnEngine } from "./support/testbed";

describeOnEngine("a secret whose current version is disabled by hand", (testbed) => {
    /** Disables it once it was written in a rotation, as somebody would who does not know of one. */
    function disableAfterWrite(photos: Photos): void {
        const written = photos.vault.get("uploads").versions.length;
        const end = photos.azure.journal.on(() => {
            const secret = photos.vault.get("uploads");
            if (secret.versions.length > written) {
                end();
                secret.describe({ attributes: { enabled: false } });
            }
        });
    }

    alongside("that readers fetch by themselves", ({ it }) => {
        it("rule 14: is not what readers can use: the old key stays valid, and the secret is named", async () => {
            const photos = await Photos.make(testbed(), "disabled");
            const change = { keyVaultSecrets: [photos.secret], appSettings: [] };
            await photos.up(change);
            const { key1 } = photos.account.keys;
            disableAfterWrite(photos);
            const held = await photos.up({ ...change, rotationTrigger: 2 });
            assert.deepEqual(photos.regenerated(held.calls), ["key2"]);
            assert.ok(photos.account.accepts(key1));
            assert.match(held.all, /uploads.*disabled/);
            assert.equal((await photos.outputs()).settled, false);

            const again = await photos.up({ ...change, rotationTrigger: 2 });
            assert.deepEqual(photos.regenerated(again.calls), []);
            photos.vault.get("uploads").describe({ attributes: { enabled: true } });
            const ended = await photos.up({ ...change, rotationTrigger: 2 });
            assert.deepEqual(photos.regenerated(ended.calls), ["key1"]);
            assert.equal((await photos.outputs()).settled, true);
            assert.deepEqual(photos.watch.lost, []);
        });
    });
});
