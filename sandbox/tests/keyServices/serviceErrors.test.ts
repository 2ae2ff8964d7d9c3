import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import { useLocalAzure } from "../../testing/localAzureFixture";
import { apiVersionOf } from "../support/apiVersionOf";

const HUB = "Microsoft.Devices/IotHubs/hub";
const COSMOS = "Microsoft.DocumentDB/databaseAccounts/documents";
const AUTOMATION = "Microsoft.Automation/automationAccounts/jobs";
const SIGNALR = "Microsoft.SignalRService/signalR/live";

describe("refusals of services that were recorded to word them in a form of their own, of the local Azure", function () {
    this.timeout(20_000);
    const fixture = useLocalAzure();
    const idOf = (path: string) =>
        `/subscriptions/${fixture().azure.subscriptionId}/resourceGroups/photos/providers/${path}`;
    const post = async (path: string, action: string, body?: object, version?: string) => {
        const { azure, arm } = fixture();
        await azure.keyServices.create(path === HUB ? `${idOf(HUB)}/IotHubKeys/service` : idOf(path));
        return arm("POST", `${path}/${action}?api-version=${version ?? apiVersionOf(azure, idOf(path))}`, body);
    };

    it("are `code` and `message` for Cosmos DB", async () => {
        const { status, body } = await post(COSMOS, "regenerateKey", { keyKind: "third" });
        assert.deepEqual([status, Object.keys(body)], [400, ["code", "message"]]);
        assert.equal(body.code, "InvalidParameterValue");
    });

    it("are `Message` and `ModelState` for what an Automation account does not take", async () => {
        const { status, body } = await post(
            AUTOMATION,
            "agentRegistrationInformation/regenerateKey",
            { keyName: "third" },
            "2018-01-15",
        );
        assert.deepEqual([status, Object.keys(body)], [400, ["Message", "ModelState"]], JSON.stringify(body));
    });

    it("are `Code`, `HttpStatusCode` and `Message` for a policy that an IoT hub does not have", async () => {
        const { status, body } = await post(HUB, "IotHubKeys/other/listkeys");
        assert.equal(status, 404);
        assert.deepEqual(body, {
            Code: "KeyNameNotFound",
            HttpStatusCode: "NotFound",
            Message: "The hub 'hub' has no policy 'other'.",
        });
        const found = await post(HUB, "IotHubKeys/service/listkeys");
        assert.deepEqual([found.status, found.body.keyName], [200, "service"]);
    });

    it("are Resource Manager's own where the resource is not there, or the version is not known", async () => {
        const { azure, arm } = fixture();
        await azure.keyServices.create(idOf(COSMOS));
        const version = apiVersionOf(azure, idOf(COSMOS));
        for (const [path, asked, code] of [
            ["Microsoft.DocumentDB/databaseAccounts/none", version, "ResourceNotFound"],
            [COSMOS, "1900-01-01", "NoRegisteredProviderFound"],
        ] as const) {
            const { body } = await arm("POST", `${path}/listKeys?api-version=${asked}`);
            assert.equal((body.error as { code: string }).code, code);
        }
    });
});

describe("SignalR, of the local Azure", function () {
    this.timeout(20_000);
    const fixture = useLocalAzure();

    for (const [keyType, renewed] of [
        ["primary", ["Primary"]],
        ["Secondary", ["Secondary"]],
        ["salt", ["Primary", "Secondary"]],
    ] as const) {
        it(`takes the key type ${keyType}, in any letter case`, async () => {
            const { azure, arm } = fixture();
            const id = `/subscriptions/${azure.subscriptionId}/resourceGroups/photos/providers/${SIGNALR}`;
            const resource = await azure.keyServices.create(id);
            const before = resource.keys;
            const version = apiVersionOf(azure, id);
            const { status } = await arm("POST", `${SIGNALR}/regenerateKey?api-version=${version}`, { keyType });
            assert.equal(status, 202);
            const changed = () => Object.keys(before).filter((slot) => resource.keys[slot] !== before[slot]);
            while (changed().length < renewed.length) {
                await delay(10);
            }
            assert.deepEqual(changed(), renewed);
            const refused = await arm("POST", `${SIGNALR}/regenerateKey?api-version=${version}`, { keyType: "third" });
            assert.equal(refused.status, 400);
        });
    }
});
