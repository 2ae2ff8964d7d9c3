import assert from "node:assert/strict";
import { get } from "node:http";
import { SAMPLE_APP } from "../app/sampleApp";
import { SITE, useLocalAzure } from "../testing/localAzureFixture";

const STAGING = `${SITE}/slots/staging`;

describe("the local Azure, as a web app's configuration", () => {
    const fixture = useLocalAzure();
    const site = () => fixture().azure.sites.get("web");
    const put = (map: string, properties: object, of = SITE) =>
        fixture().arm("PUT", `${of}/config/${map}`, { properties });
    const listed = async (map: string, of = SITE) =>
        (await fixture().arm("POST", `${of}/config/${map}/list`)).body.properties;

    before(async () => {
        await fixture().arm("PUT", STAGING, { location: "here" });
    });

    it("gives an application its connection strings in variables that are named by their type", async () => {
        const { account } = fixture();
        const strings = {
            UPLOADS: { value: account.connectionString("key1"), type: "Custom" },
            MAIN: { value: "Server=db", type: "SQLAzure" },
        };
        await put("connectionstrings", strings);
        assert.deepEqual(await listed("connectionstrings"), strings);
        await site().settled();
        assert.deepEqual(site().runningValues, [account.connectionString("key1"), "Server=db"]);
        const url = await site().run({
            file: SAMPLE_APP,
            args: ["CUSTOMCONNSTR_UPLOADS"],
        });
        assert.equal(await new Promise((resolve) => get(url, ({ statusCode }) => resolve(statusCode))), 200);
    }).timeout(20_000);

    it("says what became of references in connection strings", async () => {
        const { azure, arm } = fixture();
        const vault = azure.vaults.get("safe");
        const { id } = vault.write("strings", { value: "found" }).current;
        await put("connectionstrings", {
            FOUND: { value: `@Microsoft.KeyVault(SecretUri=${vault.uri}secrets/strings/)`, type: "Custom" },
        });
        await site().settled();
        const path = `${SITE}/config/configreferences/connectionstrings`;
        const { status, activeVersion } = (await arm("GET", `${path}/FOUND`)).body.properties as Record<
            string,
            unknown
        >;
        assert.deepEqual([status, activeVersion], ["Resolved", id]);
        assert.equal((await arm("GET", `${path}/OTHER`)).status, 404);
        assert.deepEqual(site().runningValues, ["found"]);
    });

    it("reads secrets anew on demand, and the application has them after a restart that is not a soft one", async () => {
        const { azure, arm } = fixture();
        const vault = azure.vaults.get("safe");
        vault.write("fresh", { value: "old" });
        await put("connectionstrings", {});
        await put("appsettings", { FRESH: `@Microsoft.KeyVault(SecretUri=${vault.uri}secrets/fresh/)` });
        await site().settled();
        const { id } = vault.write("fresh", { value: "new" }).current;
        const refreshed = new Promise<void>((resolve) => {
            const end = azure.journal.on(({ operation }) => {
                if (operation === "sites/referencesRefreshed") {
                    end();
                    resolve();
                }
            });
        });
        await arm("POST", `${SITE}/config/configreferences/appsettings/refresh`);
        await refreshed;
        assert.equal(site().references.get("FRESH")?.activeVersion, id);
        await site().restart("soft");
        assert.equal(site().runningSettings.FRESH, "old");
        await site().restart("hard");
        assert.equal(site().runningSettings.FRESH, "new");
    });

    it("shows of each mount whether its account takes the key", async () => {
        const { account } = fixture();
        const mount = { type: "AzureFiles", accountName: "uploads", shareName: "photos", mountPath: "/photos" };
        await put("azurestorageaccounts", {
            right: { ...mount, accessKey: account.keys.key1 },
            wrong: { ...mount, accessKey: "bm8=" },
            nowhere: { ...mount, accountName: "none", accessKey: account.keys.key1 },
        });
        const mounts = (await listed("azurestorageaccounts")) as Record<string, { state: string; accessKey: string }>;
        assert.deepEqual(
            Object.values(mounts).map(({ state }) => state),
            ["Ok", "InvalidCredentials", "InvalidShare"],
        );
        assert.equal(mounts.right?.accessKey, account.keys.key1);
    });

    it("refuses settings with which it does not reach the content share, and takes them when told not to look", async () => {
        const { account } = fixture();
        const share = (connection: string) => ({
            WEBSITE_CONTENTAZUREFILECONNECTIONSTRING: connection,
            WEBSITE_CONTENTSHARE: "share",
        });
        assert.equal((await put("appsettings", share(account.connectionString("key1")))).status, 200);
        const refused = await put("appsettings", share("AccountName=uploads;AccountKey=bm8="));
        assert.equal(refused.status, 400);
        assert.match(refused.text, /Creation of storage file share failed/);
        assert.equal((await put("appsettings", share("@Microsoft.KeyVault(VaultName=safe;SecretName=x)"))).status, 400);
        const unseen = { ...share("AccountName=uploads;AccountKey=bm8="), WEBSITE_SKIP_CONTENTSHARE_VALIDATION: "1" };
        assert.equal((await put("appsettings", unseen)).status, 200);
    });

    it("lists its slots, and swaps them but for the sticky names", async () => {
        const { arm } = fixture();
        await put("connectionstrings", { DB: { value: "production", type: "Custom" } });
        await put("appsettings", { KEY: "production", HOME: "production" });
        await put("appsettings", { KEY: "staging", HOME: "staging" }, STAGING);
        await put("slotConfigNames", { appSettingNames: ["HOME"] });
        const { body } = await arm("GET", `${SITE}/slots`);
        assert.deepEqual(
            (body.value as { name: string }[]).map(({ name }) => name),
            ["web/staging"],
        );
        assert.equal((await arm("POST", `${STAGING}/slotsswap`, { targetSlot: "production" })).status, 200);
        assert.deepEqual(await listed("appsettings"), { KEY: "staging", HOME: "production" });
        assert.deepEqual(await listed("appsettings", STAGING), { KEY: "production", HOME: "staging" });
        assert.deepEqual(await listed("connectionstrings"), {});
        assert.deepEqual(await listed("connectionstrings", STAGING), { DB: { value: "production", type: "Custom" } });
    });

    for (const [what, body] of [
        ["an empty map", { properties: {} }],
        ["no map", { properties: null }],
        ["nothing", ""],
    ] as const) {
        it(`may show ${what} once where there are settings, which are as they were`, async () => {
            const { azure, arm } = fixture();
            await put("appsettings", { THEIRS: "kept" });
            azure.faults.add({ operation: "sites/config/appsettings/list", body });
            const untrue = await arm("POST", `${SITE}/config/appsettings/list`);
            assert.deepEqual([untrue.status, untrue.text], [200, body === "" ? "" : JSON.stringify(body)]);
            assert.deepEqual(await listed("appsettings"), { THEIRS: "kept" });
        });
    }

    it("takes note of function triggers", async () => {
        const { arm, azure } = fixture();
        assert.equal((await arm("POST", `${SITE}/syncfunctiontriggers`)).status, 204);
        assert.equal(azure.journal.count("sites/syncfunctiontriggers"), 1);
    });
});
