import assert from "node:assert/strict";
import type { KeyedResource } from "../../azure/keyServices/keyedResource";
import type { KeyServiceOptions } from "../../azure/keyServices/keyServices";
import { useLocalAzure } from "../../testing/localAzureFixture";

const COSMOS = "Microsoft.DocumentDB/databaseAccounts/photos";
const QUEUE_RULE = "Microsoft.ServiceBus/namespaces/orders/queues/new/authorizationRules/send";

describe("the local Azure, as a service with keys of its own kind", function () {
    this.timeout(20_000);
    const fixture = useLocalAzure();

    function create(path: string, options?: KeyServiceOptions): Promise<KeyedResource> {
        const { azure } = fixture();
        const group = `/subscriptions/${azure.subscriptionId}/resourceGroups/photos/providers`;
        return azure.keyServices.create(`${group}/${path}`, options);
    }

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
