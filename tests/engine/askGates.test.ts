import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
    acknowledged,
    command,
    type Gate,
    grace,
    httpHealthy,
    keyAccepted,
    moduleGate,
    unused,
} from "../../components";
import { askGates, gateAccess } from "../../components/engine/askGates";
import type { GateAccess } from "../../components/gates/gateAccess";
import { SWITCHED } from "../gates/support/fakeGateAccess";

const context = { ...SWITCHED, switchedAt: new Date(Date.now() - 60_000).toISOString() };

const PAIR = {
    pair: "uploads",
    owner: "",
    azureConfig: "azure-native",
    source: { service: "storageAccount", resourceGroupName: "rg", name: "uploads" },
} as const;

/** The world, with a service that accepts the key, or does not, and has no logs. */
function access(accepted: boolean): GateAccess {
    return gateAccess(PAIR, {
        switched: context,
        outgoingFingerprint: "b".repeat(64),
        isKeyAccepted: () => Promise.resolve(accepted),
        keyUse: () => Promise.reject(new Error("nobody knows which key")),
        endpoints: () => Promise.resolve({}),
    });
}

/** The answer of one gate, in the form in which the engine hands it over: with plain values. */
async function ask(gate: Gate, accepted = true) {
    const [result] = await askGates([gate], access(accepted));
    return result;
}

/** The answer of the gate, and its reason. */
async function verdict(gate: Gate, accepted = true): Promise<readonly [string | undefined, string]> {
    const result = await ask(gate, accepted);
    return [result?.status, result !== undefined && "reason" in result ? result.reason : ""];
}

describe("gates", () => {
    it("answer by the name under which the program made them, in its order", async () => {
        const gates = [grace("30s"), keyAccepted(), command(["true"])];
        assert.deepEqual(await askGates(gates, access(true)), [
            { gate: "grace(30s)", status: "open" },
            { gate: "keyAccepted()", status: "open" },
            { gate: "command(true)", status: "open" },
        ]);
    });

    it("keep a grace until its time is over", async () => {
        const [status, reason] = await verdict(grace("48h"));
        assert.equal(status, "waiting");
        assert.match(reason, /^until 2/);
    });

    it("wait until this very switch is acknowledged (rule 22)", async () => {
        const { rotatedAt, keyFingerprint } = context;
        assert.deepEqual(await verdict(acknowledged("media-team", undefined)), [
            "waiting",
            "media-team has not acknowledged generation 4",
        ]);
        assert.equal((await ask(acknowledged("media-team", { rotatedAt, keyFingerprint })))?.status, "open");
    });

    it("take no acknowledgement of another moment or of another key, such as one of a former life", async () => {
        const { rotatedAt, keyFingerprint } = context;
        for (const given of [
            { rotatedAt: "2026-11-23T10:00:00.000Z", keyFingerprint },
            { rotatedAt: "2026-11-25T10:00:00.000Z", keyFingerprint },
            { rotatedAt, keyFingerprint: "b".repeat(64) },
        ]) {
            assert.equal((await ask(acknowledged("media-team", given)))?.status, "waiting", JSON.stringify(given));
        }
    });

    it("ask the logs who uses the key that consumers left", async () => {
        const gate = unused({ workspaceId: "00000000-0000-0000-0000-000000000000", quietFor: "7d" });
        const asked: string[] = [];
        const loggedAccount = (workspaceId: string) => {
            asked.push(workspaceId);
            return Promise.reject(new Error("it sleeps"));
        };
        assert.deepEqual(await askGates([gate], { ...access(true), loggedAccount }), [
            { gate: "unused(7d)", status: "failed", reason: "the workspace cannot be asked (it sleeps)" },
        ]);
        assert.deepEqual(asked, ["00000000-0000-0000-0000-000000000000"]);
    });

    it("fail where the data plane does not accept the new key", async () => {
        assert.deepEqual(await verdict(keyAccepted(), false), ["failed", "the data plane does not accept key2"]);
    });

    describe("command", () => {
        const shell = (script: string) => command(["sh", "-c", script], { timeout: "2s" });

        it("opens with exit code 0, waits with 75, and fails with any other; its last line is the reason", async () => {
            assert.equal((await ask(shell("exit 0")))?.status, "open");
            assert.deepEqual(await verdict(shell("echo one; echo two; exit 75")), ["waiting", "two"]);
            assert.deepEqual(await verdict(shell("echo broken >&2; exit 3")), ["failed", "broken"]);
        });

        it("is told of the pair, and never of a key", async () => {
            const said = "$TWO_KEY_PAIR $TWO_KEY_GENERATION $TWO_KEY_ACTIVE_SLOT $TWO_KEY_OUTGOING_SLOT";
            assert.deepEqual(await verdict(shell(`echo ${said}; exit 1`)), ["failed", "uploads 4 key2 key1"]);
        });

        it("fails where it does not end in time, or does not exist", async () => {
            assert.match((await verdict(command(["sleep", "5"], { timeout: "200ms" })))[1], /did not end within 200ms/);
            assert.equal((await verdict(command(["no-such-program"])))[0], "failed");
        });
    });

    describe("httpHealthy", () => {
        let server: Server;
        let url: string;
        let requests = 0;

        before(async () => {
            server = createServer((request, response) => {
                requests++;
                if (request.url === "/redirected") {
                    response.writeHead(302, { location: "/signin?return=secret" }).end();
                } else if (request.url === "/endless") {
                    response.writeHead(200).write("all is well");
                    const more = setInterval(() => response.write(" "), 20);
                    response.once("close", () => clearInterval(more));
                } else {
                    response.writeHead(requests < 3 ? 503 : 200).end("all is well");
                }
            });
            await new Promise<void>((resolve) => {
                server.listen(0, "127.0.0.1", resolve);
            });
            url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/healthz`;
        });

        after(() => server.close());

        beforeEach(() => {
            requests = 0;
        });

        const quick = { interval: "10ms", timeout: "500ms" };

        it("opens as soon as one answer is as expected", async () => {
            assert.equal((await ask(httpHealthy(url, { ...quick, attempts: 5 })))?.status, "open");
            assert.equal(requests, 3);
        });

        it("fails after so many attempts", async () => {
            assert.deepEqual(await verdict(httpHealthy(url, { ...quick, attempts: 2 })), [
                "failed",
                "it answers 503 and not 200, in each of 2 attempts",
            ]);
        });

        it("wants the expected status and text", async () => {
            assert.equal((await ask(httpHealthy(url, { ...quick, expect: { status: 503 } })))?.status, "open");
            requests = 3;
            assert.equal((await ask(httpHealthy(url, { ...quick, expect: { body: "is well" } })))?.status, "open");
            assert.match(
                (await verdict(httpHealthy(url, { ...quick, expect: { body: "ill" } })))[1],
                /does not contain/,
            );
        });

        it("follows no redirect, and says where it leads", async () => {
            const redirected = url.replace("healthz", "redirected");
            const page = url.replace("healthz", "signin");
            requests = 3;
            assert.deepEqual(await verdict(httpHealthy(redirected, { ...quick, attempts: 2 })), [
                "failed",
                `it answers 302, a redirect to ${page}, and not 200, in each of 2 attempts`,
            ]);
            assert.equal(requests, 5);
            const expected = httpHealthy(redirected, { ...quick, expect: { status: 302 } });
            assert.equal((await ask(expected))?.status, "open");
        });

        it("does not wait longer for an answer that never ends", async () => {
            const from = performance.now();
            const endless = httpHealthy(url.replace("healthz", "endless"), { ...quick, attempts: 2 });
            assert.deepEqual(await verdict(endless), [
                "failed",
                "it does not answer (no answer within 500ms), in each of 2 attempts",
            ]);
            assert.ok(performance.now() - from < 5_000);
        });

        it("fails where nobody answers", async () => {
            assert.match((await verdict(httpHealthy("http://127.0.0.1:9/", quick)))[1], /does not answer/);
        });
    });

    describe("a module of one's own", () => {
        let folder: string;

        before(async () => {
            folder = await mkdtemp(join(tmpdir(), "two-key-gate-"));
        });

        after(() => rm(folder, { recursive: true }));

        async function gateOf(body: string): Promise<Gate> {
            const file = join(folder, `${Buffer.from(body).toString("hex").slice(-40)}.js`);
            await writeFile(file, `module.exports = { check: async (context) => { ${body} } };`);
            return moduleGate(file, { team: "media" });
        }

        it("is told of the pair and its own configuration", async () => {
            const gate = await gateOf(
                "return { status: 'waiting', reason: [context.config.team, context.pair, context.generation].join(' ') };",
            );
            assert.deepEqual(await verdict(gate), ["waiting", "media uploads 4"]);
        });

        it("opens", async () => {
            assert.equal((await ask(await gateOf("return { status: 'open' };")))?.status, "open");
        });

        it("fails where it throws, exports no check, answers nonsense, or is not there", async () => {
            assert.deepEqual(await verdict(await gateOf("throw new Error('no way');")), ["failed", "no way"]);
            assert.match((await verdict(await gateOf("return 'fine';")))[1], /answered with status undefined/);
            assert.match((await verdict(moduleGate("node:path")))[1], /exports no function `check`/);
            assert.equal((await verdict(moduleGate(join(folder, "missing.js"))))[0], "failed");
        });
    });
});
