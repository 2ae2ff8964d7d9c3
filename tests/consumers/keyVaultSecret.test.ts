import assert from "node:assert/strict";
import { type KeyVaultSecretPlace, keyVaultSecretConsumer } from "../../components/consumers/keyVaultSecret";
import { FINGERPRINT_TAG } from "../../components/consumers/secretTags";
import { fakeAccess, Refused } from "./support/fakeAccess";

const SECRET = "https://vault.vault.azure.net/secrets/uploads";

const place: KeyVaultSecretPlace = {
    kind: "keyVaultSecret",
    argument: "keyVaultSecrets[0]",
    resourceGroupName: "rg",
    vaultName: "vault",
    secretName: "uploads",
};

const properties = { secretUri: SECRET, secretUriWithVersion: `${SECRET}/v2` };

function seen(answer: () => unknown) {
    const access = fakeAccess(answer);
    return { access, looked: keyVaultSecretConsumer.look?.(place, access) };
}

describe("a Key Vault secret", () => {
    it("is looked at by its tag, in one call, and never shows its value", async () => {
        const { access, looked } = seen(() => ({ properties, tags: { [FINGERPRINT_TAG]: "f2" } }));
        assert.deepEqual(await looked, { "": { fingerprint: "f2", uris: [SECRET, `${SECRET}/v2`] } });
        assert.deepEqual(access.calls, ["GET vault/secrets/uploads"]);
    });

    it("may hold any key where it has no such tag, and nothing where it does not exist", async () => {
        const untagged = await seen(() => ({ properties })).looked;
        assert.equal(untagged !== undefined && "fingerprint" in (untagged[""] ?? {}), true);
        assert.deepEqual(untagged?.[""], { fingerprint: undefined, uris: [SECRET, `${SECRET}/v2`] });
        const absent = seen(() => {
            throw new Refused(404);
        });
        assert.equal(await absent.looked, undefined);
    });
});
