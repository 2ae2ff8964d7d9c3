import assert from "node:assert/strict";
import { rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { connectionStrings } from "../../components/index";
import { alongside } from "./support/alongside";
import { type PairChange, Photos } from "./support/photos";
import { exists } from "./support/stoppedUp";
import { describeOnEngine, GROUP } from "./support/testbed";

/** Starts a page that is healthy, and moves something each time it is asked. */
async function pageThat(moves: () => Promise<void>): Promise<{ readonly url: string; readonly server: Server }> {
    const server = createServer((_, response) => {
        void moves().then(() => response.end("well"));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, server };
}

describeOnEngine("somebody who moves a setting while an update runs", (testbed) => {
    /** Ends what waits: nothing was retired, and a refresh mends it. */
    async function mended(photos: Photos, change: PairChange = {}) {
        await photos.site.settled();
        const run = await photos.up({ ...change, rotationTrigger: 2 }, ["--refresh"]);
        assert.deepEqual(photos.regenerated(run.calls), ["key1"]);
        assert.equal(photos.watch.slotInUse, "key2");
        assert.equal((await photos.outputs()).settled, true);
        assert.deepEqual(photos.watch.lost, []);
    }

    alongside("to the key about to be retired, while a command gate runs", ({ it }) => {
        it("rule 20: keeps that key valid", async () => {
            const photos = await Photos.make(testbed(), "lookcommand");
            await photos.up();
            const { key1 } = photos.account.keys;
            const [begun, go] = ["begun", "go"].map((name) => join(testbed().sandbox.directory, `look-${name}`));
            const command = ["sh", "-c", `touch ${begun}; while [ ! -e ${go} ]; do sleep 0.1; done`];
            const moved = (async () => {
                while (!(await exists(begun ?? ""))) {
                    await sleep(50);
                }
                photos.site.editSetting("UPLOADS_KEY", key1);
                await photos.site.settled();
                await writeFile(go ?? "", "");
            })();
            const run = await photos.up({
                rotationTrigger: 2,
                gates: [{ kind: "command", command, timeout: "60s" }],
            });
            await moved;
            await Promise.all([begun, go].map((path) => rm(path ?? "", { force: true })));
            assert.deepEqual(photos.regenerated(run.calls), ["key2"]);
            assert.match(run.all, /warning: uploads: web-lookcommand\/UPLOADS_KEY holds key1; key1 is left unchanged/);
            assert.equal((await photos.outputs()).settled, false);
            await mended(photos);
        });
    });

    alongside("to the key about to be retired, while a health check runs", ({ it }) => {
        it("rule 20: keeps that key valid, also where it is a connection string in another case", async () => {
            const photos = await Photos.make(testbed(), "lookhealth");
            const place = { resourceGroupName: GROUP, site: photos.site.name };
            const others = [
                connectionStrings({ ...place, connectionStrings: { UPLOADS: { value: "connectionString" } } }),
            ];
            await photos.up({ others });
            const former = photos.account.connectionString("key1");
            const { url, server } = await pageThat(async () => {
                photos.site.write({ connectionStrings: { Uploads: { value: former, type: "Custom" } } });
                await photos.site.settled();
            });
            const run = await photos.up({
                others,
                rotationTrigger: 2,
                gates: [{ kind: "httpHealthy", url, attempts: 1, interval: "1s", timeout: "30s", expect: {} }],
            });
            server.close();
            assert.deepEqual(photos.regenerated(run.calls), ["key2"]);
            assert.match(run.all, /web-lookhealth\/Uploads holds key1|web-lookhealth\/UPLOADS holds key1/);
            await mended(photos, { others });
        });
    });

    alongside("to the key about to be retired, while its regenerate is refused for now", ({ it }) => {
        it("rule 20: is seen before the regenerate is tried again", async () => {
            const photos = await Photos.make(testbed(), "lookrefused");
            await photos.up();
            const { key1 } = photos.account.keys;
            photos.azure.faults.add({
                operation: "storageAccounts/regenerateKey",
                match: ({ target, detail }) => target === photos.account.name && detail === "key1",
                hold: async () => photos.site.editSetting("UPLOADS", photos.account.connectionString("key1")),
                status: 409,
                body: { error: { code: "StorageAccountOperationInProgress", message: "Another one is under way." } },
            });
            const run = await photos.up({ rotationTrigger: 2 });
            assert.deepEqual(photos.regenerated(run.calls), ["key2", "key1"]);
            assert.equal(photos.account.keys.key1, key1);
            assert.match(run.all, /warning: uploads: web-lookrefused\/UPLOADS holds key1/);
            await mended(photos);
        });
    });

    alongside("to the standby key, while the data plane is asked", ({ it }) => {
        it("rule 20: defers the rotation, which a refresh and the next `up` end well", async () => {
            const photos = await Photos.make(testbed(), "lookpreflight");
            await photos.up();
            const { key2 } = photos.account.keys;
            const fault = photos.azure.faults.add({
                match: ({ operation, target }) =>
                    target === photos.account.name && /^(blobService|containers|blobs)\//.test(operation),
                hold: async () => {
                    photos.site.editSetting("UPLOADS_KEY", key2);
                    await photos.site.settled();
                },
            });
            const deferred = await photos.up({ rotationTrigger: 2 });
            assert.equal(fault.hits, 1);
            assert.deepEqual(photos.regenerated(deferred.calls), []);
            assert.match(deferred.all, /warning: uploads: web-lookpreflight\/UPLOADS_KEY holds key2/);
            await photos.up({ rotationTrigger: 2 }, ["--refresh"]);
            const rotated = await photos.up({ rotationTrigger: 2 });
            assert.deepEqual(photos.regenerated(rotated.calls), ["key2", "key1"]);
            assert.equal(photos.watch.slotInUse, "key2");
            assert.deepEqual(photos.watch.lost, []);
        });
    });
});
