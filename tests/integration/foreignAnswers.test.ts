import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { ForeignAnswer } from "local-azure";
import { alongside } from "./support/alongside";
import { Photos } from "./support/photos";
import { describeOnEngine } from "./support/testbed";

const LOOK = "sites/config/appsettings/list";
const LOOKS = [
    "signIn",
    "notModified",
    "noContent",
    "emptyBody",
    "untrueNotFound",
    "truncated",
] as const satisfies readonly ForeignAnswer[];
const RESTARTS = ["signIn", "notModified", "nowhereToAsk", "html"] as const satisfies readonly ForeignAnswer[];

describeOnEngine("answers of somebody in between", (testbed) => {
    alongside("to one look at an app that holds the standby key", ({ before, it }) => {
        let photos: Photos;
        let key2: string;

        before(async () => {
            photos = await Photos.make(testbed(), "foreignlook");
            await photos.up();
            key2 = photos.account.keys.key2;
            photos.site.editSetting("UPLOADS_KEY", key2);
            await photos.site.settled();
        });

        for (const foreign of LOOKS) {
            it(`rule 31: ${foreign} does not mean that the app holds nothing`, async () => {
                const match = ({ target }: { target: string }) => target === photos.site.name;
                const fault = photos.azure.faults.add({ operation: LOOK, match, foreign });
                const deferred = await photos.up({ rotationTrigger: 2 });
                assert.equal(fault.hits, 1);
                fault.remove();
                assert.deepEqual(photos.regenerated(deferred.calls), []);
                assert.match(deferred.all, /warning: uploads: web-foreignlook\/UPLOADS_KEY holds key2/);
                assert.equal(photos.account.keys.key2, key2);
                assert.deepEqual(photos.watch.lost, []);
            });
        }
    });

    alongside("to every look at an app before the old key is retired", ({ it }) => {
        it("rule 31: an app that was written and is said to be absent keeps the key valid, and is named", async () => {
            const photos = await Photos.make(testbed(), "foreignabsent");
            await photos.up();
            const { key1 } = photos.account.keys;
            // Gates are asked when every consumer has switched, and before the last look.
            const switched = join(testbed().sandbox.directory, "foreign-switched");
            const gate = { kind: "command", command: ["touch", switched], timeout: "60s" } as const;
            const fault = photos.azure.faults.add({
                operation: LOOK,
                match: ({ target }) => target === photos.site.name && existsSync(switched),
                foreign: "untrueNotFound",
                times: 100,
            });
            const held = await photos.up({ rotationTrigger: 2, gates: [gate] });
            fault.remove();
            assert.deepEqual(photos.regenerated(held.calls), ["key2"]);
            assert.ok(photos.account.accepts(key1));
            assert.match(held.all, /web-foreignabsent may hold key1 \(this stack wrote it, and it is not there now\)/);
            assert.equal((await photos.outputs()).settled, false);
            const ended = await photos.up({ rotationTrigger: 2 });
            assert.deepEqual(photos.regenerated(ended.calls), ["key1"]);
            assert.deepEqual(photos.watch.lost, []);
        });
    });

    alongside("to a restart", ({ before, it }) => {
        let photos: Photos;
        let trigger = 1;

        before(async () => {
            photos = await Photos.make(testbed(), "foreignrestart");
            await photos.up();
        });

        for (const foreign of RESTARTS) {
            it(`rule 31: ${foreign} does not mean that the app runs with the new key`, async () => {
                trigger += 1;
                const match = ({ target }: { target: string }) => target === photos.site.name;
                const fault = photos.azure.faults.add({ operation: "sites/restart", match, foreign });
                const first = await photos.upAnyhow({ rotationTrigger: trigger });
                assert.equal(fault.hits, 1);
                fault.remove();
                assert.deepEqual(photos.watch.lost, []);
                const rest = await photos.up({ rotationTrigger: trigger });
                const slots = trigger % 2 === 0 ? ["key2", "key1"] : ["key1", "key2"];
                assert.deepEqual(photos.regenerated([...first.calls, ...rest.calls]), slots);
                assert.equal(photos.watch.slotInUse, slots[0]);
                assert.equal((await photos.outputs()).settled, true);
                assert.deepEqual(photos.watch.lost, []);
            });
        }
    });
});
