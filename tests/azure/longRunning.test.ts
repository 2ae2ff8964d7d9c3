import assert from "node:assert/strict";
import { type Answer, failureOf, service } from "./support/fakeService";

const HUB = { path: "/hubs/hub", apiVersion: "2023-06-30" } as const;
const WRITE = { ...HUB, method: "PUT", body: {} } as const;
const CHANGE = { ...HUB, method: "PATCH", body: {} } as const;
const REGENERATE = { ...HUB, method: "POST", path: `${HUB.path}/regenerateKey` } as const;

const HOST = "https://management.azure.com";
const STATUS_AT = `${HOST}/operations/1`;
const READY = { properties: { provisioningState: "Succeeded" } };
const status = (word: string | null, more = {}): Answer => ({ status: 200, body: { status: word, ...more } });
const resource = (provisioningState: string | null): Answer => ({
    status: 200,
    body: { properties: { provisioningState } },
});
const begun = (code: number, headers: Record<string, string>, body?: unknown): Answer => ({
    status: code,
    headers,
    body,
});
const atStatus = { "Azure-AsyncOperation": STATUS_AT };

/** The calls that follow a call with these answers. */
async function questionsOf(call: Parameters<ReturnType<typeof service>["arm"]["send"]>[0], ...answers: Answer[]) {
    const { arm, calls } = service(answers);
    const answer = await arm.send(call);
    assert.deepEqual(answers, [], "the service had more to say");
    return { answer, questions: calls.slice(1) };
}

describe("a write is followed to its end", function () {
    this.timeout(20_000);
    for (const code of [200, 201, 202]) {
        it(`where it is answered ${code} with the address of an operation`, async () => {
            const { answer, questions } = await questionsOf(
                WRITE,
                begun(code, atStatus, { properties: { provisioningState: "Accepted" } }),
                status("Running"),
                status("Succeeded"),
                { status: 200, body: READY },
            );
            assert.deepEqual(questions, ["GET /operations/1", "GET /operations/1", `GET ${HUB.path}`]);
            assert.deepEqual(answer, READY);
        });

        it(`where it is answered ${code} with the place of its result`, async () => {
            const { answer, questions } = await questionsOf(
                WRITE,
                begun(code, { Location: `${HOST}/results/1` }, READY),
                { status: 202 },
                { status: 201, body: READY },
            );
            assert.deepEqual([answer, questions], [READY, ["GET /results/1", "GET /results/1"]]);
        });

        for (const call of [WRITE, CHANGE]) {
            it(`where ${call.method} is answered ${code} by a resource that is not ready, without an address`, async () => {
                const { answer, questions } = await questionsOf(
                    call,
                    begun(code, {}, { properties: { provisioningState: "Creating" } }),
                    resource("Updating"),
                    resource("Succeeded"),
                );
                assert.deepEqual([answer, questions], [READY, Array(2).fill(`GET ${HUB.path}`)]);
            });
        }
    }

    it("where the resource is not ready although the operation has succeeded", async () => {
        const { answer, questions } = await questionsOf(
            WRITE,
            begun(201, atStatus, {}),
            status("Succeeded"),
            resource("Updating"),
            resource("Succeeded"),
        );
        assert.deepEqual([answer, questions], [READY, ["GET /operations/1", `GET ${HUB.path}`, `GET ${HUB.path}`]]);
    });

    it("where API Management names the resource itself, and in the query what is asked of it", async () => {
        const Location = `${HOST}${HUB.path}?api-version=1&asyncId=7&asyncCode=201`;
        const { answer, questions } = await questionsOf(
            WRITE,
            begun(202, { Location }),
            { status: 202 },
            { status: 201, body: READY },
        );
        assert.deepEqual([answer, questions], [READY, Array(2).fill(`GET ${HUB.path}`)]);
    });

    it("where Device Provisioning says its state by another name", async () => {
        const state = (word: string): Answer => ({
            status: 201,
            body: { properties: { state: word, provisioningState: null } },
        });
        const { questions } = await questionsOf(WRITE, state("Transitioning"), state("Transitioning"), state("Active"));
        assert.equal(questions.length, 2);
    });

    it("where the operation is of an action, which answers its result", async () => {
        const result = { key1: "a", key2: "b" };
        const { answer, questions } = await questionsOf(
            REGENERATE,
            begun(200, { ...atStatus, Location: `${HOST}/results/1` }),
            status("Succeeded"),
            { status: 200, body: result },
        );
        assert.deepEqual([answer, questions], [result, ["GET /operations/1", "GET /results/1"]]);
    });

    for (const word of ["Creating", "Accepted", "Running", "Enqueued", "Dequeued", "Transitioning", "InProgress"]) {
        it(`through the status ${word}, of the operation, of its result and of the resource`, async () => {
            for (const answers of [
                [begun(202, atStatus), status(word), status("succeeded"), resource("Succeeded")],
                [begun(202, { Location: "/results/1" }), status(word), { status: 200, body: READY }],
                [begun(201, {}, { properties: { provisioningState: word } }), resource("Succeeded")],
            ]) {
                const count = answers.length;
                assert.equal((await questionsOf(WRITE, ...answers)).questions.length, count - 1);
            }
        });
    }

    const longAddress = `${HOST}/operations/1?t=${"0123456789".repeat(280)}`;
    for (const [what, address, asked] of [
        ["a space", `${HOST}/operations/of this`, "/operations/of%20this"],
        ["the usual port", "https://management.azure.com:443/operations/1", "/operations/1"],
        ["no host", "/operations/1", "/operations/1"],
        ["2.8 kB", longAddress, "/operations/1"],
    ] as const) {
        it(`at an address with ${what}`, async () => {
            const { arm, requests } = service([
                begun(202, { "Azure-AsyncOperation": address }),
                status("Succeeded"),
                { status: 200, body: READY },
            ]);
            assert.deepEqual(await arm.send(WRITE), READY);
            const url = new URL(requests[1]?.url ?? "");
            assert.deepEqual([url.host, url.pathname], ["management.azure.com", asked]);
            assert.equal(url.search, new URL(address, HOST).search);
        });
    }

    it("at the address that each answer names anew", async () => {
        for (const header of ["Azure-AsyncOperation", "Location"]) {
            const moved = (to: number, code: number): Answer => ({
                status: code,
                headers: { [header]: `${HOST}/operations/${to}`, etag: `"${to}"` },
                body: { status: "InProgress" },
            });
            const { questions } = await questionsOf(
                WRITE,
                begun(201, { [header]: STATUS_AT }, {}),
                moved(2, 202),
                moved(3, 202),
                status("Succeeded"),
                ...(header === "Location" ? [] : [resource("Succeeded")]),
            );
            assert.deepEqual(questions.slice(0, 3), ["GET /operations/1", "GET /operations/2", "GET /operations/3"]);
        }
    });

    it("where the operation has ended and says null", async () => {
        const { answer } = await questionsOf(
            WRITE,
            begun(202, atStatus),
            { status: 202, body: null },
            { status: 200, body: null },
            {
                status: 200,
                body: READY,
            },
        );
        assert.deepEqual(answer, READY);
    });

    it("whatever the case of the names in an answer", async () => {
        const { questions } = await questionsOf(
            WRITE,
            begun(202, atStatus),
            { status: 200, body: { Status: "InProgress" } },
            { status: 200, body: { Status: "Succeeded" } },
            { status: 200, body: { Properties: { ProvisioningState: "Succeeded" } } },
        );
        assert.equal(questions.length, 3);
    });

    it("where somebody in between answers a question", async () => {
        for (const foreign of [
            { status: 302, headers: { Location: "https://login.example.com/" } },
            { status: 304 },
            { status: 200, body: "<html></html>" },
            { status: 200 },
            { status: 204 },
            { status: 200, body: {} },
        ]) {
            const { answer } = await questionsOf(
                WRITE,
                begun(202, atStatus),
                foreign,
                status("Succeeded"),
                resource("Succeeded"),
            );
            assert.deepEqual(answer, READY);
        }
    });
});

describe("a write that fails after its answer", function () {
    this.timeout(20_000);
    for (const word of ["Failed", "Canceled"]) {
        for (const [what, answers, why] of [
            [
                "of the operation",
                [begun(201, atStatus, {}), status(word, { error: { code: "Broken", message: "It broke." } })],
                "Broken: It broke.",
            ],
            [
                "of the operation, in other letters",
                [begun(201, atStatus, {}), { status: 200, body: { Status: word } }],
                word,
            ],
            [
                "of the resource",
                [begun(200, {}, { properties: { provisioningState: "Updating" } }), resource(word)],
                word,
            ],
            ["of the resource, at once", [begun(200, {}, { properties: { provisioningState: word } })], word],
            [
                "of the resource after the operation has succeeded",
                [begun(202, atStatus), status("Succeeded"), resource(word)],
                word,
            ],
            [
                "of the result",
                [
                    begun(202, { Location: "/results/1" }),
                    status(word, { error: { code: "Broken", message: "It broke." } }),
                ],
                "Broken: It broke.",
            ],
        ] as const) {
            it(`is told with the service's own words: ${word} ${what}`, async () => {
                const error = await failureOf(service([...answers]).arm.send(WRITE));
                assert.equal(error.message, `PUT ${HUB.path}: was accepted but failed later (${why})`);
                assert.deepEqual([error.status, error.mayPass, error.mayBeUnderWay], [202, false, false]);
                assert.equal(error.mayHaveTakenEffect, true);
            });
        }
    }

    it("is told where the place of its result answers with an error", async () => {
        const refused: Answer = { status: 400, body: { error: { code: "BadName", message: "No." } } };
        const error = await failureOf(service([begun(202, { Location: "/results/1" }), refused]).arm.send(WRITE));
        assert.equal(
            error.message,
            `PUT ${HUB.path}: was accepted but failed later (GET /results/1: 400 (BadName: No.))`,
        );
        assert.deepEqual([error.armCode, error.mayBeUnderWay], ["BadName", false]);
    });

    it("has no known end where nobody answers usably for long", async () => {
        const page: Answer = { status: 200, body: "<html></html>" };
        const error = await failureOf(service([begun(202, atStatus), page, page, page, page]).arm.send(WRITE));
        assert.match(error.message, /accepted, but its end is not known \(GET \/operations\/1: no usable answer/);
        assert.equal(error.mayBeUnderWay, true);
    });
});

describe("an answer that names an address is the end", () => {
    it("of a read", async () => {
        const { questions } = await questionsOf(
            { ...HUB, method: "POST", path: `${HUB.path}/listkeys` },
            begun(200, { Location: `${HOST}/elsewhere` }, READY),
        );
        assert.deepEqual(questions, []);
    });

    it("where that is only the address of what was created", async () => {
        const { answer, questions } = await questionsOf(WRITE, begun(201, { Location: `${HOST}${HUB.path}` }, READY));
        assert.deepEqual([answer, questions], [READY, []]);
    });
});
