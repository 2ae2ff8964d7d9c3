import assert from "node:assert/strict";
import { resourceTypes } from "../engine/plugins/azureNative/resourceTypes";
import { ACCOUNT, SITE, useLocalAzure, VAULT } from "../testing/localAzureFixture";

const ASSIGNMENT = `${VAULT}/providers/Microsoft.Authorization/roleAssignments/none`;
const WORKSPACE = "Microsoft.OperationalInsights/workspaces/none";
const SETTING = `${ACCOUNT}/blobServices/default/providers/Microsoft.Insights/diagnosticSettings/none`;

describe("the versions of its API that the local Azure serves", () => {
    const fixture = useLocalAzure();
    const isServed = async (path: string, version: string): Promise<boolean> => {
        const { status, text } = await fixture().arm("GET", `${path}?api-version=${version}`);
        return status !== 400 || !/NoRegisteredProviderFound|InvalidApiVersionParameter/.test(text);
    };

    for (const [path, versions] of [
        [SITE, ["2022-03-01", "2023-12-01", "2024-11-01", "2025-05-01"]],
        [`${SITE}/slots`, ["2022-03-01", "2024-11-01"]],
        [VAULT, ["2022-07-01", "2023-07-01", "2025-05-01"]],
        [ACCOUNT, ["2021-09-01", "2023-05-01", "2025-08-01"]],
        [ASSIGNMENT, ["2015-07-01", "2022-04-01"]],
        [WORKSPACE, ["2020-08-01", "2023-09-01"]],
        [SETTING, ["2021-05-01-preview"]],
    ] as const) {
        it(`are several of ${path}, and no others`, async () => {
            for (const version of versions) {
                assert.ok(await isServed(path, version), version);
            }
            for (const version of ["1900-01-01", "2026-13-01", "2025-05-01-preview"]) {
                const { status, body } = await fixture().arm("GET", `${path}?api-version=${version}`);
                assert.deepEqual([status, codeIn(body)], [400, "NoRegisteredProviderFound"], version);
            }
        });
    }

    for (const [path, versions] of [
        ["Microsoft.DocumentDB/databaseAccounts", ["2024-11-15", "2026-03-15"]],
        ["Microsoft.ServiceBus/namespaces", ["2021-11-01", "2026-01-01"]],
        ["Microsoft.SignalRService/signalR", ["2022-02-01", "2023-08-01-preview"]],
        ["Microsoft.Devices/IotHubs", ["2021-07-02", "2023-06-30-preview"]],
        ["Microsoft.Search/searchServices", ["2023-11-01", "2026-03-01-preview"]],
    ] as const) {
        it(`are several of ${path} as well, whose package asks for one alone`, async () => {
            const { subscriptionId } = fixture().azure;
            const list = `/subscriptions/${subscriptionId}/providers/${path}`;
            for (const version of versions) {
                const { status, body } = await fixture().arm("GET", `${list}?api-version=${version}`);
                assert.deepEqual([status, body], [200, { value: [] }], version);
            }
            assert.equal(await isServed(list, "1900-01-01"), false);
        }).timeout(20_000);
    }

    it("are told in the words of Azure where one is refused", async () => {
        const { arm } = fixture();
        const { body } = await arm("GET", "Microsoft.App/jobs/none?api-version=1900-01-01");
        assert.deepEqual(body, {
            error: {
                code: "NoRegisteredProviderFound",
                message:
                    "No registered resource provider found for location 'here' and API version '1900-01-01' for type 'jobs'. " +
                    "The supported api-versions are '2023-05-01, 2024-03-01, 2025-01-01, 2025-07-01'. The supported locations are 'here'.",
            },
        });
        const written = await arm("PUT", `${SITE}/config/appsettings?api-version=1900-01-01`, {
            properties: { A: "1" },
        });
        assert.deepEqual([written.status, codeIn(written.body)], [400, "NoRegisteredProviderFound"]);
        assert.equal(fixture().azure.sites.get("web").settings.A, undefined);
    });

    for (const path of ["/subscriptions", "/tenants", "/subscriptions/SUBSCRIPTION/resourceGroups/photos"]) {
        it(`are those of Resource Manager itself for ${path}`, async () => {
            const { azure, arm } = fixture();
            const whole = path.replace("SUBSCRIPTION", azure.subscriptionId);
            assert.equal((await arm("GET", `${whole}?api-version=2021-04-01`)).status, 200);
            const { status, text } = await arm("GET", `${whole}?api-version=2025-07-01`);
            assert.equal(status, 400);
            assert.match(
                text,
                /\{"code":"InvalidApiVersionParameter","message":"The api-version '2025-07-01' is invalid\. The supported versions are '2015-11-01,2016-06-01,/,
            );
        });
    }

    for (const [token, { path, apiVersion }] of Object.entries(resourceTypes)) {
        it(`are those of the stand-in's ${token}`, async () => {
            const named = path
                .replace("/{scope}", "/subscriptions/{subscriptionId}")
                .replace("{subscriptionId}", fixture().azure.subscriptionId)
                .replace(/\{\w+\}/g, "none");
            assert.ok(await isServed(named, apiVersion));
        });
    }
});

describe("the local Azure, to a client that has just come", () => {
    const fixture = useLocalAzure();

    it("shows its tenant, its subscription and the groups in that", async () => {
        const { azure, arm } = fixture();
        const { subscriptionId, tenantId } = azure;
        const tenants = (await arm("GET", "/tenants?api-version=2022-12-01")).body.value as readonly object[];
        assert.deepEqual(tenants, [
            {
                id: `/tenants/${tenantId}`,
                tenantId,
                displayName: "Local Azure",
                countryCode: "US",
                domains: ["local.test"],
                tenantCategory: "Home",
            },
        ]);
        const { body } = await arm("GET", "/subscriptions?api-version=2022-12-01");
        const [subscription] = body.value as readonly Record<string, unknown>[];
        assert.equal((body.value as readonly unknown[]).length, 1);
        assert.deepEqual(
            [subscription?.id, subscription?.subscriptionId, subscription?.tenantId, subscription?.state],
            [`/subscriptions/${subscriptionId}`, subscriptionId, tenantId, "Enabled"],
        );
        assert.deepEqual((await arm("GET", `/subscriptions/${subscriptionId}`)).body, subscription);
        const groups = (await arm("GET", `/subscriptions/${subscriptionId}/resourceGroups`)).body.value;
        assert.deepEqual(
            (groups as readonly { name: string }[]).map(({ name }) => name),
            ["photos"],
        );
    });

    it("shows of a site its kind, its plan and the plan's tier, and of a slot those of its site", async () => {
        const { azure, arm } = fixture();
        const base = `/subscriptions/${azure.subscriptionId}/resourceGroups/photos/providers`;
        const shown = async (path: string) => {
            const { kind, properties } = (await arm("GET", path)).body as {
                kind: string;
                properties: { serverFarmId: string; sku: string };
            };
            return [kind, properties.serverFarmId, properties.sku];
        };
        assert.deepEqual(await shown(SITE), ["app", `${base}/Microsoft.Web/serverfarms/Default1`, "Free"]);
        await arm("PUT", "Microsoft.Web/serverfarms/Fast", { location: "here", sku: { name: "P1v3" } });
        const serverFarmId = `${base.replace("resourceGroups", "resourcegroups")}/Microsoft.Web/serverFarms/fast`;
        await arm("PUT", "Microsoft.Web/sites/planned", { kind: "functionapp,linux", properties: { serverFarmId } });
        await arm("PUT", "Microsoft.Web/sites/planned/slots/next", { location: "here" });
        const planned = ["functionapp,linux", `${base}/Microsoft.Web/serverfarms/Fast`, "PremiumV3"];
        assert.deepEqual(await shown("Microsoft.Web/sites/planned"), planned);
        assert.deepEqual(await shown("Microsoft.Web/sites/planned/slots/next"), planned);
    });
});

function codeIn(body: Readonly<Record<string, unknown>>): unknown {
    return (body.error as { readonly code?: unknown } | undefined)?.code;
}
