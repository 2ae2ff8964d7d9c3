import assert from "node:assert/strict";
import type { TokenCredential } from "@azure/core-auth";
import { createHttpHeaders, type HttpClient, type PipelineRequest, RestError } from "@azure/core-rest-pipeline";
import { Arm } from "../../components/azure/arm";
import { ArmError, unlessAbsent } from "../../components/azure/armError";
import { cloudNamed } from "../../components/azure/cloud";
import { boundedHttpClient } from "../../components/azure/httpClient";
import { UNREGISTERED } from "../../components/azure/repeatAfterConflict";

/** How the service answers one try. */
type Answer = { status: number; body?: unknown; headers?: Record<string, string> } | "reset" | "hang";

const TOKEN: TokenCredential = {
    getToken: () => Promise.resolve({ token: "t", expiresOnTimestamp: Date.now() + 1e7 }),
};
const LIST = { method: "POST", path: "/accounts/uploads/listKeys", apiVersion: "2025-01-01" } as const;
const SECONDS = 1_000;

/** A service that answers as told, and the calls that it saw. */
function service(answers: Answer[], timeoutMs = 60 * SECONDS, credential = TOKEN) {
    const calls: string[] = [];
    const transport: HttpClient = {
        async sendRequest(request: PipelineRequest) {
            calls.push(`${request.method} ${new URL(request.url).pathname}`);
            const answer = answers.shift() ?? { status: 200, body: {} };
            if (answer === "hang") {
                return new Promise((_, reject) => {
                    request.abortSignal?.addEventListener("abort", () => reject(new Error("aborted")));
                });
            }
            if (answer === "reset") {
                throw new RestError("socket hang up", { code: "ECONNRESET", request });
            }
            const { status, body, headers = {} } = answer;
            const bodyAsText = typeof body === "string" ? body : JSON.stringify(body ?? null);
            return { request, status, headers: createHttpHeaders(headers), bodyAsText };
        },
    };
    return {
        calls,
        arm: new Arm(
            cloudNamed("public"),
            credential,
            { timeoutMs: timeoutMs, maxConcurrentCalls: 20 },
            boundedHttpClient(transport),
        ),
    };
}

async function failureOf(answer: Promise<unknown>): Promise<ArmError> {
    const error = await answer.catch((caught: unknown) => caught);
    assert.ok(error instanceof ArmError, String(error));
    return error;
}

const OK: Answer = { status: 200, body: { keys: [] } };
const refusal = (status: number, code: string): Answer => ({ status, body: { error: { code, message: "No." } } });

describe("a call that may be repeated", function () {
    this.timeout(10 * SECONDS);
    for (const [what, answer] of [
        ["a conflict with another operation", refusal(409, "OperationInProgress")],
        ["an answer that is not JSON", { status: 200, body: "{ no" }],
        ["a lost connection", "reset"],
        ["a failure that passes", refusal(503, "ServerBusy")],
        ["throttling", { status: 429, headers: { "Retry-After": "0" } }],
        ["no answer in time", "hang"],
    ] as const) {
        it(`is repeated after ${what}`, async () => {
            const { arm, calls } = service([answer, OK], 100);
            assert.deepEqual(await arm.send(LIST), { keys: [] });
            assert.equal(calls.length, 2);
        });
    }

    it("is not repeated where it is refused", async () => {
        for (const status of [400, 401, 403, 404]) {
            const { arm, calls } = service([refusal(status, "No"), OK]);
            const { message, mayPass } = await failureOf(arm.send(LIST));
            assert.deepEqual([message, mayPass], [`POST ${LIST.path}: ${status} (No: No.)`, false]);
            assert.equal(calls.length, 1);
        }
    });

    it("is not repeated where the subscription has never had the service", async () => {
        const { arm, calls } = service([refusal(409, UNREGISTERED), OK]);
        assert.equal((await failureOf(arm.send(LIST))).armCode, UNREGISTERED);
        assert.equal(calls.length, 1);
    });

    it("is followed to its end where it becomes a long-running operation", async () => {
        const accepted = { status: 202, headers: { location: "https://x.test/operations/1", "retry-after": "0" } };
        const { arm, calls } = service([accepted, { status: 202, headers: { "retry-after": "0" } }, OK]);
        assert.deepEqual(await arm.send(LIST), { keys: [] });
        assert.deepEqual(calls, [`POST ${LIST.path}`, "GET /operations/1", "GET /operations/1"]);
    });

    it("is waited for ten times as long where it is slow, and not repeated after that", async () => {
        const { arm, calls } = service(["hang", OK], 20);
        const { message, mayBeUnderWay } = await failureOf(arm.send({ ...LIST, isSlow: true }));
        assert.deepEqual([message, mayBeUnderWay], [`POST ${LIST.path}: no answer within 200ms`, true]);
        assert.equal(calls.length, 1);
    });
});

describe("a call that must not be repeated", () => {
    for (const [what, answer, mayPass, mayBeUnderWay] of [
        ["a lost connection", "reset", true, false],
        ["no answer in time", "hang", true, true],
        ["an answer that is not JSON", { status: 200, body: "{ no" }, true, false],
        ["throttling", { status: 429, headers: { "Retry-After": "7" } }, true, false],
        ["a service that is busy", { status: 503, headers: { "Retry-After": "7" } }, true, false],
        ["a conflict", refusal(409, "Conflict"), true, false],
        ["a gateway that lost patience", { status: 504 }, true, true],
        ["a refusal", refusal(403, "AuthorizationFailed"), false, false],
    ] as const) {
        it(`is sent once, and its error tells what may be done after ${what}`, async () => {
            const { arm, calls } = service([answer, OK], 50);
            const error = await failureOf(arm.sendOnce(LIST));
            assert.deepEqual([error.mayPass, error.mayBeUnderWay], [mayPass, mayBeUnderWay]);
            assert.equal(error.mayHaveTakenEffect, mayPass || mayBeUnderWay);
            assert.equal(calls.length, 1);
        });
    }

    it("says how long to wait where the service does", async () => {
        const { arm } = service([{ status: 429, headers: { "Retry-After": "17" } }]);
        assert.equal((await failureOf(arm.sendOnce(LIST))).retryAfterMs, 17 * SECONDS);
    });

    const accepted = { status: 202, headers: { "azure-asyncoperation": "https://x.test/o/1", "retry-after": "0" } };

    for (const status of ["Failed", "Canceled"]) {
        it(`is told with the service's code and words where its long-running operation is ${status}, perhaps after its effect`, async () => {
            const error = { code: "Broken", message: `It broke with ${Buffer.alloc(64, 7).toString("base64")}.` };
            const { arm } = service([accepted, { status: 200, body: { status, error } }]);
            const failure = await failureOf(arm.sendOnce(LIST));
            assert.equal(
                failure.message,
                `POST ${LIST.path}: accepted, and failed then (Broken: It broke with [redacted].)`,
            );
            assert.deepEqual([failure.status, failure.armCode], [202, "Broken"]);
            assert.deepEqual([failure.mayPass, failure.mayBeUnderWay], [false, false]);
            assert.equal(failure.mayHaveTakenEffect, true);
        });
    }

    it("is told without words where its long-running operation failed without any", async () => {
        for (const body of [{ status: "Failed" }, { status: "Failed", error: null }]) {
            const { arm } = service([accepted, { status: 200, body }]);
            const { message } = await failureOf(arm.sendOnce(LIST));
            assert.equal(message, `POST ${LIST.path}: accepted, and failed then (no further word)`);
        }
    });

    for (const [what, answers, why] of [
        ["cannot be followed", [accepted, refusal(403, "AuthorizationFailed")], "GET /o/1: 403 "],
        ["says what nobody understands", [accepted, { status: 200, body: { status: 7 } }], "Polling was unsuccessful"],
        ["is accepted in an answer that is not JSON", [{ ...accepted, body: "{ no" }], ".*the answer is not JSON"],
    ] as const) {
        it(`may be under way where its long-running operation ${what}`, async () => {
            const { arm } = service([...answers]);
            const { message, mayBeUnderWay } = await failureOf(arm.sendOnce(LIST));
            assert.match(message, new RegExp(`listKeys: accepted, but its end is not known \\(${why}`));
            assert.equal(mayBeUnderWay, true);
        });
    }

    it("may be under way where its long-running operation takes longer than anybody waits", async () => {
        const running = { status: 200, body: { status: "InProgress" }, headers: { "retry-after": "1" } };
        const { arm } = service([accepted, running, running], 10);
        const { message, mayBeUnderWay } = await failureOf(arm.sendOnce(LIST));
        assert.deepEqual([message, mayBeUnderWay], [`POST ${LIST.path}: no answer within 100ms`, true]);
    });
});

describe("a resource", () => {
    it("is absent where Azure Resource Manager says so, in its own words", async () => {
        const answer = (given: Answer) => unlessAbsent(service([given]).arm.send(LIST));
        assert.equal(await answer(refusal(404, "ResourceNotFound")), undefined);
        await assert.rejects(answer({ status: 404, body: "<html>not here</html>" }), /404 \(no further word\)/);
        await assert.rejects(answer(refusal(404, "SubscriptionNotFound")), /SubscriptionNotFound/);
    });
});

describe("an access token", () => {
    it("that cannot be had is an error of its own, after which no call was sent", async () => {
        const credential = { getToken: () => Promise.reject(new Error("Login first:\n  az login")) };
        const { arm, calls } = service([OK], 50, credential);
        await assert.rejects(arm.sendOnce(LIST), (error) => {
            assert.ok(!(error instanceof ArmError));
            assert.match(String(error), /no access token for Azure Resource Manager \(Login first: az login\)/);
            return true;
        });
        assert.deepEqual(calls, []);
    });

    it("is asked for twice where the endpoint does not answer, and then waited for no longer", async () => {
        const asked: string[] = [];
        const silent = { getToken: (scope: string) => new Promise<null>(() => asked.push(scope)) };
        const { arm, calls } = service([OK], 20, silent);
        await assert.rejects(arm.send(LIST), /no access token .*no answer within 20ms/);
        assert.deepEqual([asked.length, calls.length], [2, 0]);
    });
});
