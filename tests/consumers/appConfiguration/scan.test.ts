import assert from "node:assert/strict";
import { ShownResources } from "local-azure";
import { appConfigurationStores } from "../../../components/consumers/appConfiguration/scan";
import type { DataPlaneCall } from "../../../components/consumers/scanner";
import { BoundedAsk } from "../../../components/dependents/boundedAsk";
import { describeScanner, secretUri, shown } from "../../dependents/support/describeScanner";
import { GROUP } from "../../dependents/support/marks";
import { reading } from "../../dependents/support/reading";
import { shownAccess } from "../../dependents/support/shownAccess";

const store = `${GROUP}/Microsoft.AppConfiguration/configurationStores/settings`;
const REFERENCE = "application/vnd.microsoft.appconfig.keyvaultref+json;charset=utf-8";

describeScanner(appConfigurationStores, {
    packageName: "@azure/arm-appconfiguration",
    resources: [
        shown(store, { endpoint: "https://settings.azconfig.io" }),
        shown(`${store}2`, { endpoint: "https://settings2.azconfig.azure.us/" }),
        shown(`${store}3`),
    ],
    items: {
        "https://settings.azconfig.io": [
            { key: "plain", label: null, value: "a", content_type: "" },
            { key: "a/b", label: "prod", value: "b", content_type: null, tags: { owner: "c" } },
            { key: "ref", label: "prod", value: JSON.stringify({ uri: secretUri }), content_type: REFERENCE },
            { key: "fake", label: "prod", value: "d", content_type: REFERENCE },
        ],
        "https://settings2.azconfig.azure.us": [],
    },
    held: [
        "settings/plain: text a",
        "settings/prod/a/b: text b",
        `settings/prod/ref: reference ${secretUri}`,
        "settings/prod/fake: text d",
    ],
    notLookedAt: ["settings3: it does not say where its data plane is"],
    calls: 2,
});

describe("the key-values of an App Configuration store", () => {
    const audiences: Readonly<Record<string, string>> = {
        "https://s.azconfig.io": "https://appconfig.azure.com",
        "https://s.azconfig.azure.us": "https://appconfig.azure.us",
        "https://s.appconfig.azure.cn/": "https://appconfig.azure.cn",
        "https://127.0.0.1:8443/s": "https://appconfig.azure.com",
    };
    for (const [endpoint, audience] of Object.entries(audiences)) {
        it(`are asked for at ${endpoint}, every label of them, with a token for ${audience}`, async () => {
            const calls: DataPlaneCall[] = [];
            const answer = (call: DataPlaneCall) => {
                calls.push(call);
                return { items: [] };
            };
            const ask = new BoundedAsk(reading(shownAccess(new ShownResources()), answer), 10);
            const resource = { id: store, name: "settings", tags: {}, properties: { endpoint } };
            await appConfigurationStores.look(resource, ask.about("key-value"));
            assert.deepEqual(
                calls.map((call) => [call.url, call.audience]),
                [[`${endpoint.replace(/\/$/, "")}/kv?key=*&label=*&api-version=2023-11-01`, audience]],
            );
        });
    }
});
