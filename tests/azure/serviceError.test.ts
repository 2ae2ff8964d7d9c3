import assert from "node:assert/strict";
import { unlessAbsent } from "../../components/azure/armError";
import { serviceErrorIn } from "../../components/azure/serviceError";
import { failureOf, service } from "./support/fakeService";

const LOOK = { method: "GET", path: "/hubs/hub", apiVersion: "1" } as const;
const WRITE = { ...LOOK, method: "PUT", body: {} } as const;

/** The forms that real services were recorded to answer, with one code and one message. */
const FORMS: Readonly<Record<string, (code: string, message: string) => unknown>> = {
    "Resource Manager": (code, message) => ({ error: { code, message, details: null } }),
    "Cosmos DB": (code, message) => ({ code, message }),
    "App Service": (Code, Message) => ({ Code, Message, Target: null, Details: [{ Message }], Innererror: null }),
    "IoT Hub": (Code, Message) => ({ Code, HttpStatusCode: "NotFound", Message, ExceptionMessage: null }),
    "Resource Manager, in capitals": (Code, Message) => ({ Error: { Code, Message } }),
    "with an error that is null": (code, message) => ({ error: null, code, message }),
};

describe("the error in a body", () => {
    for (const [who, body] of Object.entries(FORMS)) {
        it(`is read in the form of ${who}`, async () => {
            assert.deepEqual(serviceErrorIn(body("Broken", "It broke.")), { code: "Broken", message: "It broke." });
            const refused = service([{ status: 400, body: body("Broken", "It broke.") }]);
            assert.equal((await failureOf(refused.arm.send(LOOK))).message, "GET /hubs/hub: 400 (Broken: It broke.)");
        });

        it(`says in the form of ${who} that a resource is absent`, async () => {
            const answer = (status: number, code: string) =>
                unlessAbsent(service([{ status, body: body(code, "No.") }]).arm.send(LOOK));
            assert.deepEqual(await answer(404, "IotHubNotFound"), await unlessAbsent(absent()));
            await assert.rejects(answer(404, "SubscriptionNotFound"), /404 \(SubscriptionNotFound: No\.\)/);
            await assert.rejects(answer(400, "IotHubNotFound"), /400/);
        });

        it(`says in the form of ${who} why an operation failed`, async () => {
            const begun = { status: 201, headers: { "Azure-AsyncOperation": "/operations/1" }, body: {} };
            const failed = { status: 200, body: { status: "Failed", ...Object(body("Broken", "It broke.")) } };
            const error = await failureOf(service([begun, failed]).arm.send(WRITE));
            assert.match(error.message, /failed later \(Broken: It broke\.\)/);
            assert.equal(error.armCode, "Broken");
        });

        it(`says in the form of ${who} that a lock is in the way`, async () => {
            const locked = { status: 409, body: body("ScopeLocked", "Locked.") };
            assert.equal((await failureOf(service([locked]).arm.send(WRITE))).mayPass, false);
        });
    }

    it("may have a number for its code", async () => {
        const body = { Code: 404104, HttpStatusCode: 404, Message: "No such key." };
        assert.deepEqual(serviceErrorIn(body), { code: "404104", message: "No such key." });
        assert.deepEqual(
            await unlessAbsent(service([{ status: 404, body }]).arm.send(LOOK)),
            await unlessAbsent(absent()),
        );
    });

    it("may have no code, which is no proof that the resource is absent", async () => {
        for (const [body, words] of [
            [{ Message: "The request is invalid.", ModelState: { name: ["Bad."] } }, "The request is invalid."],
            [{ error: { code: null, message: null } }, "no further word"],
            [{ error: { code: "", message: "" } }, "no further word"],
            [{ error: "not found" }, "no further word"],
            ["<html><title>404 Not Found</title></html>", "no further word"],
            ["", "no further word"],
            [null, "no further word"],
            [[], "no further word"],
        ] as const) {
            const answer = unlessAbsent(service([{ status: 404, body }]).arm.send(LOOK));
            assert.equal((await failureOf(answer)).message, `GET /hubs/hub: 404 (${words})`);
        }
    });
});

/** The refusal of a resource that does not exist. */
function absent(): Promise<never> {
    const { arm } = service([{ status: 404, body: { error: { code: "ResourceNotFound", message: "No." } } }]);
    return arm.send(LOOK) as Promise<never>;
}
