import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { useLocalAzure } from "../testing/localAzureFixture";

describe("the stand-in for azure-native, with a secret", () => {
    const fixture = useLocalAzure();
    const standIn = async (...args: readonly string[]): Promise<Record<string, unknown>> => {
        const client = join(__dirname, "support", "standInClient.js");
        const { env } = fixture().azure;
        const { stdout } = await promisify(execFile)(process.execPath, [client, ...args], { env: { ...env } });
        return JSON.parse(stdout);
    };
    const vault = () => fixture().azure.vaults.get("safe");

    it("deletes it by the vault, which blocks its name, and recovers it where it is created again", async () => {
        const { azure } = fixture();
        const { outputs } = await standIn("create", "safe", "uploads", "one");
        assert.deepEqual(vault().get("uploads").current.attributes, { exp: 1_900_000_000 });
        const { attributes } = (outputs as { properties: { attributes: { expires: number } } }).properties;
        assert.equal(attributes.expires, 1_900_000_000);

        await standIn("delete", "safe", "uploads");
        assert.equal(vault().find("uploads"), undefined);
        assert.throws(() => vault().write("uploads", { value: "by hand" }), { code: "Conflict" });

        azure.journal.clear();
        await standIn("create", "safe", "uploads", "two");
        const { versions } = vault().get("uploads");
        assert.deepEqual(
            versions.map(({ value }) => value),
            ["one", "two"],
        );
        assert.deepEqual(
            azure.journal.calls.map(({ operation }) => operation).filter((operation) => /ecrets/.test(operation)),
            ["deletedSecrets/get", "deletedSecrets/recover", "secrets/versions", "vaults/secrets/put"],
        );
    }).timeout(20_000);

    it("deletes nothing where the secret or its vault is gone", async () => {
        await standIn("delete", "safe", "never-made");
        await standIn("delete", "no-such-vault", "never-made");
    }).timeout(20_000);

    it("creates it also where the identity may not look for deleted ones", async () => {
        const { azure } = fixture();
        azure.permissions.allowOnly(["Microsoft.KeyVault/vaults/read", "Microsoft.KeyVault/vaults/secrets/write"]);
        try {
            await standIn("create", "safe", "unseen", "one");
        } finally {
            azure.permissions.allowOnly(undefined);
        }
        assert.equal(vault().get("unseen").current.value, "one");
    }).timeout(20_000);
});
