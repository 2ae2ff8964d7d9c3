import assert from "node:assert/strict";
import { alongside } from "./support/alongside";
import { type PairChange, type PairOutputs, Photos } from "./support/photos";
import { describeOnEngine } from "./support/testbed";

/** Ways in which a Rotation begins a second life; each returns the `up` in which it does. */
const WAYS = {
    "is replaced on command": async (photos: Photos, change: PairChange) => {
        const { urn } = await photos.stack.resource(":Rotation");
        return photos.up(change, ["--replace", urn]);
    },
    "was lost from the state": async (photos: Photos, change: PairChange) => {
        await photos.stack.forget(":Rotation");
        return photos.up(change);
    },
} as const;

describeOnEngine("a Rotation that is made anew", (testbed) => {
    for (const [index, [how, remake]] of Object.entries(WAYS).entries()) {
        alongside(`because it ${how}`, ({ before, it }) => {
            let photos: Photos;
            let former: PairOutputs;
            const initialSlot = "key2";
            const acknowledged = ({ rotatedAt, keyFingerprint }: PairOutputs) => [
                { kind: "acknowledged", name: "media", given: { rotatedAt, keyFingerprint } } as const,
            ];

            before(async () => {
                photos = await Photos.make(testbed(), `anew${index}`);
                await photos.up();
                await photos.up({ rotationTrigger: 2 });
                former = await photos.outputs();
                assert.deepEqual([former.generation, former.settled], [1, true]);
            });

            it("rule 22: adopts, regenerates nothing, and is settled as what it is", async () => {
                const adopted = await remake(photos, { rotationTrigger: 2, initialSlot });
                assert.deepEqual(photos.regenerated(adopted.calls), []);
                const { activeSlot, generation, settled } = await photos.outputs();
                assert.deepEqual(
                    { activeSlot, generation, settled },
                    { activeSlot: "key2", generation: 0, settled: true },
                );
                assert.deepEqual(photos.watch.lost, []);
            });

            it("rule 22: is not settled by the generation of its former life, whose acknowledgement opens nothing", async () => {
                const { key2 } = photos.account.keys;
                const gates = acknowledged(former);
                const rotated = await photos.up({ rotationTrigger: 3, initialSlot, gates });
                assert.deepEqual(photos.regenerated(rotated.calls), ["key1"]);
                assert.match(rotated.all, /media has not acknowledged generation 1; key2 stays valid/);
                const outputs = await photos.outputs();
                assert.deepEqual([outputs.generation, outputs.settled], [1, false]);
                assert.ok(photos.account.accepts(key2));

                const acknowledgedNow = { rotationTrigger: 3, initialSlot, gates: acknowledged(outputs) };
                const retired = await photos.up(acknowledgedNow);
                assert.deepEqual(photos.regenerated(retired.calls), ["key2"]);
                assert.equal((await photos.outputs()).settled, true);
            });

            it("rule 22: takes the triggers that follow", async () => {
                const next = await photos.up({ rotationTrigger: 4, initialSlot });
                assert.deepEqual(photos.regenerated(next.calls), ["key2", "key1"]);
                assert.equal((await photos.outputs()).settled, true);
                assert.equal(photos.watch.slotInUse, "key2");
                assert.deepEqual(photos.watch.lost, []);
            });
        });
    }

    alongside("while a rotation is unfinished", ({ it }) => {
        it("rule 22: leaves the outgoing key valid and says nothing of an end, and the next rotation retires it", async () => {
            const photos = await Photos.make(testbed(), "anewmidway");
            await photos.up();
            const { key1 } = photos.account.keys;
            const gates = [{ kind: "grace", duration: "24h" }] as const;
            await photos.up({ rotationTrigger: 2, gates });
            await photos.stack.forget(":Rotation");
            const adopted = await photos.up({ rotationTrigger: 2, gates, initialSlot: "key2" });
            assert.deepEqual(photos.regenerated(adopted.calls), []);
            assert.ok(photos.account.accepts(key1));
            assert.doesNotMatch(adopted.all, /retiring|retired/);
            const next = await photos.up({ rotationTrigger: 3, initialSlot: "key2" });
            assert.deepEqual(photos.regenerated(next.calls), ["key1", "key2"]);
            assert.equal(photos.account.accepts(key1), false);
            assert.equal((await photos.outputs()).settled, true);
            assert.deepEqual(photos.watch.lost, []);
        });
    });
});
