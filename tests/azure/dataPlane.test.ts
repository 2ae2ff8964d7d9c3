import assert from "node:assert/strict";
import { createHttpHeaders, type PipelineRequest, RestError } from "@azure/core-rest-pipeline";
import { ArmError } from "../../components/azure/armError";
import { DataPlane } from "../../components/azure/dataPlane";

const CALL = {
    url: "https://store.azconfig.io/kv?key=*",
    audience: "https://appconfig.azure.com",
    accept: "text/json",
};

type Answer = { readonly status: number; readonly body: string } | "unknown host";

/** A data plane that answers as told; without answers left, with an empty list. */
function dataPlane(answers: Answer[], noToken = false) {
    const requests: PipelineRequest[] = [];
    const scopes: string[] = [];
    const credential = {
        async getToken(asked: string | string[]) {
            scopes.push(String(asked));
            if (noToken) {
                throw new Error("AADSTS500011: there is no such resource");
            }
            return { token: "t", expiresOnTimestamp: Date.now() + 1e7 };
        },
    };
    const http = {
        async sendRequest(request: PipelineRequest) {
            requests.push(request);
            const answer = answers.shift() ?? { status: 200, body: '{"items":[]}' };
            if (answer === "unknown host") {
                throw new RestError("getaddrinfo ENOTFOUND store.azconfig.io", { code: "EAI_FAIL", request });
            }
            return { request, status: answer.status, headers: createHttpHeaders(), bodyAsText: answer.body };
        },
    };
    const plane = new DataPlane(credential, { timeoutMs: 60_000, maxConcurrentCalls: 2 }, http, async () => undefined);
    return { plane, requests, scopes };
}

async function failureOf(answer: Promise<unknown>): Promise<ArmError> {
    const error = await answer.catch((caught: unknown) => caught);
    assert.ok(error instanceof ArmError, String(error));
    return error;
}

describe("a data plane that is read with a token", function () {
    this.timeout(10_000);

    it("is sent one for itself, asked for once, and is not waited for as long as Resource Manager", async () => {
        const { plane, requests, scopes } = dataPlane([]);
        assert.deepEqual(await plane.read(CALL), { items: [] });
        await plane.read(CALL);
        assert.deepEqual(scopes, ["https://appconfig.azure.com/.default"]);
        const [request] = requests;
        assert.deepEqual(
            [request?.url, request?.headers.get("authorization"), request?.headers.get("accept"), request?.timeout],
            [CALL.url, "Bearer t", "text/json", 15_000],
        );
    });

    it("is asked again after an answer that cannot be used", async () => {
        const { plane, requests } = dataPlane([{ status: 200, body: '{"items":' }]);
        assert.deepEqual(await plane.read(CALL), { items: [] });
        assert.equal(requests.length, 2);
    });

    it("is asked again after a failure that passes", async () => {
        const { plane, requests } = dataPlane([{ status: 503, body: "" }]);
        assert.deepEqual(await plane.read(CALL), { items: [] });
        assert.equal(requests.length, 2);
    });

    it("fails with the status of its refusal, without what was asked", async () => {
        const { plane } = dataPlane([{ status: 403, body: `{"error":{"code":"Forbidden","message":"No."}}` }]);
        const { status, message } = await failureOf(plane.read(CALL));
        assert.deepEqual([status, message], [403, "GET https://store.azconfig.io/kv: 403 (Forbidden: No.)"]);
    });

    it("fails without a status where it cannot be reached, or answers what cannot be read", async () => {
        assert.equal((await failureOf(dataPlane(["unknown host"]).plane.read(CALL))).status, 0);
        for (const answer of [
            { status: 204, body: "" },
            { status: 200, body: "<html>Sign in</html>" },
            { status: 302, body: "" },
        ]) {
            const { plane, requests } = dataPlane(Array(4).fill(answer));
            assert.equal((await failureOf(plane.read(CALL))).status, 0);
            assert.equal(requests.length, 4);
        }
    });

    it("fails like that, too, where nobody gives a token for it", async () => {
        const { plane, requests } = dataPlane([], true);
        const { status, message } = await failureOf(plane.read(CALL));
        assert.deepEqual([status, requests.length], [0, 0]);
        assert.match(message, /no access token.*AADSTS500011/);
    });
});
