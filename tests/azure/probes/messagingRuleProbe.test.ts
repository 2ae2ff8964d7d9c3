import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { createServer } from "node:https";
import { close, listen } from "./support/listening";
import { type Probing, useProbing } from "./support/probing";

const SERVICES = ["serviceBus", "eventHubs", "relay", "notificationHubs"] as const;
const RULES = ["rule", "queue/rule"] as const;

describe("the probe of a messaging rule", () => {
    const probing = useProbing();
    const key = randomBytes(32).toString("base64");

    for (const service of SERVICES) {
        for (const rule of RULES) {
            it(`of ${service} accepts the key of ${rule}, whichever right that has, and no other key`, async () => {
                for (const rights of [["Listen", "Manage", "Send"], ["Listen"], ["Send"]]) {
                    const target = serve(probing(), { protocol: service, rule, rights });
                    assert.equal(await probing().probe(service, key, target), true);
                    assert.equal(await probing().probe(service, `${key.slice(0, -1)}!`, target), false);
                }
            });
        }
    }

    it("is not misled by what is listed for anybody where the entity is not known", async () => {
        const target = serve(probing(), { protocol: "serviceBus", rule: "gone/rule", rights: ["Send"] });
        assert.equal(await probing().probe("serviceBus", key, target), false);
        assert.equal(probing().journal.calls.at(-1)?.status, 200);
    });

    it("asks the entity that ARM writes with a tilde for each slash", async () => {
        const target = serve(probing(), { protocol: "serviceBus", rule: "prints/large/rule", rights: ["Send"] });
        const renamed = { ...target, name: "photos/prints~large/rule" };
        assert.equal(await probing().probe("serviceBus", key, renamed), true);
        assert.match(probing().journal.calls.at(-1)?.path ?? "", /\/prints\/large$/);
    });

    it("lets the relay answer and not whoever listens on it", async () => {
        const seen: IncomingMessage[] = [];
        await answering(probing(), { status: 200, body: "<entry/>", seen }, async (endpoint) => {
            const target = { name: "photos/connection/rule", endpoints: { relay: endpoint } };
            assert.equal(await probing().probe("relay", key, target), true);
        });
        assert.equal(seen[0]?.headers["x-process-at"], "ServiceBus");
    });

    for (const [verdict, status, reason, body] of [
        [
            true,
            401,
            "Unauthorized",
            "<Error><Detail>Manage,EntityRead claims required for this operation.</Detail></Error>",
        ],
        [true, 401, "Unauthorized", "<Error><Detail>Manage claim is required for this operation.</Detail></Error>"],
        [true, 401, "Unauthorized", "Unauthorized access. 'Listen' claim(s) are required to perform this operation."],
        [
            true,
            401,
            "SubCode=40100: Unauthorized : Unauthorized access for 'GetQueue' operation on endpoint 'sb://x'",
            "",
        ],
        [false, 401, "SubCode=40100: Unauthorized", ""],
        [false, 401, "40103: Invalid authorization token signature", ""],
        [false, 401, "Unauthorized", "InvalidSignature: The token has an invalid signature."],
        [false, 401, "Unauthorized", "claim is empty or token is invalid."],
        [false, 401, "Unauthorized", "MissingToken: The authorization header was not found."],
        [false, 403, "Forbidden", "Ip has been prevented to connect to the endpoint."],
        [false, 404, "Not Found", ""],
        [false, 500, "Internal Server Error", "Manage,EntityRead claims required for this operation."],
    ] as const) {
        it(`takes ${status} ${reason} ${body.replaceAll(/<[^>]+>/g, "")} for ${verdict ? "an accepted key" : "no acceptance"}`, async () => {
            await answering(probing(), { status, reason, body }, async (endpoint) => {
                const target = { name: "photos/rule", endpoints: { serviceBus: endpoint } };
                assert.equal(await probing().probe("serviceBus", key, target), verdict);
            });
        });
    }

    interface Served {
        readonly protocol: (typeof SERVICES)[number];
        readonly rule: string;
        readonly rights: readonly string[];
    }

    function serve(probing: Probing, { protocol, rule, rights }: Served) {
        const any = probing.serve({
            protocol,
            name: "photos",
            acceptedKeys: (asked) => (asked === rule ? [key] : []),
            rights: () => rights,
            has: (entity) => entity !== "gone",
        });
        return { name: `photos/${rule}`, endpoints: { any } };
    }
});

interface Answering {
    readonly status: number;
    readonly reason?: string;
    readonly body: string;
    readonly seen?: IncomingMessage[];
}

/** Runs `use` while a server gives everybody the same answer. */
async function answering(
    { certificates }: Probing,
    { status, reason, body, seen }: Answering,
    use: (endpoint: string) => Promise<void>,
): Promise<void> {
    const server = createServer(
        { cert: certificates.certificate, key: certificates.privateKey },
        (request, response) => {
            seen?.push(request);
            response.writeHead(status, reason).end(body);
        },
    );
    const endpoint = `https://127.0.0.1:${await listen(server)}/`;
    try {
        await use(endpoint);
    } finally {
        await close(server);
    }
}
