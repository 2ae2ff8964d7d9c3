import assert from "node:assert/strict";
import { alongside } from "./support/alongside";
import { Photos } from "./support/photos";
import type { Run } from "./support/stack";
import { describeOnEngine } from "./support/testbed";

const unfinished = (who: string) =>
    `the switch from key1 to key2 is not finished: ${who}; key1 is not known to be retired; \`pulumi up\` goes on from there`;

const SETTINGS_PUT = "sites/config/appsettings/put";

describeOnEngine("a rotation that is not finished", (testbed) => {
    alongside("a consumer that fails", ({ before, it }) => {
        let photos: Photos;
        let failed: Run;
        let formerKey: string;

        before(async () => {
            photos = await Photos.make(testbed(), "failing");
            await photos.up();
            formerKey = photos.account.keys.key1;
            const match = ({ target }: { target: string }) => target === photos.site.name;
            const fault = photos.azure.faults.add({ operation: SETTINGS_PUT, match, status: 500, times: 100 });
            failed = await photos.upFails({ rotationTrigger: 2 });
            fault.remove();
        });

        it("fails the update and leaves the application on the old key, which still works", () => {
            assert.match(
                failed.all,
                /appsettings: 500 .*; the key that it had before still works; run `pulumi up` again/,
            );
            assert.deepEqual(photos.regenerated(failed.calls), ["key2"]);
            assert.equal(photos.watch.slotInUse, "key1");
            assert.ok(photos.account.accepts(formerKey));
            assert.equal(photos.site.runningSettings.UPLOADS_KEY, formerKey);
        });

        it("is told by the status, while the stack's outputs are still those of before", async () => {
            assert.deepEqual((({ activeSlot, settled }) => ({ activeSlot, settled }))(await photos.outputs()), {
                activeSlot: "key1",
                settled: true,
            });
            const { stdout, exitCode } = await photos.stack.status();
            const [pair] = JSON.parse(stdout);
            assert.equal(exitCode, 5);
            assert.deepEqual(
                [pair.pair, pair.slot, pair.generation, pair.condition],
                ["uploads", "key2", 1, "stopped"],
            );
            assert.equal(pair.state, unfinished("web-failing is not known to have key2"));
            assert.equal(pair.next, "pulumi up");
            assert.ok(Object.values(photos.account.keys).every((key) => !stdout.includes(key)));
        });

        it("is told by a preview, with who is on which key and how it goes on", async () => {
            const { all, calls } = await photos.stack.preview();
            const told = unfinished("web-failing/UPLOADS, web-failing/UPLOADS_KEY have key1");
            assert.ok(all.includes(`uploads: ${told}`), all);
            assert.deepEqual(photos.regenerated(calls), []);
        });

        it("is finished by the next `up`, with exactly 2 regenerates in all", async () => {
            const finished = await photos.up({ rotationTrigger: 2 });
            assert.deepEqual(photos.regenerated(finished.calls), ["key1"]);
            assert.equal(photos.watch.slotInUse, "key2");
            const { activeSlot, generation, settled } = await photos.outputs();
            assert.deepEqual({ activeSlot, generation, settled }, { activeSlot: "key2", generation: 1, settled: true });
            assert.deepEqual(photos.watch.lost, []);
            const status = await photos.stack.status();
            assert.equal(status.exitCode, 0, status.stdout);
            assert.equal(JSON.parse(status.stdout)[0].state, "every consumer has key2");
        });

        it("is said of no rotation that one update does from its beginning to its end", async () => {
            const { all } = await photos.up({ rotationTrigger: 3 });
            assert.doesNotMatch(all, /is not finished/);
        });
    });

    alongside("a trigger that changes while readers have the old key cached (rule 5)", ({ before, it }) => {
        let photos: Photos;
        let bumped: Run;

        /** The pair with a secret whose readers keep a copy. */
        const cached = () => ({ keyVaultSecrets: [{ ...photos.secret, cachedFor: "24h" }] });

        before(async () => {
            photos = await Photos.make(testbed(), "cached");
            await photos.up(cached());
            const rotated = await photos.up({ ...cached(), rotationTrigger: 2 });
            assert.deepEqual(photos.regenerated(rotated.calls), ["key2"]);
            bumped = await photos.up({ ...cached(), rotationTrigger: 3 });
        });

        it("waits, and a warning says for what", async () => {
            assert.deepEqual(photos.regenerated(bumped.calls), []);
            assert.match(
                bumped.all,
                /warning: uploads: the new trigger waits, because key1 of the last rotation is not retired yet/,
            );
            assert.match(bumped.all, /warning: uploads: readers may have key1 cached until \d{4}-/);
            const { activeSlot, generation, settled, retiresAt } = await photos.outputs();
            assert.deepEqual(
                { activeSlot, generation, settled },
                { activeSlot: "key2", generation: 1, settled: false },
            );
            const inMs = Date.parse(retiresAt ?? "") - Date.now();
            assert.ok(inMs > 23.9 * 3_600_000 && inMs <= 24 * 3_600_000, retiresAt);
        });

        it("is taken by the `up` after the one that finished the old rotation", async () => {
            const finished = await photos.up({ keyVaultSecrets: [photos.secret], rotationTrigger: 3 });
            assert.deepEqual(photos.regenerated(finished.calls), ["key1"]);
            assert.match(finished.all, /the first `pulumi up` after its retirement takes the trigger/);
            assert.equal((await photos.outputs()).settled, true);

            const taken = await photos.up({ keyVaultSecrets: [photos.secret], rotationTrigger: 3 });
            assert.deepEqual(photos.regenerated(taken.calls), ["key1", "key2"]);
            const { activeSlot, generation, settled } = await photos.outputs();
            assert.deepEqual({ activeSlot, generation, settled }, { activeSlot: "key1", generation: 2, settled: true });
            assert.deepEqual(photos.watch.lost, []);
        });
    });

    alongside("a regenerate that the service accepts and then fails", ({ it }) => {
        it("is told with the service's own words, as something to mend, after a list has shown that it had no effect", async () => {
            const photos = await Photos.make(testbed(), "failinglater");
            await photos.up();
            const { key2 } = photos.account.keys;
            const fault = photos.azure.faults.add({
                operation: "storageAccounts/regenerateKey",
                match: ({ target }) => target === photos.account.name,
                longRunning: { durationMs: 10 },
                status: 500,
                body: { error: { code: "KeyVaultUnreachable", message: "The key cannot be wrapped." } },
                times: 100,
            });
            const failed = await photos.upFails({ rotationTrigger: 2 });
            assert.match(
                failed.all,
                /error: uploads: the rotation stopped: POST \S+\/regenerateKey: was accepted but failed later \(KeyVaultUnreachable: The key cannot be wrapped\.\); no consumer was touched, all go on with key1; once that is mended, run `pulumi up` again/,
            );
            assert.equal(photos.account.keys.key2, key2);

            fault.remove();
            assert.deepEqual(photos.regenerated((await photos.up({ rotationTrigger: 2 })).calls), ["key2", "key1"]);
            assert.deepEqual(photos.watch.lost, []);
        });

        it("is taken as done where a list shows that it had its effect all the same", async () => {
            const photos = await Photos.make(testbed(), "failedafter");
            await photos.up();
            photos.azure.faults.add({
                operation: "storageAccounts/regenerateKey",
                match: ({ target }) => target === photos.account.name,
                longRunning: { durationMs: 10 },
                status: 500,
                afterEffect: true,
            });
            assert.deepEqual(photos.regenerated((await photos.up({ rotationTrigger: 2 })).calls), ["key2", "key1"]);
            assert.equal((await photos.outputs()).settled, true);
            assert.deepEqual(photos.watch.lost, []);
        });
    });

    alongside("a trigger that changes while a consumer has failed (rule 5)", ({ it }) => {
        it("waits until an `up` has finished the old rotation, and is taken by the next", async () => {
            const photos = await Photos.make(testbed(), "unfinished");
            await photos.up();
            const match = ({ target }: { target: string }) => target === photos.site.name;
            const fault = photos.azure.faults.add({ operation: SETTINGS_PUT, match, status: 403, times: 100 });
            await photos.upFails({ rotationTrigger: 2 });
            fault.remove();

            const finished = await photos.up({ rotationTrigger: 3 });
            assert.match(finished.all, /warning: uploads: the new trigger waits/);
            assert.deepEqual(photos.regenerated(finished.calls), ["key1"]);
            assert.equal((await photos.outputs()).generation, 1);

            const taken = await photos.up({ rotationTrigger: 3 });
            assert.deepEqual(photos.regenerated(taken.calls), ["key1", "key2"]);
            assert.equal((await photos.outputs()).generation, 2);
            assert.deepEqual(photos.watch.lost, []);
        });
    });
});
