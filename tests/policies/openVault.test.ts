import assert from "node:assert/strict";
import { openVaults } from "../../policies/openVault";
import type { StackResource } from "../../policies/stack/stackResource";
import { KEYS, type Resources, resource, secret, stackOf, UNKNOWN_TEXT } from "./support/stacks";

const READERS: readonly string[] = [];
const USER = "/providers/Microsoft.Authorization/roleDefinitions/4633458b-17de-408a-b874-0445c86b69e6";
const VAULT_ID = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/shopvault";

function found(...resources: Resources) {
    return openVaults(stackOf(...resources), { readers: READERS });
}

function vault(properties: object): StackResource {
    return resource("azure-native:keyvault:Vault", "vault", {
        inputs: { resourceGroupName: "rg", vaultName: "shopvault", properties },
    });
}

function grants(
    ...policies: readonly (readonly [objectId: unknown, ...permissions: readonly string[]])[]
): StackResource {
    return vault({
        accessPolicies: policies.map(([objectId, ...secrets]) => ({
            tenantId: "t",
            objectId,
            permissions: { secrets },
        })),
    });
}

function assignment(scope: unknown, principalId = "app-id", roleDefinitionId = USER): StackResource {
    return resource("azure-native:authorization:RoleAssignment", "reader", {
        inputs: { scope, principalId, roleDefinitionId },
    });
}

const keySecret = resource("azure-native:keyvault:Secret", "uploads", {
    inputs: { vaultName: "shopvault", properties: { value: secret(KEYS.key1) } },
});
const app = resource("azure-native:web:WebApp", "web", { outputs: { identity: { principalId: "APP-ID" } } });
const byRoles = vault({ enableRbacAuthorization: true });

describe("open-vault", () => {
    it("flags `get` for everybody", () => {
        const everybody = "00000000-0000-0000-0000-000000000000";
        const [finding, ...others] = found(keySecret, grants([everybody, "Get"]));
        assert.deepEqual(others, []);
        assert.match(
            finding?.message ?? "",
            /^shopvault holds a key, but its access policies give `get` to everybody\./,
        );
        assert.match(
            finding?.message ?? "",
            /Set `enableRbacAuthorization` and assign Key Vault Secrets User per secret/,
        );
        assert.match(
            found(keySecret, byRoles, assignment(VAULT_ID, everybody))[0]?.message ?? "",
            /reader gives Key Vault Secrets User to everybody/,
        );
    });

    it("flags an access policy for somebody who is no application of the stack", () => {
        const [finding] = found(keySecret, app, grants(["app-id", "get"], ["stranger", "get", "list"]));
        assert.match(finding?.message ?? "", /let stranger read every secret, and no application of this stack/);
    });

    it("flags an application that may do more than read, and a policy for everything", () => {
        assert.match(
            found(keySecret, app, grants(["app-id", "get", "set", "delete"]))[0]?.message ?? "",
            /web may do more than read its secrets \(set, delete\)/,
        );
        assert.match(
            found(keySecret, grants(["someone", "all"]))[0]?.message ?? "",
            /someone do everything with its secrets/,
        );
    });

    it("finds access policies that are resources of their own", () => {
        const policy = resource("azure-native:keyvault:AccessPolicy", "policy", {
            inputs: { vaultName: "shopvault", policy: { objectId: "stranger", permissions: { secrets: ["get"] } } },
        });
        assert.equal(found(keySecret, grants(), policy).length, 1);
    });

    it("flags a role on more than the vault", () => {
        for (const scope of ["/subscriptions/s", "/subscriptions/s/resourceGroups/rg"]) {
            const [finding] = found(keySecret, byRoles, assignment(scope));
            assert.match(finding?.message ?? "", /reader gives Key Vault Secrets User on all of \/subscriptions\/s/);
            assert.match(finding?.message ?? "", /with the secret \(or the vault\) as `scope`/);
        }
    });

    it("says nothing of roles on the vault, on a secret, or on something else", () => {
        for (const scope of [
            VAULT_ID,
            `${VAULT_ID}/secrets/uploads`,
            "/subscriptions/s/resourceGroups/other",
            "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/a",
            UNKNOWN_TEXT,
        ]) {
            assert.deepEqual(found(keySecret, byRoles, assignment(scope)), [], scope);
        }
        const contributor = "/providers/Microsoft.Authorization/roleDefinitions/b24988ac-6180-42a0-ab88-20f7382dd24c";
        assert.deepEqual(found(keySecret, byRoles, assignment("/subscriptions/s", "p", contributor)), []);
    });

    it("says nothing of applications that only read, of those who look after the vault, and of who is not known yet", () => {
        assert.deepEqual(found(keySecret, app, grants(["app-id", "get"], ["me", "get", "list", "set", "delete"])), []);
        assert.deepEqual(found(keySecret, grants([UNKNOWN_TEXT, "get"])), []);
    });

    it("says nothing of readers that the configuration names", () => {
        const stack = stackOf(keySecret, grants(["stranger", "get"]));
        assert.deepEqual(openVaults(stack, { readers: ["STRANGER"] }), []);
    });

    it("says nothing of a vault without a key, or whose access policies do not count", () => {
        assert.deepEqual(found(grants(["stranger", "get"])), []);
        const both = vault({
            enableRbacAuthorization: true,
            accessPolicies: [{ objectId: "stranger", permissions: { secrets: ["get"] } }],
        });
        assert.deepEqual(found(keySecret, both), []);
    });
});
