import assert from "node:assert/strict";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { createPipelineFromOptions, createPipelineRequest, type HttpClient } from "@azure/core-rest-pipeline";
import { UnusableAnswer } from "../../components/azure/armError";
import { clientHttp } from "../../components/azure/clientHttp";

const TIMEOUT_MS = 200;

/** How the data plane answers, by path. */
const ANSWERS: Readonly<Record<string, (response: ServerResponse) => unknown>> = {
    "/usable": (response) => response.writeHead(200).end('{"value":1}'),
    "/refused": (response) => response.writeHead(403).end("<html></html>"),
    "/redirect": (response) => response.writeHead(302, { location: "/usable" }).end(),
    "/page": (response) => response.writeHead(200).end("<html></html>"),
    "/empty": (response) => response.writeHead(200).end(),
    "/none": (response) => response.writeHead(204).end(),
    "/silent": () => undefined,
    "/endless": (response) => {
        response.writeHead(200).write('{"value":');
        const more = setInterval(() => response.write(" "), 20);
        response.once("close", () => clearInterval(more));
    },
};

describe("a package's own client of a data plane", () => {
    let server: Server;
    let origin: string;
    let underWay = 0;
    let most = 0;

    before(async () => {
        server = createServer(async (request, response) => {
            most = Math.max(most, ++underWay);
            await sleep(20);
            underWay--;
            ANSWERS[request.url?.replace(/\?.*/, "") ?? ""]?.(response);
        });
        await new Promise<void>((resolve) => {
            server.listen(0, "127.0.0.1", resolve);
        });
        origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    });

    after(() => {
        server.closeAllConnections();
        server.close();
    });

    /** One call by the pipeline that such clients have, which follows redirects and knows no timeout. */
    function call(path: string, http: HttpClient = clientHttp({ timeoutMs: TIMEOUT_MS, maxConcurrentCalls: 5 })) {
        const request = createPipelineRequest({ url: `${origin}${path}?key=secret`, allowInsecureConnection: true });
        return createPipelineFromOptions({ retryOptions: { maxRetries: 0 } }).sendRequest(http, request);
    }

    it("gets what was asked for, and refusals", async () => {
        assert.equal((await call("/usable")).bodyAsText, '{"value":1}');
        assert.equal((await call("/refused")).status, 403);
    });

    for (const [path, why] of [
        ["/redirect", "302, which leads elsewhere"],
        ["/page", "the answer is not JSON"],
        ["/empty", "200 without a body"],
        ["/none", "204 without a body"],
    ] as const) {
        it(`gets no answer that cannot be used: ${path}`, async () => {
            await assert.rejects(call(path), (error) => {
                assert.ok(error instanceof UnusableAnswer);
                assert.equal(error.message, `GET ${origin}${path}: no usable answer (${why})`);
                return true;
            });
        });
    }

    for (const path of ["/silent", "/endless"]) {
        it(`does not wait for an answer without an end: ${path}`, async () => {
            const from = performance.now();
            await assert.rejects(call(path), /no answer within 200ms/);
            assert.ok(performance.now() - from < 10 * TIMEOUT_MS);
        });
    }

    it("has no more calls under way than it may", async () => {
        most = 0;
        const http = clientHttp({ timeoutMs: 5_000, maxConcurrentCalls: 2 });
        await Promise.all(Array.from({ length: 6 }, () => call("/usable", http)));
        assert.equal(most, 2);
    });
});
