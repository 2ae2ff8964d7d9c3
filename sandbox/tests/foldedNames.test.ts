import assert from "node:assert/strict";
import { ACCOUNT, SITE, useLocalAzure, VAULT } from "../testing/localAzureFixture";

const STAGING = `${SITE}/slots/staging`;
const PRINCIPAL = "11111111-2222-3333-4444-555555555555";
const READER = "4633458b-17de-408a-b874-0445c86b69e6";

describe("names in the local Azure", () => {
    const fixture = useLocalAzure();
    const put = (map: string, properties: object, of = SITE) =>
        fixture().arm("PUT", `${of}/config/${map}`, { properties });
    const listed = async (map: string, of = SITE) =>
        (await fixture().arm("POST", `${of}/config/${map}/list`)).body.properties;

    before(async () => {
        await fixture().arm("PUT", STAGING, { location: "here" });
    });

    describe("of settings, connection strings and mounts", () => {
        const string = { value: "x", type: "Custom" };
        const mount = { type: "AzureFiles", accountName: "a", shareName: "s", mountPath: "/m", accessKey: "k" };

        for (const [map, properties] of [
            ["appsettings", { OTHER: "1", ASPNETCORE_environment: "a", ASPNETCORE_ENVIRONMENT: "b" }],
            ["connectionstrings", { ASPNETCORE_environment: string, ASPNETCORE_ENVIRONMENT: string }],
            ["azurestorageaccounts", { ASPNETCORE_environment: mount, ASPNETCORE_ENVIRONMENT: mount }],
        ] as const) {
            it(`are one whatever their case: two variants in ${map} are a conflict, and nothing is written`, async () => {
                await put(map, {});
                const { status, body } = await put(map, properties);
                const message = "Parameter with name ASPNETCORE_ENVIRONMENT already exists.";
                assert.equal(status, 409);
                assert.deepEqual(body, {
                    Code: "Conflict",
                    Message: message,
                    Target: null,
                    Details: [
                        { Message: message },
                        { Code: "Conflict" },
                        { ErrorEntity: { Code: "Conflict", Message: message } },
                    ],
                    Innererror: null,
                });
                assert.deepEqual(await listed(map), {});
            });
        }

        it("are as the last write wrote them", async () => {
            await put("appsettings", { ASPNETCORE_environment: "a" });
            await put("appsettings", { ASPNETCORE_ENVIRONMENT: "b" });
            assert.deepEqual(await listed("appsettings"), { ASPNETCORE_ENVIRONMENT: "b" });
            fixture().azure.sites.get("web").editSetting("aspnetcore_environment", "c");
            assert.deepEqual(await listed("appsettings"), { aspnetcore_environment: "c" });
        });

        it("are refused twice in the PUT of a site as well", async () => {
            const appSettings = [
                { name: "KEY", value: "1" },
                { name: "key", value: "2" },
            ];
            const { status, body } = await fixture().arm("PUT", SITE, { properties: { siteConfig: { appSettings } } });
            assert.deepEqual([status, body.Code], [409, "Conflict"]);
        });

        it("stay with their slot whatever the case in which they are said to", async () => {
            await put("connectionstrings", { Db: { value: "production", type: "Custom" } });
            await put("connectionstrings", { DB: { value: "staging", type: "Custom" } }, STAGING);
            await put("appsettings", { Home: "production", KEY: "production" });
            await put("appsettings", { HOME: "staging", key: "staging" }, STAGING);
            await put("slotConfigNames", { appSettingNames: ["hOmE"], connectionStringNames: ["db"] });
            await fixture().arm("POST", `${STAGING}/slotsswap`, { targetSlot: "production" });
            assert.deepEqual(await listed("appsettings"), { key: "staging", Home: "production" });
            assert.deepEqual(await listed("appsettings", STAGING), { KEY: "production", HOME: "staging" });
            assert.deepEqual(await listed("connectionstrings"), { Db: { value: "production", type: "Custom" } });
        });

        it("find their Key Vault reference, which answers the name as it was written", async () => {
            const { azure, arm } = fixture();
            azure.vaults.get("safe").write("folded", { value: "x" });
            await put("appsettings", { Uploads: "@Microsoft.KeyVault(VaultName=SAFE;SecretName=FOLDED)" });
            await azure.sites.get("web").settled();
            const { status, body } = await arm("GET", `${SITE}/config/configreferences/appsettings/UPLOADS`);
            assert.deepEqual([status, body.name], [200, "Uploads"]);
            assert.match(JSON.stringify(body.properties), /"status":"Resolved"/);
        });
    });

    describe("of resources", () => {
        const base = () => `/subscriptions/${fixture().azure.subscriptionId}/resourceGroups/photos`;

        for (const [path, name, id] of [
            ["", "photos", ""],
            [`/providers/${ACCOUNT}`, "uploads", `/providers/${ACCOUNT}`],
            [`/providers/${VAULT}`, "safe", `/providers/${VAULT}`],
            [`/providers/${SITE}`, "web", `/providers/${SITE}`],
            [`/providers/${STAGING}`, "web/staging", `/providers/${STAGING}`],
            ["/providers/Microsoft.Web/serverfarms/Plan", "Plan", "/providers/Microsoft.Web/serverfarms/Plan"],
        ] as const) {
            it(`are one whatever their case, and answered in the case in which they were made: ${name}`, async () => {
                const { arm } = fixture();
                await arm("PUT", `${base()}${path}`, { location: "here" });
                const shouted = `${base().replace("/photos", "/PHOTOS")}${path.toUpperCase()}`;
                const rewritten = await arm("PUT", shouted, { location: "here", tags: { again: "yes" } });
                const { status, body } = await arm("GET", shouted);
                assert.deepEqual([rewritten.status, rewritten.body.name], [200, name]);
                assert.deepEqual([status, body.name, body.id], [200, name, `${base()}${id}`]);
            });
        }

        it("are one for secrets, of either address, and for role assignments", async () => {
            const { azure, arm } = fixture();
            await arm("PUT", `${VAULT}/secrets/Mixed`, { properties: { value: "1" } });
            assert.equal((await arm("PUT", `${VAULT}/secrets/MIXED`, { properties: { value: "2" } })).status, 200);
            assert.equal((await arm("GET", `${VAULT}/secrets/mixed`)).body.name, "Mixed");
            assert.equal(azure.vaults.get("SAFE").get("mIxEd").versions.length, 2);
            const scope = `${base()}/providers/${VAULT}`;
            const properties = {
                principalId: PRINCIPAL,
                roleDefinitionId: `/x/roleDefinitions/${READER.toUpperCase()}`,
            };
            const assignment = `${scope}/providers/Microsoft.Authorization/roleAssignments/aB`;
            assert.equal((await arm("PUT", assignment, { properties })).status, 201);
            const shouted = assignment.toUpperCase();
            assert.equal((await arm("GET", shouted)).body.name, "aB");
            assert.ok(azure.roleAssignments.allow(PRINCIPAL.toUpperCase(), [READER], scope.toUpperCase()));
            const twin = shouted.replace(/\/AB$/, "/AC");
            assert.equal((await arm("PUT", twin, { properties })).status, 409);
        });
    });

    it("of a principal cannot change in a role assignment", async () => {
        const { arm } = fixture();
        const path = `${VAULT}/providers/Microsoft.Authorization/roleAssignments/other`;
        const of = (principalId: string) => ({
            properties: { principalId, roleDefinitionId: `/x/roleDefinitions/${READER}` },
        });
        assert.equal((await arm("PUT", path, of("a"))).status, 201);
        const { status, body } = await arm("PUT", path, of("b"));
        assert.equal(status, 400);
        assert.deepEqual(body, {
            error: {
                code: "RoleAssignmentUpdateNotPermitted",
                message: "Tenant ID, application ID, principal ID, and scope are not allowed to be updated.",
            },
        });
    });
});
