import assert from "node:assert/strict";
import type { ArmCall } from "../../components/armCall";
import { unlessAbsent } from "../../components/azure/armError";
import { type Answer, failureOf, OK, service } from "./support/fakeService";

const SITE = { path: "/sites/web", apiVersion: "2025-01-01" } as const;
const LOOK = { ...SITE, method: "GET" } as const;
const LIST = { ...SITE, method: "POST", path: `${SITE.path}/config/appsettings/list` } as const;
const WRITE = { ...SITE, method: "PUT", path: `${SITE.path}/config/appsettings`, body: {} } as const;
const CHANGE = { ...SITE, method: "PATCH", body: {} } as const;
const RESTART = { ...SITE, method: "POST", path: `${SITE.path}/restart` } as const;
const REMOVAL = { ...SITE, method: "DELETE" } as const;

const SIGN_IN: Answer = {
    status: 302,
    headers: { location: "https://login.example.com/" },
    body: "<html>Sign in</html>",
};
const PAGE: Answer = { status: 200, body: "<html>Please accept the terms</html>" };
const CUT_OFF: Answer = { status: 200, body: '{"properties":{"UPLOADS":"A' };
const NOWHERE_TO_ASK: Answer = { status: 202 };
const FOR_NO_CALL = [
    ["302 to a sign-in page", SIGN_IN, "302, which leads elsewhere"],
    ["307", { status: 307 }, "307"],
    ["304", { status: 304 }, "304"],
    ["a page", PAGE, "the answer is not JSON"],
    ["JSON that is cut off", CUT_OFF, "the answer is not JSON"],
    ["202 that names no address to ask", NOWHERE_TO_ASK, "202, which names no address to ask"],
] as const satisfies readonly (readonly [string, Answer, string])[];
const FOR_NO_RESOURCE = [
    ["204", { status: 204 }, "204 without a body"],
    ["200 without a body", { status: 200 }, "200 without a body"],
    ["null", { status: 200, body: "null" }, "200 with null"],
    ["a text", { status: 200, body: '"web"' }, "200 with a string"],
] as const satisfies readonly (readonly [string, Answer, string])[];

const CALLS: readonly (readonly [string, ArmCall, readonly (readonly [string, Answer, string])[]])[] = [
    ["a look", LOOK, [...FOR_NO_CALL, ...FOR_NO_RESOURCE]],
    ["a list", LIST, [...FOR_NO_CALL, ...FOR_NO_RESOURCE]],
    ["a write", WRITE, [...FOR_NO_CALL, ...FOR_NO_RESOURCE]],
    ["a change", CHANGE, [...FOR_NO_CALL, ...FOR_NO_RESOURCE.filter(([what]) => what !== "204")]],
    ["a restart", RESTART, FOR_NO_CALL],
    ["a removal", REMOVAL, FOR_NO_CALL],
    ["an action that must have a body", { ...RESTART, answers: "body" }, [...FOR_NO_CALL, ...FOR_NO_RESOURCE]],
];

describe("rule 31: an answer without what was asked for is no answer", function () {
    this.timeout(10_000);
    for (const [what, call, answers] of CALLS) {
        for (const [answered, answer, why] of answers) {
            it(`${what} is repeated after ${answered}`, async () => {
                const { arm, waits } = service([answer, OK]);
                assert.deepEqual(await arm.send(call), { keys: [] });
                assert.deepEqual(waits, [1_000]);
            });

            it(`${what} that is answered with ${answered} each time is neither absent nor done`, async () => {
                const { arm, calls } = service([answer, answer, answer, answer, OK]);
                const error = await failureOf(unlessAbsent(arm.send(call)));
                assert.equal(error.message, `${call.method} ${call.path}: no usable answer (${why})`);
                const changes = ![LOOK.method, "POST"].includes(call.method) || call === RESTART;
                assert.deepEqual([error.status, error.mayPass, error.mayBeUnderWay], [0, true, changes]);
                assert.equal(calls.length, 4);
            });

            it(`${what} that must not be repeated is sent once where it is answered with ${answered}`, async () => {
                const { arm, calls } = service([answer, OK]);
                assert.equal((await failureOf(arm.sendOnce(call))).mayHaveTakenEffect, true);
                assert.equal(calls.length, 1);
            });
        }
    }

    for (const [what, call] of [
        ["a restart", RESTART],
        ["a removal", REMOVAL],
        ["a write of which the caller expects nothing", { ...WRITE, answers: "nothing" }],
    ] as const) {
        it(`${what} is done where it is answered without a body`, async () => {
            for (const status of [200, 204]) {
                const { arm, calls } = service([{ status }]);
                assert.equal(await arm.send(call), undefined);
                assert.equal(calls.length, 1);
            }
        });
    }

    it("a change is done where it is answered 204", async () => {
        assert.equal(await service([{ status: 204 }]).arm.send(CHANGE), undefined);
    });

    it("a list that is no object, but an array, is an answer", async () => {
        assert.deepEqual(await service([{ status: 200, body: [] }]).arm.send(LIST), []);
    });
});
