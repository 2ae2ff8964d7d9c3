import assert from "node:assert/strict";
import type { AccessToken, TokenCredential } from "@azure/core-auth";
import { SecretClient } from "@azure/keyvault-secrets";
import type { LocalAzure } from "../../sandbox/azure/localAzure";
import type { Vault } from "../../sandbox/azure/vaults/vault";
import { useLocalAzure, VAULT } from "./support/localAzureFixture";

/** The managed identity of the local Azure. This process can no longer be told by its environment where that is. */
function identityOf(azure: LocalAzure, resource?: string): TokenCredential {
    return {
        async getToken(scopes): Promise<AccessToken> {
            const asked = resource ?? String(scopes).replace("/.default", "");
            const endpoint = `${azure.env.IDENTITY_ENDPOINT}?api-version=2019-08-01&resource=${asked}`;
            const answer = await fetch(endpoint, { headers: { "x-identity-header": azure.env.IDENTITY_HEADER ?? "" } });
            const { access_token: token } = (await answer.json()) as { access_token: string };
            return { token, expiresOnTimestamp: Date.now() + 3_600_000 };
        },
    };
}

function clientOf(azure: LocalAzure, vault: Vault, resource?: string): SecretClient {
    return new SecretClient(vault.uri, identityOf(azure, resource), {
        disableChallengeResourceVerification: true,
        tlsOptions: { ca: azure.authority },
        retryOptions: { maxRetries: 1, retryDelayInMs: 1 },
    });
}

describe("the data plane of a vault", () => {
    const fixture = useLocalAzure();

    function start() {
        const { azure, arm } = fixture();
        const vault = azure.vaults.get("safe");
        return { azure, arm, vault, client: clientOf(azure, vault) };
    }

    it("challenges @azure/keyvault-secrets, and makes a version of every value that it writes", async () => {
        const { azure, vault, client } = start();
        await client.setSecret("webhook", "first", { tags: { of: "test" }, contentType: "text/plain" });
        await client.setSecret("webhook", "second");
        const { value, properties } = await client.getSecret("webhook");
        const [first, second] = vault.get("webhook").versions;
        assert.deepEqual([value, properties.version, properties.enabled], ["second", second?.id, true]);
        const former = await client.getSecret("webhook", { version: first?.id ?? "" });
        assert.deepEqual([former.value, former.properties.contentType], ["first", "text/plain"]);
        assert.deepEqual(former.properties.tags, { of: "test" });
        assert.deepEqual(azure.journal.byOperation(), { "identity/token": 1, "secrets/set": 3, "secrets/get": 2 });
        assert.equal(azure.journal.calls[0]?.status, 401);
    });

    it("has the same secrets as Azure Resource Manager, whose vault says where it is", async () => {
        const { arm, vault, client } = start();
        await arm("PUT", `${VAULT}/secrets/shared`, { properties: { value: "written by ARM" } });
        assert.equal((await client.getSecret("shared")).value, "written by ARM");
        await client.setSecret("shared", "written here", { tags: { a: "b" } });
        const { body, text } = await arm("GET", `${VAULT}/secrets/shared`);
        assert.deepEqual(body.tags, { a: "b" });
        assert.ok(
            text.includes(`"secretUriWithVersion":"${vault.uri}secrets/shared/${vault.get("shared").current.id}"`),
        );
        assert.match((await arm("GET", VAULT)).text, new RegExp(`"vaultUri":"${vault.uri}"`));
    });

    it("lists versions without their values, and changes what describes one", async () => {
        const { client } = start();
        await client.setSecret("listed", "one");
        const { properties } = await client.setSecret("listed", "two");
        await client.updateSecretProperties("listed", properties.version ?? "", { tags: { seen: "yes" } });
        const seen = [];
        for await (const version of client.listPropertiesOfSecretVersions("listed")) {
            seen.push(version.tags);
            assert.ok(!("value" in version));
        }
        assert.deepEqual(seen, [{}, { seen: "yes" }]);
    });

    it("refuses what Key Vault refuses: no such secret, a disabled one, a token for somebody else", async () => {
        const { azure, vault, client } = start();
        await assert.rejects(client.getSecret("none"), { statusCode: 404, code: "SecretNotFound" });
        vault.write("off", { value: "x", attributes: { enabled: false } });
        await assert.rejects(client.getSecret("off"), { statusCode: 403 });
        const stranger = clientOf(azure, vault, `https://${azure.host}/`);
        await assert.rejects(stranger.getSecret("off"), { statusCode: 401 });
    });

    it("refuses an identity that lacks a data action, and names it", async () => {
        const { azure, vault, client } = start();
        vault.write("mine", { value: "x" });
        azure.permissions.allowOnly(["Microsoft.KeyVault/vaults/secrets/getSecret/action"]);
        try {
            assert.equal((await client.getSecret("mine")).value, "x");
            await assert.rejects(client.setSecret("mine", "y"), {
                statusCode: 403,
                message: /Microsoft\.KeyVault\/vaults\/secrets\/setSecret\/action/,
            });
        } finally {
            azure.permissions.allowOnly(undefined);
        }
    });

    it("fails on demand, also after the effect, and keeps values out of the journal", async () => {
        const { azure, vault, client } = start();
        azure.faults.add({ operation: "secrets/set", nth: 2, reset: true, afterEffect: true });
        await client.setSecret("lost", "a value of its own");
        assert.equal(vault.get("lost").versions.length, 2, "the client tried again");
        assert.doesNotMatch(JSON.stringify(azure.journal.entries), /a value of its own/);
        assert.equal(azure.journal.calls.find(({ operation }) => operation === "secrets/set")?.target, "safe/lost");
    });

    it("is gone with its vault", async () => {
        const { azure, arm, client } = start();
        await arm("PUT", "Microsoft.KeyVault/vaults/short-lived", {});
        const other = azure.vaults.get("short-lived");
        assert.notEqual(other.uri, azure.vaults.get("safe").uri);
        await client.setSecret("only-here", "x");
        await assert.rejects(clientOf(azure, other).getSecret("only-here"), { statusCode: 404 });
        await arm("DELETE", "Microsoft.KeyVault/vaults/short-lived");
        assert.equal(azure.vaults.at(new URL(other.uri).origin), undefined);
        await assert.rejects(clientOf(azure, other).getSecret("only-here"), { code: "ECONNREFUSED" });
    });
});
