import assert from "node:assert/strict";
import type { AccessToken, TokenCredential } from "@azure/core-auth";
import { SecretClient } from "@azure/keyvault-secrets";
import type { LocalAzure } from "../azure/localAzure";
import type { Vault } from "../azure/vaults/vault";
import { SITE, useLocalAzure, VAULT } from "../testing/localAzureFixture";
import { armClient } from "../testing/managementClient";

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
        await assert.rejects(client.getSecret("off"), {
            statusCode: 403,
            code: "Forbidden",
            message: "Operation get is not allowed on a disabled secret.",
        });
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

    it("keeps a deleted secret for recovery, and its name blocked until it is recovered or purged", async () => {
        const { arm, vault, client } = start();
        await client.setSecret("Gone", "value");
        const version = vault.get("gone").current.id;
        const deleted = (await client.beginDeleteSecret("gone", { intervalInMs: 1 })).getResult();
        assert.equal(deleted?.recoveryId, `${vault.uri}deletedsecrets/Gone`);
        const { deletedOn, scheduledPurgeDate } = deleted ?? {};
        assert.equal(Number(scheduledPurgeDate) - Number(deletedOn), 90 * 86_400_000);
        await assert.rejects(client.getSecret("gone"), { statusCode: 404 });
        assert.equal((await arm("GET", `${VAULT}/secrets/gone`)).status, 404);

        const message =
            "Secret gone is currently in a deleted but recoverable state, and its name cannot be reused; " +
            "in this state, the secret can only be recovered or purged.";
        await assert.rejects(client.setSecret("gone", "other"), { statusCode: 409, code: "Conflict", message });
        const byArm = await arm("PUT", `${VAULT}/secrets/gone`, { properties: { value: "other" } });
        assert.equal(byArm.status, 409);
        assert.deepEqual(byArm.body, {
            error: { code: "Conflict", message, innererror: { code: "ObjectIsDeletedButRecoverable" } },
        });
        const listed = [];
        for await (const { name } of client.listDeletedSecrets()) {
            listed.push(name);
        }
        assert.deepEqual(listed, ["Gone"]);

        await (await client.beginRecoverDeletedSecret("gone", { intervalInMs: 1 })).pollUntilDone();
        assert.deepEqual((await client.getSecret("gone")).properties.version, version);
        await (await client.beginDeleteSecret("gone", { intervalInMs: 1 })).pollUntilDone();
        await client.purgeDeletedSecret("gone");
        await assert.rejects(client.getDeletedSecret("gone"), {
            statusCode: 404,
            message: "Deleted Secret not found: gone",
        });
        assert.notEqual((await client.setSecret("gone", "new")).properties.version, version);
        await assert.rejects(client.beginDeleteSecret("never"), { statusCode: 404, code: "SecretNotFound" });
    });

    it("keeps what a change does not name, of any version, and says when it was changed", async () => {
        const { arm, vault, client } = start();
        const expiresOn = new Date("2030-01-01T00:00:00Z");
        const first = await client.setSecret("kept", "one", { expiresOn, contentType: "text/plain", tags: { a: "b" } });
        await client.setSecret("kept", "two", { expiresOn });
        await client.updateSecretProperties("kept", first.properties.version ?? "", { enabled: false });
        const [former, current] = vault.get("kept").versions;
        const exp = expiresOn.getTime() / 1000;
        assert.deepEqual(former?.attributes, { enabled: false, exp });
        assert.deepEqual([former?.contentType, former?.tags], ["text/plain", { a: "b" }]);
        assert.deepEqual(current?.attributes, { exp });
        assert.ok(Number(former?.updatedAt) >= Number(former?.createdAt));

        const patched = await arm("PATCH", `${VAULT}/secrets/kept`, {
            properties: { attributes: { enabled: false } },
            tags: { c: "d" },
        });
        assert.equal(patched.status, 200);
        assert.deepEqual(vault.get("kept").current.attributes, { enabled: false, exp });
        const shown = (await arm("GET", `${VAULT}/secrets/kept`)).body.properties as { attributes: object };
        assert.deepEqual(
            { ...shown.attributes, created: 0, updated: 0 },
            { enabled: false, exp, created: 0, updated: 0 },
        );
        const written = { properties: { value: "three", attributes: { enabled: true } } };
        await arm("PATCH", `${VAULT}/secrets/kept`, written);
        assert.deepEqual(vault.get("kept").current.attributes, { enabled: true, exp });
        assert.deepEqual(vault.get("kept").current.tags, { c: "d" });
    });

    for (const [what, properties, tags] of [
        ["an expiry by another name", { value: "x", attributes: { expires: 1_900_000_000 } }, {}],
        ["an expiry that is no number", { value: "x", attributes: { exp: "2030-01-01" } }, {}],
        ["a flag that is none", { value: "x", attributes: { enabled: "no" } }, {}],
        ["a member that no secret has", { value: "x", contenttype: "text" }, {}],
        ["a tag that is no text", { value: "x" }, { generation: 7 }],
    ] as const) {
        it(`refuses ${what}, at either address, and writes nothing`, async () => {
            const { azure, arm, vault } = start();
            const refused = await arm("PUT", `${VAULT}/secrets/strange`, { properties, tags });
            assert.equal(refused.status, 400, refused.text);
            const direct = await armClient(azure, "https://vault.core.local.test");
            const url = `${vault.uri}secrets/strange?api-version=7.4`;
            const there = await direct("PUT", url, { ...properties, tags });
            assert.equal(there.status, 400, there.text);
            assert.equal(vault.find("strange"), undefined);
        });
    }

    it("takes back the times that it has shown", async () => {
        const { arm } = start();
        await arm("PUT", `${VAULT}/secrets/shown-again`, { properties: { value: "x" } });
        const { body } = await arm("GET", `${VAULT}/secrets/shown-again`);
        const again = { ...body, properties: { ...(body.properties as object), value: "y" } };
        assert.equal((await arm("PUT", `${VAULT}/secrets/shown-again`, again)).status, 200);
    });

    it("refuses versions of its API that there are not, and a call without a token in its own words", async () => {
        const { azure, vault } = start();
        const direct = await armClient(azure, "https://vault.core.local.test");
        const { status, body } = await direct("GET", `${vault.uri}secrets?api-version=9.9`);
        assert.equal(status, 400);
        assert.deepEqual(body, {
            error: {
                code: "BadParameter",
                message:
                    "The specified version (9.9) is not recognized. Consider using the latest supported version (2025-07-01).",
            },
        });
        const nobody = await direct("GET", `${vault.uri}secrets?api-version=7.4`, undefined, { authorization: "" });
        assert.equal(nobody.status, 401);
        assert.deepEqual(nobody.body, {
            error: { code: "Unauthorized", message: "AKV10000: Request is missing a Bearer or PoP token." },
        });
    });

    it("does not resolve a version that is disabled", async () => {
        const { azure, arm, vault } = start();
        const site = azure.sites.get("web");
        const secret = vault.write("switched", { value: "1", attributes: { enabled: false } });
        const reference = "@Microsoft.KeyVault(VaultName=safe;SecretName=switched)";
        site.writeSettings({ CURRENT: reference });
        await site.settled();
        const shown = async () =>
            (await arm("GET", `${SITE}/config/configreferences/appsettings/CURRENT`)).body.properties as object;
        assert.deepEqual(
            { ...(await shown()), activeVersion: undefined },
            {
                reference,
                status: "OtherReasons",
                vaultName: "safe",
                secretName: "switched",
                details: "Reference was not able to be resolved.",
                source: "KeyVault",
                identityType: { type: "SystemAssigned" },
                activeVersion: undefined,
            },
        );
        assert.equal(site.runningSettings.CURRENT, reference);
        secret.describe({ attributes: { enabled: true } });
        site.writeSettings({ CURRENT: reference, AGAIN: "1" });
        await site.settled();
        assert.equal(site.runningSettings.CURRENT, "1");
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
