import assert from "node:assert/strict";
import type { AppSettingsPlace } from "../../components/consumers/appService/appSettingsArgs";
import type { KeyVaultSecretPlace } from "../../components/consumers/keyVault/keyVaultSecret";
import { longestLagMs } from "../../components/consumers/readerLag";

const secret: KeyVaultSecretPlace = {
    kind: "keyVaultSecret",
    argument: "consumers[0]",
    resourceGroupName: "rg",
    vaultName: "vault",
    secretName: "uploads",
};

const settings: AppSettingsPlace = {
    kind: "appSettings",
    argument: "consumers[1]",
    resourceGroupName: "rg",
    site: "web",
    settings: { UPLOADS: "key" },
};

describe("readers that lag", () => {
    it("are waited for as long as the slowest of them", () => {
        assert.equal(
            longestLagMs([secret, { ...secret, cachedFor: "2h" } as KeyVaultSecretPlace, settings]),
            7_200_000,
        );
    });

    it("are none by default", () => {
        assert.equal(longestLagMs([secret, settings]), 0);
        assert.equal(longestLagMs([]), 0);
    });
});
