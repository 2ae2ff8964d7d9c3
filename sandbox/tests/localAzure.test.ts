import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { promisify } from "node:util";
import { ACCOUNT, SITE, useLocalAzure, VAULT } from "../testing/localAzureFixture";
import { armClient } from "../testing/managementClient";

describe("the local Azure", () => {
    const fixture = useLocalAzure();

    describe("for a client with a managed identity", () => {
        it("serves the real credential and pipeline, configured by the environment alone", async () => {
            const { azure } = fixture();
            const path = `/subscriptions/${azure.subscriptionId}/resourceGroups/photos/providers/${ACCOUNT}/listKeys?api-version=2024-01-01`;
            const client = join(__dirname, "support", "identityClient.js");
            const { stdout } = await promisify(execFile)(process.execPath, [client, path], { env: { ...azure.env } });
            assert.deepEqual(JSON.parse(stdout), { status: 200, keys: ["key1", "key2"] });
            assert.deepEqual(azure.journal.byOperation(), {
                "metadata/endpoints": 1,
                "identity/token": 1,
                "storageAccounts/listKeys": 1,
            });
            assert.match(azure.journal.calls.at(-1)?.client ?? "", /core-rest-pipeline/);
        });

        it("gives no token without the identity's header", async () => {
            const { azure } = fixture();
            const answer = await fetch(`${azure.env.IDENTITY_ENDPOINT}?resource=x&api-version=2019-08-01`);
            assert.equal(answer.status, 401);
        });

        it("gives no token at a version that an App Service does not take", async () => {
            const { azure } = fixture();
            const headers = { "x-identity-header": azure.env.IDENTITY_HEADER ?? "" };
            const ask = (version: string) =>
                fetch(`${azure.env.IDENTITY_ENDPOINT}?resource=x&api-version=${version}`, { headers });
            assert.equal((await ask("2018-02-01")).status, 400);
            assert.equal((await ask("2019-08-01")).status, 200);
        });

        it("refuses a token for another audience", async () => {
            const { azure } = fixture();
            const elsewhere = await armClient(azure, "https://elsewhere.test/");
            const refused = await elsewhere("GET", ACCOUNT);
            assert.equal(refused.status, 401);
            assert.match(refused.text, /InvalidAuthenticationTokenAudience/);
            assert.match(refused.headers["www-authenticate"] ?? "", /^Bearer /);
        });
    });

    describe("as Resource Manager", () => {
        it("tells neither paths nor names apart by their letter case", async () => {
            const { arm } = fixture();
            const answer = await arm("GET", ACCOUNT.toUpperCase());
            assert.equal(answer.status, 200);
            assert.match(answer.text, /"name":"uploads"/);
        });

        for (const [what, path, status, code] of [
            ["a missing api-version", `${ACCOUNT}?api-version=`, 400, "MissingApiVersionParameter"],
            ["a missing account", "Microsoft.Storage/storageAccounts/other", 404, "ResourceNotFound"],
            ["a missing group", "/subscriptions/SUBSCRIPTION/resourceGroups/x", 404, "ResourceGroupNotFound"],
            ["another subscription", "/subscriptions/0/resourceGroups/photos", 404, "SubscriptionNotFound"],
        ] as const) {
            it(`refuses ${what} with ${status} ${code}`, async () => {
                const { azure, arm } = fixture();
                const answer = await arm("GET", path.replace("SUBSCRIPTION", azure.subscriptionId));
                assert.equal(answer.status, status);
                assert.match(answer.text, new RegExp(`"error":\\{"code":"${code}"`));
            });
        }

        it("serves one connection after another request on it, and in between", async () => {
            const { arm } = fixture();
            await Promise.all(Array.from({ length: 20 }, () => arm("GET", ACCOUNT)));
            await delay(50);
            assert.equal((await arm("GET", ACCOUNT)).status, 200);
        });
    });

    describe("as a storage account", () => {
        it("regenerates the one key that is named, and the data plane refuses its former value", async () => {
            const { azure, arm, account, accepts } = fixture();
            const former = account.keys;
            const answer = await arm("POST", `${ACCOUNT}/regenerateKey`, { keyName: "key2" });
            assert.equal(answer.status, 200);
            assert.deepEqual(answer.body.keys, (await arm("POST", `${ACCOUNT}/listKeys`)).body.keys);
            assert.equal(account.keys.key1, former.key1);
            assert.notEqual(account.keys.key2, former.key2);
            assert.deepEqual(await Promise.all([former.key1, former.key2, account.keys.key2].map(accepts)), [
                true,
                false,
                true,
            ]);
            assert.equal(
                azure.journal.count("storageAccounts/regenerateKey", ({ detail }) => detail === "key2"),
                1,
            );
        });

        it("refuses to regenerate a key that no account has", async () => {
            const { arm, account } = fixture();
            const former = account.keys;
            assert.equal((await arm("POST", `${ACCOUNT}/regenerateKey`, { keyName: "key3" })).status, 400);
            assert.deepEqual(account.keys, former);
        });

        it("accepts the new key only after the propagation delay, while the former one is refused at once", async () => {
            const { azure, account, accepts } = fixture();
            azure.storage.propagation.acceptedAfterMs = 500;
            const former = account.keys.key2;
            account.regenerate("key2");
            assert.deepEqual([account.accepts(former), await accepts(former)], [false, false]);
            assert.equal(await accepts(account.keys.key2), false);
            await happened("storageAccounts/keyAccepted");
            assert.equal(await accepts(account.keys.key2), true);
        });
    });

    describe("as a Key Vault", () => {
        it("makes a version of every value written and never shows one", async () => {
            const { azure, arm } = fixture();
            const written = [];
            for (const value of ["first", "second"]) {
                written.push(
                    await arm("PUT", `${VAULT}/secrets/s`, { tags: { value: "none" }, properties: { value } }),
                );
            }
            assert.deepEqual(
                written.map(({ status }) => status),
                [201, 200],
            );
            const [first, second] = azure.vaults.get("safe").get("s").versions;
            assert.deepEqual([first?.value, second?.value], ["first", "second"]);
            const { body, text } = await arm("GET", `${VAULT}/secrets/s`);
            const { uri } = azure.vaults.get("safe");
            assert.ok(text.includes(`"secretUriWithVersion":"${uri}secrets/s/${second?.id}"`), text);
            assert.deepEqual(body.tags, { value: "none" });
            assert.doesNotMatch(text, /second/);
        });
    });

    describe("as a web app", () => {
        const write = (settings: Record<string, string>) =>
            fixture().arm("PUT", `${SITE}/config/appsettings`, { properties: settings });

        it("replaces the whole map and restarts the application afterwards", async () => {
            const { azure, arm } = fixture();
            const site = azure.sites.get("web");
            await write({ ONE: "1", TWO: "2" });
            await site.settled();
            await write({ TWO: "3" });
            assert.deepEqual((await arm("POST", `${SITE}/config/appsettings/list`)).body.properties, { TWO: "3" });
            assert.deepEqual(site.runningSettings, { ONE: "1", TWO: "2" });
            await arm("POST", `${SITE}/restart?softRestart=true&synchronous=true`);
            assert.deepEqual(site.runningSettings, { TWO: "3" });
        });

        it("restarts softly at once where the application runs with its settings already", async () => {
            const { azure, arm } = fixture();
            const site = azure.sites.get("web");
            await site.settled();
            const { restarts } = site;
            await arm("POST", `${SITE}/restart?softRestart=true&synchronous=true`);
            assert.equal(site.restarts, restarts);
            await arm("POST", `${SITE}/restart?synchronous=true`);
            assert.equal(site.restarts, restarts + 1);
        });

        it("keeps the settings and sticky names of a deployment slot apart", async () => {
            const { azure, arm } = fixture();
            await arm("PUT", `${SITE}/slots/staging`, { location: "here" });
            await write({ HOME: "production" });
            await arm("PUT", `${SITE}/slots/staging/config/appsettings`, { properties: { HOME: "staging" } });
            await arm("PUT", `${SITE}/config/slotConfigNames`, { properties: { appSettingNames: ["HOME"] } });
            assert.deepEqual(azure.sites.get("web").settings, { HOME: "production" });
            assert.deepEqual(azure.sites.get("web/staging").settings, { HOME: "staging" });
            const { body } = await arm("GET", `${SITE}/config/slotConfigNames`);
            assert.deepEqual(body.properties, {
                appSettingNames: ["HOME"],
                connectionStringNames: [],
                azureStorageConfigNames: [],
            });
        });

        it("gives the application what its Key Vault references stand for, and says what became of each", async () => {
            const { azure, arm } = fixture();
            const site = azure.sites.get("web");
            const vault = azure.vaults.get("safe");
            const version = vault.write("uploads", { value: "old" }).current.id;
            const reference = (path: string) => `@Microsoft.KeyVault(SecretUri=${vault.uri}secrets/${path})`;
            await write({
                VERSIONED: reference(`uploads/${version}`),
                VERSIONLESS: "@Microsoft.KeyVault(VaultName=safe;SecretName=uploads)",
                MISSING: reference("other"),
                STRANGE: "@Microsoft.KeyVault(SecretUri=https://vault.elsewhere.test/secrets/uploads)",
                NOWHERE: "@Microsoft.KeyVault(VaultName=none;SecretName=uploads)",
            });
            assert.equal(site.references.get("VERSIONED")?.status, "Initialized");
            await site.settled();
            const states = [];
            for (const name of Object.keys(site.settings)) {
                const { properties } = (await arm("GET", `${SITE}/config/configreferences/appsettings/${name}`)).body;
                assert.ok(typeof properties === "object" && properties !== null);
                const { status, activeVersion } = { activeVersion: undefined, status: undefined, ...properties };
                states.push([name, status, activeVersion]);
            }
            assert.deepEqual(states, [
                ["VERSIONED", "Resolved", version],
                ["VERSIONLESS", "Resolved", version],
                ["MISSING", "SecretNotFound", undefined],
                ["STRANGE", "InvalidSyntax", undefined],
                ["NOWHERE", "VaultNotFound", undefined],
            ]);
            assert.equal(site.runningSettings.VERSIONED, "old");
            assert.equal(site.runningSettings.MISSING, reference("other"));

            vault.write("uploads", { value: "new" });
            await site.restart("hard");
            assert.equal(site.runningSettings.VERSIONLESS, "old", "a restart alone reads no secret anew");
            site.editSetting("ANOTHER", "change");
            await site.settled();
            assert.deepEqual([site.runningSettings.VERSIONLESS, site.runningSettings.VERSIONED], ["new", "old"]);
        });
    });

    it("writes no key into its journal", async () => {
        const { azure, arm, account, accepts } = fixture();
        await arm("POST", `${ACCOUNT}/regenerateKey`, { keyName: "key1" });
        await arm("POST", `${ACCOUNT}/listKeys`);
        await arm("PUT", `${SITE}/config/appsettings`, { properties: { UPLOADS: account.connectionString("key1") } });
        await accepts(account.keys.key1);
        const journal = JSON.stringify(azure.journal.entries);
        for (const key of Object.values(account.keys)) {
            assert.ok(!journal.includes(key) && !journal.includes(encodeURIComponent(key)));
        }
    });

    /** Done at the next event of that kind. */
    function happened(operation: string): Promise<void> {
        return new Promise((resolve) => {
            const forget = fixture().azure.journal.on((entry) => {
                if (entry.operation === operation) {
                    forget();
                    resolve();
                }
            });
        });
    }
});
