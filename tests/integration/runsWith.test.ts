import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { fingerprint } from "local-azure";
import { Photos } from "./support/photos";
import { describeOnEngine } from "./support/testbed";

describeOnEngine("an application that tells which key it runs with", (testbed) => {
    it("keeps its old key while it says that it runs with that, and loses it when it says the new one", async () => {
        const photos = await Photos.make(testbed(), "runswith");
        await photos.up();
        const { key1 } = photos.account.keys;
        // It reads its key when it starts, and does not start anew when a setting changes.
        let runsWith = key1;
        const server = createServer((_, response) => response.end(JSON.stringify({ key: fingerprint(runsWith) })));
        await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
        const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/key`;
        const gates = [
            { kind: "runsWith", url, attempts: 2, consecutive: 2, interval: "100ms", timeout: "2s" },
        ] as const;
        try {
            const waiting = await photos.up({ rotationTrigger: 2, gates });
            assert.deepEqual(photos.regenerated(waiting.calls), ["key2"]);
            assert.match(
                waiting.all,
                /key1 stays valid, because runsWith\(http.*\) waits: it still runs with key1, in the last of 2 attempts/,
            );
            assert.ok(photos.account.accepts(key1));

            runsWith = photos.account.keys.key2;
            const retired = await photos.up({ rotationTrigger: 2, gates });
            assert.deepEqual(photos.regenerated(retired.calls), ["key1"]);
            assert.equal((await photos.outputs()).settled, true);
            assert.deepEqual(photos.watch.lost, []);
        } finally {
            server.close();
        }
    });
});
