import assert from "node:assert/strict";
import { withoutKeys } from "../../components/azure/armError";
import { cloudIn, cloudNamed } from "../../components/azure/cloud";
import { azureConfiguration } from "../../components/azure/configuration";

const described = {
    name: "AzureStack",
    resourceManager: "https://management.local.example/",
    authentication: { loginEndpoint: "https://login.local.example/", audiences: ["https://arm.local.example/"] },
    suffixes: { storage: "local.example" },
    logAnalyticsResourceId: "https://api.logs.local.example/",
};

describe("the cloud in use", () => {
    it("is found by any name that azure-native and the Azure CLI know", () => {
        assert.equal(cloudNamed("AzureUSGovernment"), cloudNamed("usgovernment"));
        assert.equal(cloudNamed("AzureChinaCloud"), cloudNamed("china"));
        assert.equal(cloudNamed("AzureCloud"), cloudNamed("public"));
    });

    it("is refused by the name of the argument where nobody knows it", () => {
        assert.throws(() => cloudNamed("moon"), /azure-native:environment: "moon"/);
    });

    it("is what a metadata host describes, as one cloud or in a list", () => {
        const expected = {
            resourceManager: "https://management.local.example",
            audience: "https://arm.local.example",
            authorityHost: "https://login.local.example",
            storageSuffix: "local.example",
            logAnalytics: "https://api.logs.local.example",
        };
        assert.deepEqual(cloudIn(described, "local.example", "public"), expected);
        assert.deepEqual(cloudIn([{ ...described, name: "x", suffixes: {} }, described], "h", "azurestack"), expected);
    });
});

describe("a metadata host", () => {
    it("that answers with something else describes no cloud", () => {
        for (const answer of [null, [], "text", 1, [null]]) {
            assert.throws(() => cloudIn(answer, "h", "public"), /the answer is no description/);
        }
    });
});

describe("azure-native's configuration", () => {
    it("comes before the environment", () => {
        const configuration = azureConfiguration(
            (key) => ({ "azure-native:clientId": "configured" })[key],
            { ARM_CLIENT_ID: "environment", ARM_TENANT_ID: "tenant", ARM_USE_MSI: "true" },
            "azure-native",
        );
        assert.equal(configuration.get("clientId"), "configured");
        assert.equal(configuration.get("tenantId"), "tenant");
        assert.equal(configuration.is("useMsi"), true);
        assert.equal(configuration.is("useOidc"), false);
    });

    it("may be of another namespace", () => {
        const configuration = azureConfiguration((key) => ({ "other:clientId": "x" })[key], {}, "other");
        assert.equal(configuration.get("clientId"), "x");
    });
});

describe("text that came from a service", () => {
    it("is shown without what could be a key", () => {
        const key = Buffer.alloc(64, 200).toString("base64");
        assert.equal(withoutKeys(`bad value ${key}!`), "bad value [redacted]!");
        assert.equal(withoutKeys(`AccountKey=${key};x`), "AccountKey=[redacted];x");
        assert.equal(withoutKeys(`api-key ${"a1B2".repeat(13)}`), "api-key [redacted]");
        const scope =
            "AuthorizationFailed: no access to 'Microsoft.Storage/storageAccounts/listKeys/action' over " +
            "/subscriptions/b7a2c9d0-1111-2222-3333-123456789012/resourceGroups/photos/providers/Microsoft.Storage/storageAccounts/uploads";
        assert.equal(withoutKeys(scope), scope);
    });
});
