// Renaming a pair and moving it; that removing an entry, a pair or a stack takes nothing away is in overwritten.test.ts (rule 27).
import assert from "node:assert/strict";
import { alongside } from "./support/alongside";
import { type PairChange, Photos } from "./support/photos";
import { describeOnEngine } from "./support/testbed";

describeOnEngine("a pair that was rotated once", (testbed) => {
    async function rotated(name: string) {
        const photos = await Photos.make(testbed(), name);
        await photos.up();
        await photos.up({ rotationTrigger: 2 });
        const { keys } = photos.account;
        /** Runs `up` with a pair of that name and no other. */
        const upAs = async (
            pair: string,
            change: PairChange & { readonly formerName?: string; readonly moved?: true },
        ) => {
            await photos.stack.configure({ pairs: { [pair]: { ...photos.args, rotationTrigger: 2, ...change } } });
            return photos.stack.up();
        };
        const assertUntouched = () => {
            assert.deepEqual(photos.account.keys, keys);
            assert.equal(photos.site.runningSettings.UPLOADS_KEY, keys.key2);
            assert.deepEqual(photos.watch.lost, []);
        };
        return { photos, upAs, assertUntouched };
    }

    alongside("and is renamed with an alias", ({ it }) => {
        it("goes on under the new name, without a call", async () => {
            const { photos, upAs, assertUntouched } = await rotated("renamed");
            assert.deepEqual(photos.callsTo(await upAs("photos", { formerName: "uploads" })), []);
            assert.equal((await photos.stack.outputs("RotatingKeyPair", "photos")).generation, 1);
            assertUntouched();
        });
    });

    alongside("and is moved into a component with an alias", ({ it }) => {
        it("goes on there, without a call", async () => {
            const { photos, upAs, assertUntouched } = await rotated("moved");
            assert.deepEqual(photos.callsTo(await upAs("uploads", { moved: true })), []);
            assert.equal((await photos.outputs()).generation, 1);
            assertUntouched();
        });
    });

    alongside("and is renamed without an alias", ({ it }) => {
        it("is adopted anew, and with the slot in use as `initialSlot` nothing is regenerated or moved", async () => {
            const { photos, upAs, assertUntouched } = await rotated("readopted");
            const run = await upAs("photos", { initialSlot: "key2" });
            assert.deepEqual(photos.regenerated(run.calls), []);
            const { generation, activeSlot } = await photos.stack.outputs("RotatingKeyPair", "photos");
            assert.deepEqual([generation, activeSlot], [0, "key2"]);
            await photos.site.settled();
            assertUntouched();
        });
    });
});
