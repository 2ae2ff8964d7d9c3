import assert from "node:assert/strict";
import type { StorageAccount } from "local-azure";
import { alongside } from "./support/alongside";
import { makeResources, type PairChange, Photos } from "./support/photos";
import type { Run } from "./support/stack";
import { describeOnEngine, GROUP, type Testbed } from "./support/testbed";

/** A pair with another account that it can move to. */
async function withOther(testbed: Testbed, name: string) {
    const photos = await Photos.make(testbed, name);
    await makeResources(testbed, `${name}next`);
    const other: StorageAccount = photos.azure.storage.get(`${name}next`);
    const source = { service: "storageAccount", resourceGroupName: GROUP, name: other.name } as const;
    const regeneratedOfOther = ({ calls }: Run) =>
        calls
            .filter(({ operation, target }) => operation === "storageAccounts/regenerateKey" && target === other.name)
            .map(({ detail }) => detail);
    return { photos, other, moved: { source } satisfies PairChange, regeneratedOfOther };
}

const WAITS =
    /this update adopts another source, so the rotation that was asked for waits; run `pulumi up` again to rotate/;

describeOnEngine("a pair that gets another source", (testbed) => {
    for (const [name, trigger] of Object.entries({
        rotation: { rotationTrigger: 2 },
        emergency: { emergencyTrigger: "leak" },
    } satisfies Record<string, PairChange>)) {
        alongside(`in the update that asks for a${name === "rotation" ? "" : "n"} ${name}`, ({ it }) => {
            it("rule 17: adopts it, says that the trigger waits, and the next `up` takes it", async () => {
                const { photos, other, moved, regeneratedOfOther } = await withOther(testbed(), `src${name}`);
                await photos.up();
                const adopted = await photos.up({ ...moved, ...trigger });
                assert.match(adopted.all, WAITS);
                assert.deepEqual(regeneratedOfOther(adopted), []);
                assert.deepEqual(photos.regenerated(adopted.calls), []);
                assert.equal(photos.site.runningSettings.UPLOADS_KEY, other.keys.key1);

                const taken = await photos.up({ ...moved, ...trigger });
                assert.deepEqual(regeneratedOfOther(taken), ["key2", "key1"]);
                assert.equal(photos.site.runningSettings.UPLOADS_KEY, other.keys.key2);
                assert.equal((await photos.outputs()).settled, true);
                const unchanged = await photos.up({ ...moved, ...trigger });
                assert.deepEqual(
                    unchanged.calls.filter(({ target }) => target === other.name),
                    [],
                );
            });
        });
    }

    alongside("while a rotation of the first is unfinished", ({ it }) => {
        it("rule 17: says which key of the first source still works, regenerates nothing of it, and goes on", async () => {
            const { photos, other, moved, regeneratedOfOther } = await withOther(testbed(), "srcmidway");
            const gates = [{ kind: "grace", duration: "24h" }] as const;
            await photos.up({ gates });
            const { key1 } = photos.account.keys;
            await photos.up({ rotationTrigger: 2, gates });
            const adopted = await photos.up({ ...moved, rotationTrigger: 2, gates });
            assert.match(adopted.all, /key1 of \S*srcmidway, the source before, was not retired and still works/);
            assert.deepEqual(photos.regenerated(adopted.calls), []);
            assert.deepEqual(regeneratedOfOther(adopted), []);
            assert.ok(photos.account.accepts(key1));
            assert.equal(photos.site.runningSettings.UPLOADS_KEY, other.keys.key1);
            assert.equal((await photos.outputs()).settled, true);

            const rotated = await photos.up({ ...moved, rotationTrigger: 3 });
            assert.deepEqual(regeneratedOfOther(rotated), ["key2", "key1"]);
            assert.equal(photos.site.runningSettings.UPLOADS_KEY, other.keys.key2);
        });
    });
});

describeOnEngine("a pair that is pinned when it is adopted", (testbed) => {
    for (const rotateEvery of [undefined, "1s"]) {
        const how = rotateEvery === undefined ? "" : ", also where a rotation is due by age";
        alongside(`to the slot that applications use${how}`, ({ it }) => {
            it("rule 9: gives consumers that key from the first `up` on, and the next one changes nothing", async () => {
                const photos = await Photos.make(testbed(), `pinned${rotateEvery ?? "plain"}`);
                photos.site.editSetting("UPLOADS_KEY", photos.account.keys.key2);
                await photos.site.settled();
                const pin = { pinnedSlot: "key2", ...(rotateEvery === undefined ? {} : { rotateEvery }) };
                const adopted = await photos.up(pin);
                const again = await photos.up(pin);
                assert.deepEqual(photos.regenerated([...adopted.calls, ...again.calls]), []);
                assert.equal(photos.watch.slotInUse, "key2");
                const { activeSlot, generation, settled } = await photos.outputs();
                assert.deepEqual(
                    { activeSlot, generation, settled },
                    { activeSlot: "key2", generation: 0, settled: true },
                );
                const bumped = await photos.up({ ...pin, rotationTrigger: 2 });
                assert.deepEqual(photos.regenerated(bumped.calls), []);
                assert.match(bumped.all, /the pair is pinned to key2, so a rotation waits/);
                const freed = await photos.up({ rotationTrigger: 2 });
                assert.deepEqual(photos.regenerated(freed.calls), ["key1", "key2"]);
                assert.equal(photos.watch.slotInUse, "key1");
                assert.deepEqual(photos.watch.lost, []);
            });
        });
    }
});
