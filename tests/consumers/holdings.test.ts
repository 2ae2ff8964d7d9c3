import assert from "node:assert/strict";
import type { AppSettingsPlace, KeyVaultSecretPlace } from "../../components/consumers/consumer";
import { holdingOfSecret, holdingsOfSettings } from "../../components/consumers/holdings";
import { keyVaultReference, referenceTo, secretUriOf } from "../../components/consumers/keyVaultReference";
import { mergeSettings } from "../../components/consumers/mergeSettings";
import { longestLagMs } from "../../components/consumers/readerLag";
import { FINGERPRINT_TAG } from "../../components/consumers/secretTags";

const SECRET = "https://vault.vault.azure.net/secrets/uploads";

const secretPlace: KeyVaultSecretPlace = {
    kind: "keyVaultSecret",
    argument: "keyVaultSecrets[0]",
    resourceGroupName: "rg",
    vaultName: "vault",
    secretName: "uploads",
    content: "key",
};

const settingsPlace: AppSettingsPlace = {
    kind: "appSettings",
    argument: "appSettings[0]",
    resourceGroupName: "rg",
    site: "web",
    settings: { UPLOADS: keyVaultReference("uploads") },
};

const current = { secretUri: SECRET, secretUriWithVersion: `${SECRET}/v2`, tags: { [FINGERPRINT_TAG]: "f2" } };

function heldBy(value: string | undefined) {
    const settings = value === undefined ? {} : { UPLOADS: value };
    const [holding] = holdingsOfSettings(settingsPlace, settings, [current], (text) => `fingerprint of ${text}`);
    return holding?.holds;
}

describe("rule 14: what a consumer holds", () => {
    it("is, for a secret, what its tag says", () => {
        assert.deepEqual(holdingOfSecret(secretPlace, current), {
            consumer: "vault/uploads",
            holds: { fingerprint: "f2" },
        });
    });

    it("cannot be told of a secret without the tag, and nothing is held by one that does not exist", () => {
        assert.equal(holdingOfSecret(secretPlace, { ...current, tags: {} }).holds, "unknown");
        assert.equal(holdingOfSecret(secretPlace, undefined).holds, "nothing");
    });

    it("is, for a setting, the key in its value", () => {
        assert.deepEqual(heldBy("AccountKey=x"), { fingerprint: "fingerprint of AccountKey=x" });
    });

    it("is, for a reference to the current version or to no version, what the secret is tagged with", () => {
        assert.deepEqual(heldBy(referenceTo(`${SECRET}/v2`)), { fingerprint: "f2" });
        assert.deepEqual(heldBy(referenceTo(`${SECRET}/`)), { fingerprint: "f2" });
        assert.deepEqual(heldBy(referenceTo(SECRET)), { fingerprint: "f2" });
    });

    it("cannot be told of a reference to another version, another secret or another form", () => {
        assert.equal(heldBy(referenceTo(`${SECRET}/v1`)), "unknown");
        assert.equal(heldBy(referenceTo("https://other.vault.azure.net/secrets/uploads/v2")), "unknown");
        assert.equal(heldBy("@Microsoft.KeyVault(VaultName=vault;SecretName=uploads)"), "unknown");
    });

    it("is nothing where setting or app do not exist yet", () => {
        assert.equal(heldBy(undefined), "nothing");
        const [holding] = holdingsOfSettings(settingsPlace, undefined, [], () => "");
        assert.deepEqual(holding, { consumer: "web/UPLOADS", holds: "nothing" });
    });
});

describe("a Key Vault reference", () => {
    it("names a URI, with or without a trailing slash", () => {
        assert.equal(secretUriOf(referenceTo(`${SECRET}/v2`)), `${SECRET}/v2`);
        assert.equal(secretUriOf(referenceTo(`${SECRET}/`)), SECRET);
        assert.equal(secretUriOf("@Microsoft.KeyVault(VaultName=v;SecretName=s)"), undefined);
    });
});

describe("mergeSettings", () => {
    it("writes its own settings, removes those it owned before, and keeps all others", () => {
        assert.deepEqual(mergeSettings({ OTHER: "o", OLD: "1", KEY: "1" }, { KEY: "2", NEW: "2" }, ["OLD", "KEY"]), {
            OTHER: "o",
            KEY: "2",
            NEW: "2",
        });
    });
});

describe("readers that lag", () => {
    it("are waited for as long as the slowest of them", () => {
        assert.equal(longestLagMs([secretPlace, { ...secretPlace, cachedFor: "2h" }, settingsPlace]), 7_200_000);
    });

    it("are waited for a day where a reference names no version, because the platform refreshes it within that time", () => {
        const settings = { UPLOADS: keyVaultReference("uploads", { form: "versionless" }) };
        assert.equal(longestLagMs([{ ...settingsPlace, settings }]), 86_400_000);
    });

    it("are none by default", () => {
        assert.equal(longestLagMs([secretPlace, settingsPlace]), 0);
        assert.equal(longestLagMs([]), 0);
    });
});
