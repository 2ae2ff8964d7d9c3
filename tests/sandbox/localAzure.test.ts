import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { get } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { promisify } from "node:util";
import { watchKey } from "../../sandbox/app/keyProbe";
import { startLoad } from "../../sandbox/app/load";
import { type LocalAzure, startLocalAzure } from "../../sandbox/azure/localAzure";
import type { StorageAccount } from "../../sandbox/azure/storage/storageAccount";
import { type Arm, armClient } from "./support/armClient";

const ACCOUNT = "Microsoft.Storage/storageAccounts/uploads";
const VAULT = "Microsoft.KeyVault/vaults/safe";
const SITE = "Microsoft.Web/sites/web";

describe("the local Azure", () => {
    let directory: string;
    let azure: LocalAzure;
    let arm: Arm;
    let account: StorageAccount;

    before(async () => {
        directory = await mkdtemp(join(tmpdir(), "local-azure-"));
        azure = await startLocalAzure({ directory, restartDelayMs: 100 });
        arm = await armClient(azure);
        await arm("PUT", `/subscriptions/${azure.subscriptionId}/resourceGroups/photos`, { location: "here" });
        await arm("PUT", ACCOUNT, { location: "here" });
        await arm("PUT", VAULT, { location: "here" });
        await arm("PUT", SITE, { location: "here" });
        account = azure.storage.get("uploads");
    });

    beforeEach(() => {
        azure.journal.clear();
        azure.faults.clear();
        Object.assign(azure.storage.propagation, { acceptedAfterMs: 0, refusedAfterMs: 0 });
    });

    after(async () => {
        await azure.stop();
        assert.deepEqual((await readdir(directory)).sort(), ["authority.pem", "server-key.pem", "server.pem"]);
        await rm(directory, { recursive: true });
    });

    /** How the data plane answers a key: accepted or not, after one try. */
    async function accepts(key: string): Promise<boolean | undefined> {
        return new Promise((resolve) => {
            const { endpoints, name } = account;
            const probe = watchKey({
                endpoint: endpoints.blob,
                account: name,
                key,
                authority: azure.authority,
                onChange: (accepted) => void probe.stop().then(() => resolve(accepted)),
            });
        });
    }

    describe("for a client with a managed identity", () => {
        it("serves the real credential and pipeline, configured by the environment alone", async () => {
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
            const answer = await fetch(`${azure.env.IDENTITY_ENDPOINT}?resource=x&api-version=2019-08-01`);
            assert.equal(answer.status, 401);
        });

        it("refuses a token for another audience", async () => {
            const elsewhere = await armClient(azure, "https://elsewhere.test/");
            const refused = await elsewhere("GET", ACCOUNT);
            assert.equal(refused.status, 401);
            assert.match(refused.text, /InvalidAuthenticationTokenAudience/);
            assert.match(refused.headers["www-authenticate"] ?? "", /^Bearer /);
        });
    });

    describe("as Resource Manager", () => {
        it("tells neither paths nor names apart by their letter case", async () => {
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
                const answer = await arm("GET", path.replace("SUBSCRIPTION", azure.subscriptionId));
                assert.equal(answer.status, status);
                assert.match(answer.text, new RegExp(`"error":\\{"code":"${code}"`));
            });
        }

        it("serves one connection after another request on it, and in between", async () => {
            await Promise.all(Array.from({ length: 20 }, () => arm("GET", ACCOUNT)));
            await delay(50);
            assert.equal((await arm("GET", ACCOUNT)).status, 200);
        });
    });

    describe("as a storage account", () => {
        it("regenerates the one key that is named, and the data plane refuses its former value", async () => {
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
            const former = account.keys;
            assert.equal((await arm("POST", `${ACCOUNT}/regenerateKey`, { keyName: "key3" })).status, 400);
            assert.deepEqual(account.keys, former);
        });

        it("accepts the new key only after the propagation delay, while the former one is refused at once", async () => {
            azure.storage.propagation.acceptedAfterMs = 250;
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
            assert.match(
                text,
                new RegExp(`"secretUriWithVersion":"https://safe\\.vault\\.[^"]+/secrets/s/${second?.id}"`),
            );
            assert.deepEqual(body.tags, { value: "none" });
            assert.doesNotMatch(text, /second/);
        });
    });

    describe("as a web app", () => {
        const write = (settings: Record<string, string>) =>
            arm("PUT", `${SITE}/config/appsettings`, { properties: settings });

        it("replaces the whole map and restarts the application afterwards", async () => {
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
            const site = azure.sites.get("web");
            await site.settled();
            const { restarts } = site;
            await arm("POST", `${SITE}/restart?softRestart=true&synchronous=true`);
            assert.equal(site.restarts, restarts);
            await arm("POST", `${SITE}/restart?synchronous=true`);
            assert.equal(site.restarts, restarts + 1);
        });

        it("keeps the settings and sticky names of a deployment slot apart", async () => {
            await arm("PUT", `${SITE}/slots/staging`, { location: "here" });
            await write({ HOME: "production" });
            await arm("PUT", `${SITE}/slots/staging/config/appsettings`, { properties: { HOME: "staging" } });
            await arm("PUT", `${SITE}/config/slotConfigNames`, { properties: { appSettingNames: ["HOME"] } });
            assert.deepEqual(azure.sites.get("web").settings, { HOME: "production" });
            assert.deepEqual(azure.sites.get("web/staging").settings, { HOME: "staging" });
            const { body } = await arm("GET", `${SITE}/config/slotConfigNames`);
            assert.deepEqual(body.properties, { appSettingNames: ["HOME"], connectionStringNames: [] });
        });

        it("gives the application what its Key Vault references stand for, and says what became of each", async () => {
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
            const { value } = (await arm("GET", `${SITE}/config/configreferences/appsettings`)).body as unknown as {
                value: readonly { name: string; properties: { status: string; activeVersion?: string } }[];
            };
            assert.deepEqual(
                value.map(({ name, properties }) => [name, properties.status, properties.activeVersion]),
                [
                    ["VERSIONED", "Resolved", version],
                    ["VERSIONLESS", "Resolved", version],
                    ["MISSING", "SecretNotFound", undefined],
                    ["STRANGE", "InvalidSyntax", undefined],
                    ["NOWHERE", "VaultNotFound", undefined],
                ],
            );
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

    describe("with faults on demand", () => {
        const regenerate = () => arm("POST", `${ACCOUNT}/regenerateKey`, { keyName: "key2" });

        for (const [what, fault, expected, isDone] of [
            ["a status", { status: 503, headers: { "retry-after": "1" } }, 503, false],
            ["a malformed body", { body: "{ no" }, "SyntaxError", false],
            ["a reset", { reset: true }, "ECONNRESET", false],
            ["a delay", { delayMs: 60 }, 200, true],
            ["an answer that is lost after the effect", { afterEffect: true }, "ECONNRESET", true],
            ["an error after the effect", { afterEffect: true, status: 500 }, 500, true],
        ] as const) {
            it(`shows ${what}, once`, async () => {
                const planted = azure.faults.add({ operation: "storageAccounts/regenerateKey", ...fault });
                const former = account.keys.key2;
                const startedAt = performance.now();
                const outcome = await regenerate().then(
                    ({ status }) => status,
                    ({ code, name }) => code ?? name,
                );
                assert.deepEqual([outcome, account.keys.key2 !== former], [expected, isDone]);
                assert.ok(performance.now() - startedAt >= ("delayMs" in fault ? fault.delayMs : 0));
                assert.equal((await regenerate()).status, 200);
                assert.equal(planted.hits, 1);
            });
        }

        it("meets the n-th call, as often as it is told", async () => {
            azure.faults.add({ match: ({ target }) => target === "uploads", nth: 2, times: 2, status: 429 });
            const statuses = [];
            for (let call = 0; call < 4; call += 1) {
                statuses.push((await arm("GET", ACCOUNT)).status);
            }
            assert.deepEqual(statuses, [200, 429, 429, 200]);
        });

        it("never answers where it is to hang", async () => {
            azure.faults.add({ operation: "storageAccounts/get", hang: true });
            const outcome = await Promise.race([arm("GET", ACCOUNT).catch(() => "cut"), delay(100, "no answer")]);
            assert.equal(outcome, "no answer");
            assert.equal(azure.journal.calls.at(-1)?.status, 0);
        });

        it("regenerates as a long-running operation", async () => {
            azure.faults.add({ operation: "storageAccounts/regenerateKey", longRunning: { durationMs: 50 } });
            const former = account.keys.key2;
            const { status, headers } = await regenerate();
            assert.deepEqual([status, account.keys.key2], [202, former]);
            const poll = headers["azure-asyncoperation"] ?? "";
            assert.equal((await arm("GET", poll)).body.status, "InProgress");
            await delay(70);
            assert.equal((await arm("GET", poll)).body.status, "Succeeded");
            assert.match((await arm("GET", headers.location ?? "")).text, /"keyName":"key2"/);
            assert.notEqual(account.keys.key2, former);
        });

        it("meets the data plane, too", async () => {
            azure.faults.add({ operation: "blobService/get", status: 403 });
            assert.equal(await accepts(account.keys.key1), false);
            assert.equal(await accepts(account.keys.key1), true);
        });
    });

    describe("with the sample app", function () {
        this.timeout(20_000);
        const program = { file: join(__dirname, "../../sandbox/app/server.js"), args: ["UPLOADS"] };

        it("loses no request while the settings change under load, and counts those that a careless rotation loses", async () => {
            const site = azure.sites.get("web");
            site.writeSettings({ UPLOADS: account.connectionString("key1") });
            const url = await site.run(program);
            const load = startLoad({ url, perSecond: 100 });
            const outgoing = watchKey({
                endpoint: account.endpoints.blob,
                account: account.name,
                key: account.keys.key1,
                authority: azure.authority,
                everyMs: 20,
            });
            await delay(200);
            site.editSetting("UPLOADS", account.connectionString("key2"));
            await site.settled();
            account.regenerate("key1");
            await delay(300);
            assert.equal(load.failed, 0);
            assert.ok(load.ok > 50, `${load.ok} requests`);
            assert.ok(outgoing.refusedAt !== undefined, "the outgoing key is refused");

            account.regenerate("key2");
            await delay(200);
            await Promise.all([load.stop(), outgoing.stop()]);
            assert.ok(load.failed > 5, `${load.failed} failed requests`);
            assert.ok(load.samples.every(({ outcome }) => outcome === 200 || outcome === 403));
            const buckets = load.series(100);
            assert.equal(
                buckets.reduce((sum, { ok, failed }) => sum + ok + failed, 0),
                load.samples.length,
            );
            assert.deepEqual(buckets[0]?.failed, 0);
            assert.equal(site.url, url);
        });

        it("keeps serving with the old instance where the new one does not start, and says so", async () => {
            await arm("PUT", "Microsoft.Web/sites/fragile", { location: "here" });
            const site = azure.sites.get("fragile");
            site.writeSettings({ UPLOADS: account.connectionString("key2") });
            const url = await site.run(program);
            site.editSetting("NODE_OPTIONS", "--no-such-option");
            const restart = await arm("POST", "Microsoft.Web/sites/fragile/restart?softRestart=true&synchronous=true");
            assert.equal(restart.status, 500);
            assert.equal(azure.journal.count("sites/restartFailed"), 2);
            assert.equal(await new Promise((resolve) => get(url, ({ statusCode }) => resolve(statusCode))), 200);
        });
    });

    it("writes no key into its journal", async () => {
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
            const forget = azure.journal.on((entry) => {
                if (entry.operation === operation) {
                    forget();
                    resolve();
                }
            });
        });
    }
});
