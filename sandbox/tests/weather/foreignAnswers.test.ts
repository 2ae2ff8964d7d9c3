import assert from "node:assert/strict";
import { request } from "node:https";
import type { ForeignAnswer } from "../../azure/foreignAnswers";
import { ACCOUNT, SITE, useLocalAzure, VAULT } from "../../testing/localAzureFixture";

/** Each with a client's view of it. */
const SEEN: readonly (readonly [ForeignAnswer, number, string, RegExp])[] = [
    ["signIn", 302, "text/html; charset=utf-8", /^$/],
    ["notModified", 304, "application/json; charset=utf-8", /^$/],
    ["noContent", 204, "application/json; charset=utf-8", /^$/],
    ["emptyBody", 200, "application/json; charset=utf-8", /^$/],
    ["html", 200, "text/html; charset=utf-8", /^<!DOCTYPE html>.*under maintenance/],
    ["nowhereToAsk", 202, "application/json; charset=utf-8", /^$/],
    ["proxyNotFound", 404, "text/html; charset=utf-8", /^<!DOCTYPE html>.*404 Not Found/],
    [
        "untrueNotFound",
        404,
        "application/json; charset=utf-8",
        /^\{"error":\{"code":"ResourceNotFound","message":"The Resource 'Microsoft\.Storage\/storageAccounts\/uploads' under resource group 'photos' was not found\. /,
    ],
];

describe("the weather: an answer of somebody in between", () => {
    const fixture = useLocalAzure();
    const REGENERATE = "storageAccounts/regenerateKey";

    for (const [foreign, status, contentType, body] of SEEN) {
        for (const afterEffect of [false, true]) {
            it(`is ${foreign}, ${afterEffect ? "after" : "without"} the effect, once`, async () => {
                const { azure, account } = fixture();
                azure.faults.add({ operation: REGENERATE, foreign, afterEffect });
                const former = account.keys.key2;
                const seen = await send(`${ACCOUNT}/regenerateKey`, { keyName: "key2" });
                assert.deepEqual([seen.status, seen.headers["content-type"]], [status, contentType]);
                assert.match(seen.text, body);
                assert.equal(account.keys.key2 !== former, afterEffect);
                const { operation, weather } = azure.journal.calls.at(-1) ?? {};
                assert.deepEqual([operation, weather], [REGENERATE, "foreign"]);
                assert.equal((await send(`${ACCOUNT}/regenerateKey`, { keyName: "key2" })).status, 200);
                assert.equal(azure.journal.calls.at(-1)?.weather, undefined);
            });
        }
    }

    it("denies a vault's secret in the words of a vault", async () => {
        const { azure } = fixture();
        const { uri } = azure.vaults.get("safe");
        azure.vaults.get("safe").write("uploads", { value: "v" });
        azure.faults.add({ match: ({ path }) => path.startsWith("/secrets/"), foreign: "untrueNotFound" });
        const { status, text } = await send(`${uri}secrets/uploads?api-version=7.5`, undefined, "GET");
        const message = "A secret with (name/id) uploads was not found in this key vault.";
        assert.deepEqual([status, JSON.parse(text)], [404, { error: { code: "SecretNotFound", message } }]);
    });

    it("leads to a page that answers 200 to anybody", async () => {
        const { azure } = fixture();
        azure.faults.add({ operation: "storageAccounts/listKeys", foreign: "signIn" });
        const { headers } = await send(`${ACCOUNT}/listKeys`);
        const location = new URL(headers.location ?? "");
        assert.equal(location.href, `https://${azure.host}/common/oauth2/v2.0/authorize?response_type=code`);
        const page = await send(location.href, undefined, "GET");
        assert.equal(page.status, 200);
        assert.match(page.text, /Sign in to your account/);
    });

    it("is the first half of the call's own answer where it took effect", async () => {
        const { azure } = fixture();
        const whole = (await send(`${ACCOUNT}/listKeys`)).text;
        azure.faults.add({ operation: "storageAccounts/listKeys", foreign: "truncated", afterEffect: true });
        const { status, text } = await send(`${ACCOUNT}/listKeys`);
        assert.equal(status, 200);
        assert.ok(whole.startsWith(text) && text.length > 10);
        assert.throws(() => JSON.parse(text));
    });

    it("is the beginning of a JSON text where it took none", async () => {
        const { azure, account } = fixture();
        azure.faults.add({ operation: REGENERATE, foreign: "truncated" });
        const former = account.keys.key1;
        const { status, text } = await send(`${ACCOUNT}/regenerateKey`, { keyName: "key1" });
        assert.deepEqual([status, text, account.keys.key1], [200, '{"value":[{"id":"/subscriptions/', former]);
    });

    it("is a body that goes on until the client has enough", async () => {
        const { azure } = fixture();
        azure.faults.add({ operation: "storageAccounts/listKeys", foreign: "endless" });
        const { status, text } = await send(`${ACCOUNT}/listKeys`, undefined, "POST", 300);
        assert.equal(status, 200);
        assert.match(text, /^\{"value":\[\{"id":"\/subscriptions\/ {2,}$/);
        assert.deepEqual(
            azure.journal.calls.map((call) => [call.operation, call.status, call.weather]),
            [["storageAccounts/listKeys", 200, "foreign"]],
        );
    });

    it("comes for every service: an app's settings, a vault, a blob, a token", async () => {
        const { azure, arm, account, accepts } = fixture();
        const asked = ["sites/config/appsettings/list", "vaults/get", "blobService/get", "identity/token"];
        for (const operation of asked) {
            azure.faults.add({ operation, foreign: "html" });
        }
        await arm("POST", `${SITE}/config/appsettings/list`);
        await arm("GET", VAULT);
        await accepts(account.keys.key1);
        await fetch(`${azure.env.IDENTITY_ENDPOINT}?api-version=2019-08-01&resource=x`);
        const foreign = azure.journal.calls.filter(({ weather }) => weather === "foreign");
        assert.deepEqual(
            foreign.map(({ operation }) => operation),
            asked,
        );
    });

    interface Seen {
        readonly status: number | undefined;
        readonly headers: Readonly<Record<string, string | undefined>>;
        readonly text: string;
    }

    /** Sends without changes: no redirect is followed, and the bytes of the first `forMs` are taken for all. */
    async function send(path: string, body?: unknown, method = "POST", forMs = 5_000): Promise<Seen> {
        const { azure } = fixture();
        const { IDENTITY_ENDPOINT, IDENTITY_HEADER = "" } = azure.env;
        const endpoint = `${IDENTITY_ENDPOINT}?api-version=2019-08-01&resource=https://${azure.host}/`;
        token ??= JSON.parse(
            await (await fetch(endpoint, { headers: { "x-identity-header": IDENTITY_HEADER } })).text(),
        );
        azure.journal.clear();
        const base = `https://${azure.host}/subscriptions/${azure.subscriptionId}/resourceGroups/photos/providers/`;
        const url = path.startsWith("https:") ? path : `${base}${path}?api-version=2024-01-01`;
        const headers = { authorization: `Bearer ${token?.access_token}`, "content-type": "application/json" };
        return new Promise((resolve, reject) => {
            const sent = request(url, { method, ca: azure.authority, agent: false, headers }, (response) => {
                let text = "";
                const seen = () => {
                    clearTimeout(timer);
                    sent.destroy();
                    resolve({ status: response.statusCode, headers: stringsOf(response.headers), text });
                };
                const timer = setTimeout(seen, forMs);
                response
                    .setEncoding("utf8")
                    .on("data", (chunk) => (text += chunk))
                    .on("end", seen);
            });
            sent.on("error", reject).end(body === undefined ? undefined : JSON.stringify(body));
        });
    }
    let token: { readonly access_token: string } | undefined;
});

function stringsOf(headers: NodeJS.Dict<string | string[]>): Readonly<Record<string, string | undefined>> {
    return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, value?.toString()]));
}
