import assert from "node:assert/strict";
import { ArmError, unlessAbsent } from "../../components/azure/armError";
import { UNREGISTERED } from "../../components/azure/repeatAfterConflict";
import { type Answer, failureOf, OK, refusal, SECONDS, service } from "./support/fakeService";

const LIST = { method: "POST", path: "/accounts/uploads/listKeys", apiVersion: "2025-01-01" } as const;

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

    for (const [what, code] of [
        ["a lock", "ScopeLocked"],
        ["a service that the subscription has never had", UNREGISTERED],
    ] as const) {
        it(`is not repeated where only somebody can mend what is in its way: ${what}`, async () => {
            const { arm, calls } = service([refusal(409, code), OK]);
            const { armCode, mayPass } = await failureOf(arm.send(LIST));
            assert.deepEqual([armCode, mayPass, calls.length], [code, false, 1]);
        });
    }

    const MINUTES = 60 * SECONDS;
    const UNDER_WAY = {
        "a conflict": refusal(409, "Conflict"),
        "IoT Hub's": refusal(409, "IH409002"),
        "Cosmos DB's": refusal(412, "PreconditionFailed"),
    };

    for (const [whose, answer] of Object.entries(UNDER_WAY)) {
        it(`is repeated for minutes, with growing pauses, where another operation is under way: ${whose}`, async () => {
            const { arm, waits } = service([...Array<Answer>(8).fill(answer), OK]);
            assert.deepEqual(await arm.send(LIST), { keys: [] });
            assert.deepEqual(
                waits,
                [1, 2, 4, 8, 16, 30, 30, 30].map((seconds) => seconds * SECONDS),
            );
        });
    }

    it("is repeated after a conflict for five minutes, and then says so", async () => {
        const { arm, waits } = service(Array<Answer>(100).fill(refusal(409, "Conflict")));
        const { message, isConflict } = await failureOf(arm.send(LIST));
        assert.deepEqual([message, isConflict], [`POST ${LIST.path}: 409 (Conflict: No.)`, true]);
        const waited = waits.reduce((sum, wait) => sum + wait, 0);
        assert.ok(waited > 4 * MINUTES && waited <= 5 * MINUTES, `${waited} ms`);
    });

    it("is repeated after a conflict when the service says, but not after longer than anybody waits", async () => {
        const busy = (after: string): Answer => ({
            status: 409,
            body: { error: { code: "Conflict" } },
            headers: { "Retry-After": after },
        });
        const { arm, waits } = service([
            busy("45"),
            busy(new Date(Date.now() + 90 * SECONDS).toUTCString()),
            busy("0"),
            OK,
        ]);
        await arm.send(LIST);
        const [first, second = 0, third] = waits;
        assert.deepEqual([first, third], [45 * SECONDS, 4 * SECONDS]);
        assert.ok(second > 85 * SECONDS && second <= 90 * SECONDS, `${second} ms`);
        const patient = service([busy("3600"), OK]);
        assert.equal((await failureOf(patient.arm.send(LIST))).retryAfterMs, 60 * MINUTES);
        assert.deepEqual(patient.waits, []);
    });

    it("is not repeated unchanged where the resource is no longer as it was read", async () => {
        const write = { ...LIST, method: "PUT", body: {}, headers: { "if-match": "1" } } as const;
        const { arm, calls } = service([refusal(409, "Conflict"), refusal(412, "PreconditionFailed"), OK]);
        assert.equal((await failureOf(arm.send(write))).status, 412);
        assert.equal(calls.length, 2);
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
    for (const [what, answer, mayPass, mayBeUnderWay, mayHaveTakenEffect, isConflict] of [
        ["a lost connection", "reset", true, false, true, false],
        ["no answer in time", "hang", true, true, true, false],
        ["an answer that is not JSON", { status: 200, body: "{ no" }, true, false, true, false],
        ["throttling", { status: 429, headers: { "Retry-After": "7" } }, true, false, false, false],
        ["a service that is busy", { status: 503, headers: { "Retry-After": "7" } }, true, false, true, false],
        ["a conflict", refusal(409, "Conflict"), true, false, false, true],
        ["a conflict in other words", refusal(412, "PreconditionFailed"), true, false, false, true],
        ["a lock", refusal(409, "ScopeLocked"), false, false, false, false],
        ["a lock, in other letters", refusal(409, "scopelocked"), false, false, false, false],
        ["a service that is not registered", refusal(409, UNREGISTERED), false, false, false, false],
        ["a gateway that lost patience", { status: 504 }, true, true, true, false],
        ["a refusal", refusal(403, "AuthorizationFailed"), false, false, false, false],
    ] as const) {
        it(`is sent once, and its error tells what may be done after ${what}`, async () => {
            const { arm, calls } = service([answer, OK], 50);
            const error = await failureOf(arm.sendOnce(LIST));
            assert.deepEqual([error.mayPass, error.mayBeUnderWay], [mayPass, mayBeUnderWay]);
            assert.deepEqual([error.mayHaveTakenEffect, error.isConflict], [mayHaveTakenEffect, isConflict]);
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
            const error = { code: "Broken", message: "It broke." };
            const { arm } = service([accepted, { status: 200, body: { status, error } }]);
            const failure = await failureOf(arm.sendOnce(LIST));
            assert.equal(failure.message, `POST ${LIST.path}: was accepted but failed later (Broken: It broke.)`);
            assert.deepEqual([failure.status, failure.armCode], [202, "Broken"]);
            assert.deepEqual([failure.mayPass, failure.mayBeUnderWay], [false, false]);
            assert.equal(failure.mayHaveTakenEffect, true);
        });
    }

    it("is told with its state alone where its long-running operation failed without words", async () => {
        for (const body of [{ status: "Failed" }, { status: "Failed", error: null }]) {
            const { arm } = service([accepted, { status: 200, body }]);
            const { message } = await failureOf(arm.sendOnce(LIST));
            assert.equal(message, `POST ${LIST.path}: was accepted but failed later (Failed)`);
        }
    });

    for (const [what, answers, why] of [
        ["cannot be followed", [accepted, refusal(403, "AuthorizationFailed")], "GET /o/1: 403 "],
        [
            "says what nobody understands",
            [accepted, { status: 200, body: { status: 7 } }],
            ".*200, which says no status",
        ],
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
        assert.equal(await answer(refusal(404, "ResourceNotFound")), "absent");
        await assert.rejects(answer({ status: 404, body: "<html>not here</html>" }), /404 \(no further word\)/);
        await assert.rejects(answer(refusal(404, "SubscriptionNotFound")), /SubscriptionNotFound/);
        await assert.rejects(answer(refusal(404, "InvalidResourceType")), /InvalidResourceType/);
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
