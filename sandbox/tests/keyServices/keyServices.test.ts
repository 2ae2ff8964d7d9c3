import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { useLocalAzure } from "../../testing/localAzureFixture";

const REDIS = "Microsoft.Cache/redis/cache";
const COSMOS = "Microsoft.DocumentDB/databaseAccounts/documents";

describe("the local Azure, as a service with two keys", function () {
    this.timeout(20_000);
    const fixture = useLocalAzure();

    beforeEach(() => {
        const { keyServices } = fixture().azure;
        Object.assign(keyServices.propagation, { acceptedAfterMs: 0, refusedAfterMs: 0 });
    });

    const create = (path: string) => fixture().azure.keyServices.create(idOf(path));

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
        const changed = azure.keyServices.get(idOf(REDIS)).keys;
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
        azure.weather.operationMs = [1_500, 1_500];
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
