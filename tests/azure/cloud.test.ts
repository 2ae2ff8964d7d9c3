import assert from "node:assert/strict";
import { createHttpHeaders, type PipelineRequest } from "@azure/core-rest-pipeline";
import { cloudIn, cloudNamed, cloudOf } from "../../components/azure/cloud";
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
    const hosted = azureConfiguration(
        (key) => ({ "azure-native:metadataHost": "metadata.local.example" })[key],
        {},
        "azure-native",
    );

    /** The cloud that the host describes by answering so, the last time for good. */
    async function asked(...answers: readonly { status: number; body: string; location?: string }[]) {
        const urls: string[] = [];
        const http = {
            async sendRequest(request: PipelineRequest) {
                urls.push(request.url);
                const answer = answers[Math.min(urls.length, answers.length) - 1] ?? { status: 500, body: "" };
                const headers = createHttpHeaders(answer.location === undefined ? {} : { location: answer.location });
                return { request, status: answer.status, headers, bodyAsText: answer.body };
            },
        };
        const cloud = cloudOf(hosted, 1_000, http, async () => undefined);
        return { urls, cloud: await cloud.catch((error: Error) => error.message) };
    }

    it("is asked again after an answer that cannot be used", async () => {
        const { cloud, urls } = await asked(
            { status: 200, body: '{"name":' },
            { status: 200, body: JSON.stringify(described) },
        );
        assert.deepEqual([cloud, urls.length], [cloudIn(described, "h", "public"), 2]);
    });

    it("that redirects, or answers with a page, describes no cloud, and nobody else is asked", async () => {
        const elsewhere = { status: 302, body: "", location: "https://login.example.com/" };
        for (const [answer, why] of [
            [elsewhere, /describes no cloud \(.*302, which leads elsewhere/],
            [{ status: 200, body: "<html></html>" }, /describes no cloud \(.*the answer is not JSON/],
            [{ status: 404, body: "" }, /describes no cloud \(.*404/],
        ] as const) {
            const { cloud, urls } = await asked(answer);
            assert.match(String(cloud), why);
            assert.deepEqual([...new Set(urls.map((url) => new URL(url).hostname))], ["metadata.local.example"]);
        }
    });

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
