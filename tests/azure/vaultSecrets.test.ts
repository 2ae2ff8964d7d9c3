import assert from "node:assert/strict";
import { createHttpHeaders, type HttpClient } from "@azure/core-rest-pipeline";
import { clientHttp } from "../../components/azure/clientHttp";
import { openVault } from "../../components/azure/vaultSecrets";
import { RotationError } from "../../components/lifecycle/rotationError";
import { failureOf, SECONDS, TOKEN } from "./support/fakeService";

const VAULT = "https://safe.vault.azure.net";
const KEY = "A".repeat(86).concat("==");
const SECRET = { value: KEY, contentType: "text/plain", tags: { of: "test" } };

type Answer = { readonly status: number; readonly body?: unknown; readonly headers?: Record<string, string> };

/** A version of the secret, as the vault shows it. */
const bundle = (value: string | undefined): Answer => ({
    status: 200,
    body: { value, id: `${VAULT}/secrets/uploads/1`, contentType: "text/plain", tags: { of: "test" }, attributes: {} },
});
const refusal = (status: number, code: string, inner?: string): Answer => ({
    status,
    body: { error: { code, message: "No.", innererror: inner === undefined ? null : { code: inner } } },
});
const NOT_FOUND = refusal(404, "SecretNotFound");
const DELETED = refusal(409, "Conflict", "ObjectIsDeletedButRecoverable");
const CHALLENGE: Answer = {
    status: 401,
    headers: { "www-authenticate": 'Bearer authorization="https://login/t", resource="https://vault.azure.net"' },
};

/** A vault that answers as told after its challenge. */
function vault(answers: readonly Answer[], credential = TOKEN) {
    const left = [CHALLENGE, ...answers];
    const calls: string[] = [];
    const waits: number[] = [];
    const transport: HttpClient = {
        async sendRequest(request) {
            const { pathname } = new URL(request.url);
            const answer = left.shift() ?? { status: 500 };
            if (answer !== CHALLENGE) {
                calls.push(`${request.method} ${pathname.replace(/\/$/, "")}`);
            }
            const bodyAsText =
                answer.body === undefined
                    ? ""
                    : typeof answer.body === "string"
                      ? answer.body
                      : JSON.stringify(answer.body);
            const headers = createHttpHeaders({ "content-type": "application/json", ...answer.headers });
            return { request, status: answer.status, headers, bodyAsText };
        },
    };
    const http = clientHttp({ timeoutMs: SECONDS, maxConcurrentCalls: 2 }, transport);
    const pace = { sleep: async (ms: number) => waits.push(ms), askEveryMs: 1 };
    return { calls, waits, secrets: openVault(VAULT, { credential, trustsHosts: false, http }, pace) };
}

describe("a secret of a vault", () => {
    it("is its current version, with what stands beside the value", async () => {
        const { secrets, calls } = vault([bundle(KEY)]);
        assert.deepEqual(await secrets.read("uploads"), SECRET);
        assert.deepEqual(calls, ["GET /secrets/uploads"]);
    });

    it("is absent only where the vault says so in its own words", async () => {
        assert.equal(await vault([NOT_FOUND]).secrets.read("uploads"), "absent");
        assert.deepEqual(await vault([NOT_FOUND]).secrets.tagsOfVersions("uploads"), []);
        const foreign = await failureOf(vault([{ status: 404, body: "<html>404</html>" }]).secrets.read("uploads"));
        assert.deepEqual(
            [foreign.status, foreign.message],
            [404, `GET ${VAULT}/secrets/uploads: 404 (no further word)`],
        );
    });

    it("is not absent where its current version is disabled", async () => {
        const error = await failureOf(vault([refusal(403, "Forbidden", "SecretDisabled")]).secrets.read("uploads"));
        assert.deepEqual([error.status, error.mayPass], [403, false]);
        assert.equal(error.message, `GET ${VAULT}/secrets/uploads: 403 (Forbidden: No.)`);
    });

    for (const [what, answer, why] of [
        [
            "302 to a sign-in page",
            { status: 302, headers: { location: "https://login/" } },
            "302, which leads elsewhere",
        ],
        ["304", { status: 304 }, "304"],
        ["204", { status: 204 }, "204 without a body"],
        ["200 without a body", { status: 200 }, "200 without a body"],
        [
            "a page",
            { status: 200, body: "<html></html>", headers: { "content-type": "text/html" } },
            "the answer is not JSON",
        ],
        ["a secret without a value", bundle(undefined), "a secret without a value"],
    ] as const) {
        it(`is neither absent nor empty where the answer is ${what}, and is read again`, async () => {
            const { secrets, waits } = vault([answer, bundle(KEY)]);
            assert.deepEqual(await secrets.read("uploads"), SECRET);
            assert.deepEqual(waits, [SECONDS]);
            const error = await failureOf(vault(Array(4).fill(answer)).secrets.read("uploads"));
            assert.deepEqual([error.status, error.mayPass, error.mayBeUnderWay], [0, true, false]);
            assert.ok(error.message.includes(`no usable answer (${why})`), error.message);
        });
    }

    it("has no versions that are known where the answer cannot be used", async () => {
        const page = { status: 200, body: "<html></html>" };
        assert.equal((await failureOf(vault(Array(4).fill(page)).secrets.tagsOfVersions("uploads"))).status, 0);
    });

    it("is not written where the answer cannot be used, and is written again", async () => {
        const { secrets, calls } = vault([{ status: 200 }, bundle(KEY)]);
        await secrets.write("uploads", SECRET);
        assert.deepEqual(calls, ["PUT /secrets/uploads", "PUT /secrets/uploads"]);
        const error = await failureOf(vault(Array(4).fill({ status: 302 })).secrets.write("uploads", SECRET));
        assert.deepEqual([error.mayBeUnderWay, error.message.includes(KEY)], [true, false]);
    });

    it("that was deleted is recovered before it is written", async () => {
        const { secrets, calls } = vault([DELETED, NOT_FOUND, bundle("old"), NOT_FOUND, bundle("old"), bundle(KEY)]);
        await secrets.write("uploads", SECRET);
        assert.deepEqual(calls, [
            "PUT /secrets/uploads",
            "GET /secrets/uploads",
            "POST /deletedsecrets/uploads/recover",
            "GET /secrets/uploads",
            "GET /secrets/uploads",
            "PUT /secrets/uploads",
        ]);
    });

    it("that was deleted and may not be recovered is not written", async () => {
        const { secrets, waits } = vault([DELETED, NOT_FOUND, refusal(403, "Forbidden")]);
        const error = await failureOf(secrets.write("uploads", SECRET));
        assert.deepEqual([error.status, waits], [403, []]);
    });

    it("that is still being deleted is written later", async () => {
        const busy = refusal(409, "Conflict", "ObjectIsBeingDeleted");
        const { secrets, waits } = vault([busy, busy, bundle(KEY)]);
        await secrets.write("uploads", SECRET);
        assert.deepEqual(waits, [1 * SECONDS, 2 * SECONDS]);
    });

    it("is not asked for where nobody gives a token for it", async () => {
        const noToken = new RotationError("service", "no access token for Azure (Login first)");
        const { secrets, calls } = vault([], { getToken: () => Promise.reject(noToken) });
        await assert.rejects(secrets.read("uploads"), noToken);
        assert.deepEqual(calls, []);
    });
});
