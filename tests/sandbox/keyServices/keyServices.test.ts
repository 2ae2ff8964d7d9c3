import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import type { KeyedResource } from "../../../sandbox/azure/keyServices/keyedResource";
import type { KeyServiceOptions } from "../../../sandbox/azure/keyServices/keyServices";
import { useLocalAzure } from "../support/localAzureFixture";

const REDIS = "Microsoft.Cache/redis/cache";
const QUEUE_RULE = "Microsoft.ServiceBus/namespaces/orders/queues/new/authorizationRules/send";
const COSMOS = "Microsoft.DocumentDB/databaseAccounts/documents";

describe("the local Azure, as a service with two keys", function () {
    this.timeout(20_000);
    const fixture = useLocalAzure();

    beforeEach(() => {
        const { keyServices, subscriptionId } = fixture().azure;
        Object.assign(keyServices.propagation, { acceptedAfterMs: 0, refusedAfterMs: 0 });
        keyServices.operationMs = 0;
        keyServices.delete(`/subscriptions/${subscriptionId}/resourceGroups/photos/providers/${COSMOS}`);
    });

    function create(path: string, options?: KeyServiceOptions): Promise<KeyedResource> {
        const { azure } = fixture();
        return azure.keyServices.create(
            `/subscriptions/${azure.subscriptionId}/resourceGroups/photos/providers/${path}`,
            options,
        );
    }

    const regenerateRedis = (body: unknown, version = "2024-11-01") =>
        fixture().arm("POST", `${REDIS}/regenerateKey?api-version=${version}`, body);

    it("has nothing to answer of a service that there is no resource of", async () => {
        const { arm } = fixture();
        assert.equal((await arm("POST", "Microsoft.Unheard/of/it/listKeys")).status, 404);
        await assert.rejects(create("Microsoft.Unheard/of/it"), /no keys for Microsoft\.Unheard\/of/);
    });

    it("keeps the keys of a resource that is made twice", async () => {
        const { keys } = await create(REDIS);
        assert.deepEqual((await create(REDIS)).keys, keys);
    });

    it("gives the names of its operations and the slot to the journal, and what becomes of the keys", async () => {
        const { azure, arm } = fixture();
        const { keys } = await create(REDIS);
        await arm("POST", `${REDIS}/listKeys?api-version=2024-11-01`);
        await regenerateRedis({ keyType: "Secondary" });
        const changed = azure.keyServices.get(azure.keyServices.find(idOf(REDIS))?.id.id ?? "").keys;
        assert.deepEqual(
            azure.journal.entries.map(({ operation, target, detail }) => [operation, target, detail]),
            [
                ["redis/listKeys", "cache", undefined],
                ["keyServices/keyRefused", "cache", `Secondary ${fingerprint(keys.Secondary)}`],
                ["keyServices/keyAccepted", "cache", `Secondary ${fingerprint(changed.Secondary)}`],
                ["redis/regenerateKey", "cache", "Secondary"],
            ],
        );
    });

    for (const [what, body, version, code] of [
        ["another api-version", { keyType: "Primary" }, "2023-01-01", "NoRegisteredProviderFound"],
        ["another parameter", { keyName: "Primary" }, "2024-11-01", "InvalidParameterValue"],
        ["another value", { keyType: "Third" }, "2024-11-01", "InvalidParameterValue"],
        ["another letter case", { keyType: "primary" }, "2024-11-01", "InvalidParameterValue"],
        ["no body", undefined, "2024-11-01", "InvalidParameterValue"],
        ["a parameter too many", { keyType: "Primary", key: "x" }, "2024-11-01", "InvalidParameterValue"],
    ] as const) {
        it(`refuses a regenerate with ${what}, and changes no key`, async () => {
            const resource = await create(REDIS);
            const former = resource.keys;
            const answer = await regenerateRedis(body, version);
            assert.equal(answer.status, 400);
            assert.match(answer.text, new RegExp(`"code":"${code}"`));
            assert.deepEqual(resource.keys, former);
        });
    }

    it("refuses another method, and a resource that is not there", async () => {
        const { arm } = fixture();
        await create(REDIS);
        assert.equal((await arm("PUT", `${REDIS}/regenerateKey?api-version=2024-11-01`)).status, 404);
        const absent = await arm("POST", "Microsoft.Cache/redis/other/listKeys?api-version=2024-11-01");
        assert.equal(absent.status, 404);
        assert.match(absent.text, /"ResourceNotFound".*Microsoft\.Cache\/redis\/other/);
    });

    it("accepts a new key after the propagation delay, and the former one for as long as it is told", async () => {
        const { azure } = fixture();
        const resource = await create(REDIS);
        Object.assign(azure.keyServices.propagation, { acceptedAfterMs: 60, refusedAfterMs: 20 });
        const { Primary: former = "" } = resource.keys;
        resource.regenerate("Primary");
        const { Primary: next = "" } = resource.keys;
        assert.deepEqual([resource.accepts(former), resource.accepts(next)], [true, false]);
        await happened("keyServices/keyRefused");
        assert.deepEqual([resource.accepts(former), resource.accepts(next)], [false, false]);
        await happened("keyServices/keyAccepted");
        assert.ok(resource.accepts(next));
    });

    it("takes its time where the operation is long-running, and says where to ask", async () => {
        const { azure, arm } = fixture();
        const resource = await create(COSMOS);
        azure.keyServices.operationMs = 1_500;
        const former = resource.keys;
        const started = await arm("POST", `${COSMOS}/regenerateKey?api-version=2025-10-15`, { keyKind: "secondary" });
        assert.equal(started.status, 202);
        assert.deepEqual(resource.keys, former);
        const monitor = started.headers["azure-asyncoperation"] ?? "";
        assert.equal((await arm("GET", monitor)).body.status, "InProgress");
        await happened("keyServices/keyAccepted");
        assert.equal((await arm("GET", monitor)).body.status, "Succeeded");
        assert.equal((await arm("GET", started.headers.location ?? "")).text, "");
        const changed = Object.keys(former).filter((slot) => resource.keys[slot] !== former[slot]);
        assert.deepEqual(changed, ["secondary"]);
    });

    it("refuses a long-running regenerate at once where it asks for what there is not", async () => {
        const { arm } = fixture();
        await create(COSMOS);
        const answer = await arm("POST", `${COSMOS}/regenerateKey?api-version=2025-10-15`, { keyKind: "third" });
        assert.equal(answer.status, 400);
    });

    it("shows the read-only pair of Cosmos DB alone, too", async () => {
        const { arm } = fixture();
        const { keys } = await create(COSMOS);
        const { primaryReadonly, secondaryReadonly } = keys;
        for (const method of ["GET", "POST"] as const) {
            assert.deepEqual((await arm(method, `${COSMOS}/readonlykeys?api-version=2025-10-15`)).body, {
                primaryReadonlyMasterKey: primaryReadonly,
                secondaryReadonlyMasterKey: secondaryReadonly,
            });
        }
        assert.equal(Object.keys((await arm("POST", `${COSMOS}/listKeys?api-version=2025-10-15`)).body).length, 4);
    });

    it("makes both keys of SignalR anew with another salt", async () => {
        const { arm } = fixture();
        const hub = await create("Microsoft.SignalRService/signalR/chat");
        const former = hub.keys;
        const done = happened("keyServices/keyAccepted");
        await arm("POST", "Microsoft.SignalRService/signalR/chat/regenerateKey?api-version=2023-02-01", {
            keyType: "Salt",
        });
        await done;
        assert.ok(hub.keys.Primary !== former.Primary && hub.keys.Secondary !== former.Secondary);
    });

    it("takes the key that the caller of Service Bus brings", async () => {
        const { arm } = fixture();
        const rule = await create(QUEUE_RULE);
        const key = Buffer.alloc(32, "k").toString("base64");
        const answer = await arm("POST", `${QUEUE_RULE}/regenerateKeys?api-version=2021-11-01`, {
            keyType: "SecondaryKey",
            key,
        });
        assert.equal(answer.body.secondaryKey, key);
        assert.ok(rule.accepts(key));
    });

    it("writes connection strings for where the namespace says it is, and shows that without a key", async () => {
        const { arm } = fixture();
        const serviceBusEndpoint = "https://127.0.0.1:7777/orders/";
        const { keys } = await create(QUEUE_RULE, { rootProperties: { serviceBusEndpoint } });
        const { body } = await arm("POST", `${QUEUE_RULE}/ListKeys?api-version=2021-11-01`);
        assert.equal(
            body.primaryConnectionString,
            `Endpoint=sb://127.0.0.1:7777/;SharedAccessKeyName=send;SharedAccessKey=${keys.PrimaryKey};EntityPath=new`,
        );
        const shown = await arm("GET", "Microsoft.ServiceBus/namespaces/orders?api-version=2021-11-01");
        assert.deepEqual(shown.body.properties, { provisioningState: "Succeeded", serviceBusEndpoint });
    });

    it("keeps what is another resource apart: the rule of the namespace from that of its queue", async () => {
        const rule = await create(QUEUE_RULE);
        const other = await create("Microsoft.ServiceBus/namespaces/orders/AuthorizationRules/send");
        assert.notEqual(rule.keys.PrimaryKey, other.keys.PrimaryKey);
    });

    it("names a key of App Configuration by its id, which goes with it", async () => {
        const { arm } = fixture();
        const path = "Microsoft.AppConfiguration/configurationStores/settings";
        const store = await create(path);
        const { body } = await arm("POST", `${path}/listKeys?api-version=2023-03-01`);
        assert.ok(Array.isArray(body.value));
        const { id } = body.value.find(({ name }: { name: string }) => name === "Secondary Read Only");
        const regenerate = () => arm("POST", `${path}/regenerateKey?api-version=2023-03-01`, { id });
        const { body: next } = await regenerate();
        assert.deepEqual([next.name, next.readOnly], ["Secondary Read Only", true]);
        assert.equal(store.keys["Secondary Read Only"], `Id=${next.id};Secret=${next.value}`);
        assert.equal((await regenerate()).status, 400);
    });

    it("answers without a body where the operation has none, and keeps a subscription's keys out of its GET", async () => {
        const { arm } = fixture();
        const path = "Microsoft.ApiManagement/service/gate/subscriptions/web";
        const { keys } = await create(path);
        const answer = await arm("POST", `${path}/regenerateSecondaryKey?api-version=2024-05-01`);
        assert.deepEqual([answer.status, answer.text], [204, ""]);
        const shown = await arm("GET", `${path}?api-version=2024-05-01`);
        assert.ok(shown.status === 200 && !shown.text.includes(keys.primary ?? ""));
    });

    it("serves what no package describes by what its reference says", async () => {
        const { arm } = fixture();
        const path = "Microsoft.EventGrid/namespaces/events/topics/orders";
        const topic = await create(path);
        const { body } = await arm("POST", `${path}/listKeys?api-version=2025-02-15`);
        assert.deepEqual(body, topic.keys);
        const body1 = { keyName: "key1" };
        assert.equal((await arm("POST", `${path}/regenerateKey?api-version=2025-02-15`, body1)).status, 202);
    });

    it("shows and makes anew the keys with which agents of Automation register", async () => {
        const { arm } = fixture();
        const path = "Microsoft.Automation/automationAccounts/runs";
        const account = await create(path);
        const registration = `${path}/agentRegistrationInformation`;
        const shown = await arm("GET", `${registration}?api-version=2018-01-15`);
        assert.deepEqual(shown.body.keys, account.keys);
        const answer = await arm("POST", `${registration}/regenerateKey?api-version=2018-01-15`, {
            keyName: "secondary",
        });
        assert.deepEqual(answer.body.keys, account.keys);
        assert.notDeepEqual(shown.body.keys, account.keys);
    });

    it("goes with its resource group, and writes no key into the journal", async () => {
        const { azure, arm } = fixture();
        const group = `/subscriptions/${azure.subscriptionId}/resourceGroups/videos`;
        await arm("PUT", group, { location: "here" });
        const resource = await azure.keyServices.create(`${group}/providers/${REDIS}`);
        await arm("POST", `${resource.id.id}/regenerateKey?api-version=2024-11-01`, { keyType: "Primary" });
        await arm("DELETE", group);
        assert.equal(azure.keyServices.find(resource.id.id), undefined);
        const journal = JSON.stringify(azure.journal.entries);
        assert.ok(Object.values(resource.keys).every((key) => !journal.includes(key)));
    });

    function idOf(path: string): string {
        return `/subscriptions/${fixture().azure.subscriptionId}/resourceGroups/photos/providers/${path}`;
    }

    function fingerprint(key = ""): string {
        return createHash("sha256").update(Buffer.from(key, "base64")).digest("hex").slice(0, 8);
    }

    /** Done at the next event of that kind. */
    function happened(operation: string): Promise<void> {
        return new Promise((resolve) => {
            const forget = fixture().azure.journal.on((entry) => {
                if (entry.operation === operation) {
                    forget();
                    resolve();
                }
            });
        });
    }
});
