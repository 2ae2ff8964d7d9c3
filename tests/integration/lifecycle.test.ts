import assert from "node:assert/strict";
import { Photos } from "./support/photos";
import { describeOnEngine } from "./support/testbed";

const LONG_GRACE = { gates: [{ kind: "grace", duration: "48h" }] } as const;

describeOnEngine("a roll-back (rule 9)", (testbed) => {
    it("takes consumers back in one `up`, without a new key, and triggers wait for the pin to go", async () => {
        const photos = await Photos.make(testbed(), "pinned");
        await photos.up(LONG_GRACE);
        const { key1 } = photos.account.keys;
        await photos.up({ ...LONG_GRACE, rotationTrigger: 2 });
        assert.equal(photos.watch.slotInUse, "key2");

        const back = await photos.up({ ...LONG_GRACE, rotationTrigger: 2, pinnedSlot: "key1" });
        assert.deepEqual(photos.regenerated(back.calls), []);
        assert.equal(photos.site.runningSettings.UPLOADS_KEY, key1);

        const bumped = await photos.up({ ...LONG_GRACE, rotationTrigger: 3, pinnedSlot: "key1" });
        assert.deepEqual(photos.regenerated(bumped.calls), []);
        assert.match(bumped.all, /warning: uploads: the pair is pinned to key1, so a rotation waits/);
        assert.deepEqual(photos.watch.lost, []);
    });
});

describeOnEngine("an emergency (rule 8)", (testbed) => {
    it("rotates and retires in one `up`, whatever the last rotation still waits for", async () => {
        const photos = await Photos.make(testbed(), "leaked");
        await photos.up({ ...LONG_GRACE, emergencyTrigger: "none" });
        await photos.up({ ...LONG_GRACE, emergencyTrigger: "none", rotationTrigger: 2 });
        const leaked = photos.account.keys.key2;

        const preview = { ...LONG_GRACE, emergencyTrigger: "laptop", rotationTrigger: 2 };
        const rescued = await photos.up(preview);
        assert.deepEqual(photos.regenerated(rescued.calls), ["key1", "key2"]);
        assert.match(
            rescued.all,
            /regenerate key1; switch web-leaked\/UPLOADS, web-leaked\/UPLOADS_KEY \(restarts\) from key2 to key1; retire key2 at once/,
        );
        assert.equal(photos.account.accepts(leaked), false);
        assert.equal((await photos.outputs()).settled, true);
        assert.deepEqual(photos.regenerated((await photos.up(preview)).calls), []);
        assert.deepEqual(photos.watch.lost, []);
    });

    it("is another one where its trigger was taken away and is given again", async () => {
        const photos = await Photos.make(testbed(), "leakedagain");
        await photos.up({ emergencyTrigger: "true" });
        const calm = await photos.up({});
        assert.deepEqual(calm.calls, []);
        const rescued = await photos.up({ emergencyTrigger: "true" });
        assert.deepEqual(photos.regenerated(rescued.calls), ["key2", "key1"]);
        assert.deepEqual(photos.watch.lost, []);
    });
});

describeOnEngine("there and back (rule 10)", (testbed) => {
    it("takes two updates, each of which regenerates the slot that was left", async () => {
        const photos = await Photos.make(testbed(), "there");
        const strategy = "there-and-back";
        await photos.up({ strategy });
        const standby = photos.account.keys.key2;

        const there = await photos.up({ strategy, rotationTrigger: 2 });
        assert.deepEqual(photos.regenerated(there.calls), ["key1"]);
        assert.equal(photos.site.runningSettings.UPLOADS_KEY, standby);

        const back = await photos.up({ strategy, rotationTrigger: 2 });
        assert.deepEqual(photos.regenerated(back.calls), ["key2"]);
        assert.equal(photos.watch.slotInUse, "key1");

        const rest = await photos.up({ strategy, rotationTrigger: 2 });
        assert.equal(rest.calls.length, 0);
        assert.deepEqual(photos.watch.lost, []);
    });
});

describeOnEngine("age", (testbed) => {
    it("rotates in an `up` with nothing changed, and the preview says so", async () => {
        const photos = await Photos.make(testbed(), "aged");
        const rotateEvery = "3s";
        await photos.up({ rotateEvery });
        await new Promise((resolve) => setTimeout(resolve, 3_000));
        const preview = await photos.stack.preview();
        assert.match(preview.all, /uploads: generation 1: regenerate key2; switch .* from key1 to key2; retire key1/);
        assert.deepEqual(photos.regenerated(preview.calls), []);
        const rotated = await photos.up({ rotateEvery });
        assert.deepEqual(photos.regenerated(rotated.calls), ["key2", "key1"]);
    });
});

describeOnEngine("a new key that the service does not accept in time", (testbed) => {
    it("fails the update before any consumer is touched; the next `up` goes on", async () => {
        const photos = await Photos.make(testbed(), "slow");
        await photos.up();
        const { propagation } = photos.azure.storage;
        const usual = propagation.acceptedAfterMs;
        propagation.acceptedAfterMs = 3_600_000;
        const impatient = { rotationTrigger: 2, propagation: { interval: "100ms", timeout: "1s" } };
        const failed = await photos.upFails(impatient);
        propagation.acceptedAfterMs = usual;
        assert.match(failed.all, /does not accept the new key2 after 1s; no consumer was touched, all go on with key1/);
        assert.deepEqual(photos.regenerated(failed.calls), ["key2"]);
        assert.equal(photos.watch.slotInUse, "key1");

        const rotated = await photos.up({ rotationTrigger: 2 });
        assert.deepEqual(photos.regenerated(rotated.calls), ["key2", "key1"]);
        assert.deepEqual(photos.watch.lost, []);
    });
});
