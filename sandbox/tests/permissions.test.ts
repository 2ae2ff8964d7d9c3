import assert from "node:assert/strict";
import { armActionOf } from "../azure/arm/servedAction";
import { ACCOUNT, SITE, useLocalAzure, VAULT } from "../testing/localAzureFixture";

const GROUP = "/subscriptions/:subscription/resourceGroups/:group/providers";

describe("the action that a call of Azure Resource Manager is", () => {
    for (const [method, pattern, action] of [
        ["GET", "Microsoft.Cache/redis/{name}", "Microsoft.Cache/redis/read"],
        ["PUT", "Microsoft.KeyVault/vaults/:vault/secrets/:secret", "Microsoft.KeyVault/vaults/secrets/write"],
        ["DELETE", "Microsoft.Web/sites/:site", "Microsoft.Web/sites/delete"],
        ["POST", "Microsoft.Cache/redis/{name}/listKeys", "Microsoft.Cache/redis/listKeys/action"],
        ["POST", "Microsoft.Web/sites/:site/config/appsettings/list", "Microsoft.Web/sites/config/list/action"],
        [
            "POST",
            "Microsoft.Search/searchServices/{name}/regenerateAdminKey/{keyKind}",
            "Microsoft.Search/searchServices/regenerateAdminKey/action",
        ],
        [
            "POST",
            "Microsoft.Automation/automationAccounts/{name}/agentRegistrationInformation/regenerateKey",
            "Microsoft.Automation/automationAccounts/agentRegistrationInformation/regenerateKey/action",
        ],
        [
            "GET",
            "Microsoft.DocumentDB/databaseAccounts/{name}/readonlykeys",
            "Microsoft.DocumentDB/databaseAccounts/readonlykeys/read",
        ],
    ] as const) {
        it(`is ${action} for ${method} ${pattern}`, () => {
            assert.equal(armActionOf(method, `${GROUP}/${pattern}`, `${GROUP}/${pattern}`)?.action, action);
        });
    }

    it("is over the resource, without what is done to it", () => {
        const path = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Search/searchServices/find";
        const pattern = `${GROUP}/Microsoft.Search/searchServices/{name}/regenerateAdminKey/{keyKind}`;
        assert.equal(armActionOf("POST", pattern, `${path}/regenerateAdminKey/primary`)?.scope, path);
    });

    it("is of a deployment slot where the path has the optional part", () => {
        const pattern = "/subscriptions/:s/resourceGroups/:g/providers/Microsoft.Web/sites/:site{/slots/:slot}/restart";
        const site = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Web/sites/web";
        assert.deepEqual(armActionOf("POST", pattern, `${site}/restart`), {
            action: "Microsoft.Web/sites/restart/action",
            scope: site,
        });
        assert.deepEqual(armActionOf("POST", pattern, `${site}/slots/next/restart`), {
            action: "Microsoft.Web/sites/slots/restart/action",
            scope: `${site}/slots/next`,
        });
    });

    it("is none where somebody asks what became of an operation", () => {
        const path = "/subscriptions/s/providers/Microsoft.Resources/operations/1";
        assert.equal(armActionOf("GET", path, path), undefined);
    });
});

describe("an identity that may do some actions only", () => {
    const fixture = useLocalAzure();
    afterEach(() => fixture().azure.permissions.allowOnly(undefined));

    it("is refused every other one, in the words of Azure, and nothing happens", async () => {
        const { azure, arm, account } = fixture();
        azure.permissions.allowOnly(["Microsoft.Storage/storageAccounts/listKeys/action"]);
        const former = account.keys;
        assert.equal((await arm("POST", `${ACCOUNT}/listKeys`)).status, 200);
        const refused = await arm("POST", `${ACCOUNT}/regenerateKey`, { keyName: "key1" });
        assert.equal(refused.status, 403);
        assert.deepEqual(account.keys, former);
        const scope = `/subscriptions/${azure.subscriptionId}/resourceGroups/photos/providers/${ACCOUNT}`;
        const [, clientId = "", objectId = ""] =
            /The client '([^']+)' with object id '([^']+)' does not/.exec(refused.text) ?? [];
        assert.ok(clientId !== "" && objectId !== "");
        assert.deepEqual(refused.body, {
            error: {
                code: "AuthorizationFailed",
                message: `The client '${clientId}' with object id '${objectId}' does not have authorization to perform action 'Microsoft.Storage/storageAccounts/regenerateKey/action' over scope '${scope}' or the scope is invalid. If access was recently granted, please refresh your credentials.`,
            },
        });
    });

    for (const [what, method, path, action] of [
        [
            "a vault's secrets",
            "GET",
            `${VAULT}/secrets?api-version=2023-07-01`,
            "Microsoft.KeyVault/vaults/secrets/read",
        ],
        [
            "a site's settings",
            "POST",
            `${SITE}/config/appsettings/list?api-version=2023-01-01`,
            "Microsoft.Web/sites/config/list/action",
        ],
        [
            "a service's keys",
            "POST",
            "Microsoft.Maps/accounts/world/listKeys?api-version=2023-06-01",
            "Microsoft.Maps/accounts/listKeys/action",
        ],
    ] as const) {
        it(`may be kept from ${what}, and given them in any letter case`, async () => {
            const { azure, arm } = fixture();
            const group = `/subscriptions/${azure.subscriptionId}/resourceGroups/photos/providers`;
            await azure.keyServices.create(`${group}/Microsoft.Maps/accounts/world`);
            const call = () => arm(method, path);
            azure.permissions.allowOnly([]);
            const refused = await call();
            assert.equal(refused.status, 403);
            assert.ok(refused.text.includes(`'${action}'`));
            azure.permissions.allowOnly([action.toUpperCase()]);
            assert.equal((await call()).status, 200);
        });
    }

    it("leaves behind which actions it asked for", async () => {
        const { azure, arm } = fixture();
        azure.permissions.clearAsked();
        await arm("GET", ACCOUNT);
        await arm("POST", `${ACCOUNT}/listKeys`);
        await arm("POST", `${ACCOUNT}/listKeys`);
        assert.deepEqual(azure.permissions.asked, [
            "Microsoft.Storage/storageAccounts/listKeys/action",
            "Microsoft.Storage/storageAccounts/read",
        ]);
    });
});
