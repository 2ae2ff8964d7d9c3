import assert from "node:assert/strict";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { alongside } from "./support/alongside";
import { Photos } from "./support/photos";
import { describeOnEngine } from "./support/testbed";

const DRIP_MS = 50;

/** The behaviour of a page, and the answer of the gate. */
const PAGES: Readonly<Record<string, readonly [RequestListener, RegExp]>> = {
    "a redirect to a page that is well": [
        ({ url }, response) => {
            response.writeHead(url === "/well" ? 200 : 302, { location: "/well" }).end("well");
        },
        /it answers 302, a redirect to http:\/\/127\.0\.0\.1:\d+\/well, and not 200/,
    ],
    "a body that never ends": [
        (_, response) => {
            response.writeHead(200).write("well");
            const drip = setInterval(() => response.write(" "), DRIP_MS);
            response.once("close", () => clearInterval(drip));
        },
        /it does not answer/,
    ],
    "headers that never come": [() => undefined, /it does not answer/],
};

/** The longest that an `up` may take beyond an untroubled one: three attempts of a second, and some time for a busy machine. */
const PATIENCE_MS = 100_000;

async function serve(answer: RequestListener): Promise<{ readonly url: string; readonly server: Server }> {
    const server = createServer(answer);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/healthz`, server };
}

describeOnEngine("a health check that meets", (testbed) => {
    for (const [index, [what, [answer, sentence]]] of Object.entries(PAGES).entries()) {
        alongside(what, ({ it }) => {
            it("rule 31: fails in time, and the old key stays valid until the application is well", async () => {
                const photos = await Photos.make(testbed(), `healthy${index}`);
                await photos.up();
                const { key1 } = photos.account.keys;
                const { url, server } = await serve(answer);
                const gate = {
                    kind: "httpHealthy",
                    url,
                    attempts: 2,
                    interval: "100ms",
                    timeout: "1s",
                    expect: {},
                } as const;
                const startedAt = Date.now();
                const failed = await photos.upFails({ rotationTrigger: 2, gates: [gate] });
                const tookMs = Date.now() - startedAt;
                server.closeAllConnections();
                server.close();
                assert.ok(tookMs < PATIENCE_MS, `it took ${tookMs} ms`);
                assert.match(failed.all, sentence);
                assert.match(failed.all, /in each of 2 attempts; key1, the old key, still works and was not retired/);
                assert.deepEqual(photos.regenerated(failed.calls), ["key2"]);
                assert.ok(photos.account.accepts(key1));
                const well = await serve((_, response) => response.end("well"));
                const ended = await photos.up({ rotationTrigger: 2, gates: [{ ...gate, url: well.url }] });
                well.server.close();
                assert.deepEqual(photos.regenerated(ended.calls), ["key1"]);
                assert.deepEqual(photos.watch.lost, []);
            });
        });
    }
});
