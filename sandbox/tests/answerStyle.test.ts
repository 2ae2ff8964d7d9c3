import assert from "node:assert/strict";
import type { ErrorForm } from "../azure/arm/errorForms";
import { ACCOUNT, SITE, useLocalAzure, VAULT } from "../testing/localAzureFixture";
import { armClient } from "../testing/managementClient";

describe("the answers of the local Azure", () => {
    const fixture = useLocalAzure();
    const idOf = (path: string) =>
        `/subscriptions/${fixture().azure.subscriptionId}/resourceGroups/photos/providers/${path}`;

    describe("with nulls", () => {
        beforeEach(() => {
            fixture().azure.answers.nulls = true;
        });

        it("have null for the list of nothing, and for the link to no next page", async () => {
            const { arm } = fixture();
            await arm("PUT", "Microsoft.Web/sites/slotless", { location: "here" });
            const { text } = await arm("GET", "Microsoft.Web/sites/slotless/slots");
            assert.equal(text, '{"nextLink":null,"value":null}');
            const { body } = await arm("GET", `/subscriptions/${fixture().azure.subscriptionId}/resourceGroups`);
            assert.equal((body.value as readonly unknown[]).length, 1);
        });

        it("have null for what a resource has no value of, alone and in a list", async () => {
            const { azure, arm } = fixture();
            azure.vaults.get("safe").write("plain", { value: "x" });
            const { body } = await arm("GET", `${VAULT}/secrets/plain`);
            const { properties, ...envelope } = body as { properties: Record<string, unknown> };
            assert.equal(properties.contentType, null);
            assert.deepEqual(envelope, {
                id: idOf(`${VAULT}/secrets/plain`),
                name: "plain",
                type: "Microsoft.KeyVault/vaults/secrets",
                tags: null,
                kind: null,
                sku: null,
                identity: null,
                managedBy: null,
                plan: null,
                zones: null,
                etag: null,
                systemData: null,
            });
            const { value } = (await arm("GET", `${VAULT}/secrets`)).body as { value: readonly object[] };
            assert.deepEqual(
                value.map((secret) => ("identity" in secret ? secret.identity : "not there")),
                [null],
            );
        });

        it("leave what users gave names to, and what has a value", async () => {
            const { arm } = fixture();
            await arm("PUT", `${SITE}/config/appsettings`, { properties: {} });
            assert.deepEqual((await arm("POST", `${SITE}/config/appsettings/list`)).body.properties, {});
            await arm("PUT", SITE, { tags: { a: "b" }, identity: { type: "SystemAssigned" } });
            const { tags, identity } = (await arm("GET", SITE)).body;
            assert.deepEqual(tags, { a: "b" });
            assert.equal((identity as { type: string }).type, "SystemAssigned");
        });

        it("have null for what an error does not tell", async () => {
            const { body } = await fixture().arm("GET", `${VAULT}/secrets/none`);
            const { code, message, ...others } = body.error as Record<string, unknown>;
            assert.equal(code, "ResourceNotFound");
            assert.match(String(message), /vaults\/secrets\/safe\/none/);
            assert.deepEqual(others, { target: null, details: null, innererror: null, additionalInfo: null });
        });
    });

    for (const [idCase, changed] of [
        ["lower", (id: string) => id.toLowerCase()],
        ["upper", (id: string) => id.toUpperCase()],
    ] as const) {
        it(`have ids in ${idCase} case where they are told to, and values as they were`, async () => {
            const { azure, arm } = fixture();
            azure.answers.idCase = idCase;
            const { id, name, properties } = (await arm("GET", SITE)).body as Record<string, string>;
            assert.deepEqual([id, name], [changed(idOf(SITE)), "web"]);
            assert.equal(
                (properties as unknown as { serverFarmId: string }).serverFarmId,
                changed(idOf("Microsoft.Web/serverfarms/Default1")),
            );
            const settings = { accountId: idOf(ACCOUNT) };
            await arm("PUT", `${SITE}/config/appsettings`, { properties: settings });
            assert.deepEqual((await arm("POST", `${SITE}/config/appsettings/list`)).body.properties, settings);
            assert.equal((await arm("GET", changed(idOf(SITE)))).status, 200);
        });
    }

    describe("that refuse", () => {
        const message =
            "The Resource 'Microsoft.Web/sites/none' under resource group 'photos' was not found. " +
            "For more details please go to https://aka.ms/ARMResourceNotFoundFix";
        const code = "ResourceNotFound";
        const forms: Readonly<Record<ErrorForm, object>> = {
            arm: { error: { code, message } },
            plain: { code, message },
            appService: {
                Code: code,
                Message: message,
                Target: null,
                Details: [{ Message: message }, { Code: code }, { ErrorEntity: { Code: code, Message: message } }],
                Innererror: null,
            },
            iotHub: { Code: code, HttpStatusCode: "NotFound", Message: message },
            capitals: { Error: { Code: code, Message: message } },
            modelState: { Message: message, ModelState: { parameters: [message] } },
        };
        for (const [form, body] of Object.entries(forms)) {
            it(`do so in the form ${form} where they are told to, with the same status`, async () => {
                const { azure, arm } = fixture();
                Object.assign(azure.answers, { errorForm: form });
                const refused = await arm("GET", "Microsoft.Web/sites/none");
                assert.deepEqual([refused.status, refused.body], [404, body]);
                assert.equal((await arm("GET", SITE)).body.name, "web");
            });
        }

        it("do so in the form of App Service where that finds something wrong", async () => {
            const { arm } = fixture();
            const share = { WEBSITE_CONTENTAZUREFILECONNECTIONSTRING: "AccountName=uploads;AccountKey=bm8=" };
            const { status, body } = await arm("PUT", `${SITE}/config/appsettings`, { properties: share });
            assert.deepEqual([status, body.Code, body.Target, body.Innererror], [400, "BadRequest", null, null]);
            assert.match(String(body.Message), /^Creation of storage file share failed with: /);
        });
    });
});

describe("a lock in the local Azure", () => {
    const fixture = useLocalAzure();
    const group = () => `/subscriptions/${fixture().azure.subscriptionId}/resourceGroups/photos`;

    for (const [what, method, path] of [
        ["a regenerate", "POST", `${ACCOUNT}/regenerateKey`],
        ["a list of keys, which is an action", "POST", `${ACCOUNT}/listKeys`],
        ["a write", "PUT", `${SITE}/config/appsettings`],
        ["a restart", "POST", `${SITE}/restart`],
        ["a secret", "PUT", `${VAULT}/secrets/locked`],
        ["a delete", "DELETE", SITE],
    ] as const) {
        it(`refuses ${what} in its group each time, and changes nothing`, async () => {
            const { azure, arm, account } = fixture();
            const { keys } = account;
            const scope = `${group()}/providers/${path.split("/").slice(0, 3).join("/")}`;
            azure.permissions.locks.add(group());
            const body = { keyName: "key1", properties: { value: "x" } };
            for (let time = 0; time < 3; time += 1) {
                const refused = await arm(method, path, body);
                assert.equal(refused.status, 409);
                const { code, message } = refused.body.error as Record<string, string>;
                assert.equal(code, "ScopeLocked");
                assert.match(message ?? "", new RegExp(`^The scope '${scope}[^']*' cannot perform `));
                assert.ok(
                    message?.endsWith(
                        `following scope(s) are locked: '${group()}'. Please remove the lock and try again.`,
                    ),
                );
            }
            assert.deepEqual(account.keys, keys);
            assert.equal((await arm("GET", SITE)).status, 200);
            azure.permissions.locks.clear();
            assert.notEqual((await arm("GET", SITE)).status, 409);
        });
    }

    it("is one of its resource alone, in any case, and may be against deletes alone", async () => {
        const { azure, arm } = fixture();
        azure.permissions.locks.add(`${group()}/providers/${ACCOUNT}`.toUpperCase(), "CanNotDelete");
        assert.equal((await arm("POST", `${ACCOUNT}/listKeys`)).status, 200);
        const { status, text } = await arm("DELETE", ACCOUNT);
        assert.equal(status, 409);
        assert.match(text, /cannot perform delete operation/);
        azure.permissions.locks.remove(`${group()}/providers/${ACCOUNT}`);
        azure.permissions.locks.add(`${group()}/providers/${ACCOUNT}`);
        assert.equal((await arm("POST", `${ACCOUNT}/listKeys`)).status, 409);
        assert.equal((await arm("POST", `${SITE}/config/appsettings/list`)).status, 200);
    });

    it("holds for the services that are read from their packages, and not for the data plane of a vault", async () => {
        const { azure, arm } = fixture();
        const maps = `${group()}/providers/Microsoft.Maps/accounts/world`;
        await azure.keyServices.create(maps);
        azure.permissions.locks.add(maps);
        const refused = await arm("POST", `${maps}/listKeys?api-version=2023-06-01`);
        assert.deepEqual([refused.status, /ScopeLocked/.test(refused.text)], [409, true]);
        azure.permissions.locks.add(group());
        const direct = await armClient(azure, "https://vault.core.local.test");
        const { uri } = azure.vaults.get("safe");
        const written = await direct("PUT", `${uri}secrets/unlocked?api-version=7.4`, { value: "x" });
        assert.equal(written.status, 200, written.text);
    }).timeout(20_000);
});
