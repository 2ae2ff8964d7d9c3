import assert from "node:assert/strict";
import { createServer } from "node:tls";
import { createClient } from "@redis/client";
import { startRedisServer } from "local-azure";
import { listen } from "./support/listening";
import { type Probing, useProbing } from "./support/probing";

const KEY = "a key + with = signs é";

describe("the probe of redis", () => {
    const probing = useProbing();

    it("sends what @redis/client sends to authenticate and to ping", async () => {
        const ours = await recorded(probing(), async (endpoint) => {
            assert.equal(await probing().probe("redis", KEY, { name: "photos", endpoints: { redis: endpoint } }), true);
        });
        const theirs = await recorded(probing(), (endpoint) => authenticateAndPing(probing(), endpoint, KEY));
        assert.equal(ours, theirs);
        assert.match(ours, /AUTH/);
    });

    it("is asked of a server that takes @redis/client for what it is, and refuses it with another key", async () => {
        const server = await startRedisServer(probing().certificates, () => [KEY]);
        await authenticateAndPing(probing(), server.endpoint, KEY);
        await assert.rejects(authenticateAndPing(probing(), server.endpoint, "another"), /WRONGPASS/);
        await server.stop();
    });

    for (const [what, answer] of [
        ["an error", "-ERR AUTH <password> called without any password configured for the default user.\r\n"],
        [
            "an error after the key was taken",
            "+OK\r\n-NOPERM this user has no permissions to run the 'ping' command\r\n",
        ],
        ["another protocol", "HTTP/1.1 400 Bad Request\r\n\r\n"],
    ] as const) {
        it(`accepts nothing where it gets ${what}`, async () => {
            await recorded(
                probing(),
                async (endpoint) => {
                    const target = { name: "photos", endpoints: { redis: endpoint } };
                    assert.equal(await probing().probe("redis", KEY, target), false);
                },
                answer,
            );
        });
    }
});

/** The bytes that are sent to a server that accepts everybody. */
async function recorded(
    { certificates }: Probing,
    use: (endpoint: string) => Promise<void>,
    answer = "+OK\r\n+PONG\r\n",
): Promise<string> {
    let received = "";
    let answered = 0;
    const replies = answer.split(/(?<=\r\n)/);
    const server = createServer({ cert: certificates.certificate, key: certificates.privateKey }, (socket) => {
        socket.setEncoding("utf8").on("error", () => undefined);
        socket.on("data", (chunk: string) => {
            received += chunk;
            for (; answered < received.split("*").length - 1; answered++) {
                socket.write(replies[answered] ?? "");
            }
        });
    });
    const endpoint = `https://127.0.0.1:${await listen(server)}/`;
    try {
        await use(endpoint);
    } finally {
        server.close();
    }
    return received;
}

async function authenticateAndPing({ certificates }: Probing, endpoint: string, key: string): Promise<void> {
    const { hostname: host, port } = new URL(endpoint);
    const client = createClient({
        password: key,
        RESP: 2,
        disableClientInfo: true,
        socket: { host, port: Number(port), tls: true, ca: certificates.authority, reconnectStrategy: false },
    });
    client.on("error", () => undefined);
    await client.connect();
    await client.ping();
    client.destroy();
}
