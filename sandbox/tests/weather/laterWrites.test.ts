import assert from "node:assert/strict";
import { COSMOS, DPS, HUB, shownIn, useWrittenServices } from "../support/writtenServices";

describe("the weather: writes that are carried out later", function () {
    this.timeout(30_000);
    const { fixture, services } = useWrittenServices();

    it("keeps the etag and the keys of a provisioning service as before until the end", async () => {
        const { azure } = fixture();
        const policy = await azure.keyServices.create(`${services.idOf(DPS)}/keys/service`);
        const { etag } = (await services.get(DPS, "2022-02-05")).body;
        const former = policy.keys;
        const key = Buffer.alloc(32, "n").toString("base64");
        const policies = [{ keyName: "service", ...former, secondaryKey: key, rights: "ServiceConfig" }];
        const answer = await services.put(DPS, "2022-02-05", { etag, properties: { authorizationPolicies: policies } });
        assert.deepEqual([answer.status, answer.body.etag, policy.keys], [201, etag, former]);
        assert.equal((await services.get(DPS, "2022-02-05")).body.etag, etag);
        await services.statusesOf(answer);
        assert.deepEqual(policy.keys, { ...former, secondaryKey: key });
        assert.notEqual((await services.get(DPS, "2022-02-05")).body.etag, etag);
    });

    it("refuses a second write of a hub meanwhile: 409, IH409002", async () => {
        const { properties, etag } = await services.make(HUB, "2023-06-30");
        const first = await services.put(HUB, "2023-06-30", { etag, properties });
        const second = await services.put(HUB, "2023-06-30", { etag, properties });
        assert.equal(second.status, 409);
        assert.deepEqual(Object.keys(second.body), ["Code", "HttpStatusCode", "Message"]);
        assert.equal(second.body.Code, "IH409002");
        await services.statusesOf(first);
        const { etag: next } = (await services.get(HUB, "2023-06-30")).body;
        assert.equal((await services.put(HUB, "2023-06-30", { etag: next, properties })).status, 201);
    });

    it("regenerates a key of Cosmos DB in an operation, and refuses another write meanwhile: 412, retry later", async () => {
        const { azure, arm } = fixture();
        const account = await azure.keyServices.create(services.idOf(COSMOS));
        const former = account.keys;
        const regenerate = (keyKind: string) =>
            arm("POST", `${COSMOS}/regenerateKey?api-version=2025-10-15`, { keyKind });
        const answer = await regenerate("secondary");
        assert.deepEqual([answer.status, answer.text], [202, '{"status":"Enqueued"}']);
        assert.match(
            services.withoutNames(answer.headers.location ?? "", COSMOS),
            /^https:\/\/HOST\/PATH\/regenerateKey\/operationResults\/[^/?]+\?api-version=2025-10-15$/,
        );
        const refused = await regenerate("primaryReadonly");
        assert.equal(refused.status, 412);
        assert.deepEqual(Object.keys(refused.body), ["code", "message"]);
        assert.equal(refused.body.code, "PreconditionFailed");
        assert.match(String(refused.body.message), /Please retry the operation after sometime/);
        assert.deepEqual(account.keys, former);
        const seen = await services.statusesOf(answer);
        assert.deepEqual(seen.statuses, ["Enqueued", "Dequeued", "Succeeded"]);
        assert.notEqual(account.keys.secondary, former.secondary);
        assert.equal(account.keys.primaryReadonly, former.primaryReadonly);
        assert.equal((await regenerate("primaryReadonly")).status, 202);
    });

    for (const [operationEnd, isWritten] of [
        ["failed", undefined],
        ["failedAfterEffect", "yes"],
    ] as const) {
        it(`may end as ${operationEnd}, on demand`, async () => {
            const { azure } = fixture();
            const { properties, etag } = await services.make(HUB, "2023-06-30");
            azure.faults.add({ operation: "iotHubs/put", weather: { operationEnd } });
            const answer = await services.put(HUB, "2023-06-30", {
                etag,
                properties: { ...properties, written: "yes" },
            });
            assert.equal(answer.status, 201);
            const seen = await services.statusesOf(answer);
            assert.deepEqual(seen.statuses, ["Running", "Failed"]);
            assert.match(seen.last, /^\{"status":"Failed","error":\{"code":"OperationFailed","message":/);
            const after = shownIn(await services.get(HUB, "2023-06-30"));
            assert.deepEqual([after.written, after.provisioningState], [isWritten, "Failed"]);
            // The next write mends it.
            const { etag: next } = (await services.get(HUB, "2023-06-30")).body;
            const again = await services.put(HUB, "2023-06-30", { etag: next, properties });
            await services.statusesOf(again);
            assert.equal(shownIn(await services.get(HUB, "2023-06-30")).provisioningState, "Succeeded");
        });
    }
});
