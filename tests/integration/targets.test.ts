import assert from "node:assert/strict";
import { alongside } from "./support/alongside";
import { type PairChange, Photos } from "./support/photos";
import { CUSTOM, type Run } from "./support/stack";
import { describeOnEngine } from "./support/testbed";

const ROTATION_AND_RETIREMENT = ["--target", "**uploads-rotation", "--target", "**uploads-retirement"];

const SENTENCE = /key1 stays valid; run `pulumi up` without `--target` and `--exclude`/;

/** The sentences of the run that say who was not written. */
function notWritten({ all }: Run): string {
    return all
        .split("\n")
        .filter((line) => line.includes("not written with key2"))
        .join("\n");
}

describeOnEngine("resources that the engine skips", (testbed) => {
    async function rotatedPast(photos: Photos, change: PairChange, args: readonly string[]): Promise<Run> {
        const run = await photos.up({ ...change, rotationTrigger: 2 }, args);
        assert.deepEqual(photos.regenerated(run.calls), ["key2"]);
        assert.match(run.all, SENTENCE);
        assert.equal((await photos.outputs()).settled, false);
        return run;
    }

    async function endedByWhole(photos: Photos, change: PairChange): Promise<void> {
        const ended = await photos.up({ ...change, rotationTrigger: 2 });
        assert.deepEqual(photos.regenerated(ended.calls), ["key1"]);
        assert.equal((await photos.outputs()).settled, true);
        assert.deepEqual(photos.watch.lost, []);
    }

    alongside("a setting and a secret, by --target", ({ it }) => {
        it("rule 23: hold the retirement back and are named, also in the next such `up`; a whole `up` ends it", async () => {
            const photos = await Photos.make(testbed(), "targeted");
            const change = { keyVaultSecrets: [photos.secret] };
            await photos.up(change);
            const { key1 } = photos.account.keys;
            const first = await rotatedPast(photos, change, ROTATION_AND_RETIREMENT);
            assert.match(notWritten(first), /web-targeted/);
            assert.match(notWritten(first), /uploads/);
            const again = await photos.up({ ...change, rotationTrigger: 2 }, ROTATION_AND_RETIREMENT);
            assert.deepEqual(photos.regenerated(again.calls), []);
            const bumped = await photos.up({ ...change, rotationTrigger: 3 }, ROTATION_AND_RETIREMENT);
            assert.deepEqual(photos.regenerated(bumped.calls), []);
            assert.ok(photos.account.accepts(key1));
            await endedByWhole(photos, change);
            assert.equal(photos.watch.slotInUse, "key2");
            assert.equal(photos.vault.get("uploads").current.value, photos.account.keys.key2);
        });
    });

    alongside("a secret, by --exclude", ({ it }) => {
        it("rule 23: holds the retirement back and is named, alone", async () => {
            const photos = await Photos.make(testbed(), "excluded");
            const change = { keyVaultSecrets: [photos.secret] };
            await photos.up(change);
            const run = await rotatedPast(photos, change, ["--exclude", "**uploads-secret*"]);
            assert.doesNotMatch(notWritten(run), /web-excluded/);
            assert.equal(photos.watch.slotInUse, "key2");
            await endedByWhole(photos, change);
            assert.equal(photos.vault.get("uploads").current.value, photos.account.keys.key2);
        });
    });

    alongside("a resource of the user's own", ({ it }) => {
        it("rule 23: holds the retirement back and is named, whatever the engine shows of it", async () => {
            const photos = await Photos.make(testbed(), "ownskipped", CUSTOM);
            await photos.up();
            const before = (await photos.stack.outputs("RandomString")).result;
            const run = await rotatedPast(photos, {}, [...ROTATION_AND_RETIREMENT, "--target", "**uploads-settings*"]);
            assert.match(notWritten(run), /theirs/);
            assert.equal((await photos.stack.outputs("RandomString")).result, before);
            const again = await photos.up({ rotationTrigger: 2 }, ["--exclude", "**theirs"]);
            assert.deepEqual(photos.regenerated(again.calls), []);
            await endedByWhole(photos, {});
            assert.notEqual((await photos.stack.outputs("RandomString")).result, before);
        });
    });
});
