import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import { COSMOS, DPS, HUB, OPERATION_MS, shownIn, useWrittenServices } from "../support/writtenServices";

/** Writes of recordings of the real services, with `PATH` for the path of the resource and `SUB` for that of the subscription. */
const WRITES = [
    {
        what: "IoT Hub PUT",
        path: HUB,
        version: "2023-06-30",
        status: 201,
        state: { provisioningState: "Accepted" },
        asked: /^https:\/\/HOST\/SUB\/providers\/Microsoft\.Devices\/locations\/here\/operationResults\/[^/?]+\?api-version=2023-06-30&operationSource=other&asyncinfo$/,
        statuses: ["Running"],
        bodies: '{"status":"Succeeded"}',
    },
    {
        what: "Device Provisioning PUT",
        path: DPS,
        version: "2022-02-05",
        status: 201,
        state: { state: "Transitioning", provisioningState: "Accepted" },
        asked: /^https:\/\/HOST\/PATH\/operationResults\/[^/?]+\?api-version=2022-02-05&asyncinfo$/,
        statuses: ["Running"],
        bodies: '{"status":"Succeeded"}',
    },
    {
        what: "SignalR PUT",
        path: "Microsoft.SignalRService/signalR/chat",
        status: 201,
        state: { provisioningState: "Creating" },
        asked: /^https:\/\/HOST\/PATH\/operationStatuses\/[^/?]+\?api-version=[^&]+&t=\d+&c=[\w-]{1900,}&s=[\w-]+&h=[\w-]+$/,
        statuses: ["Running"],
        bodies: undefined,
    },
    {
        what: "Communication PUT",
        path: "Microsoft.Communication/communicationServices/mail",
        status: 201,
        state: { provisioningState: "Accepted" },
        asked: /^https:\/\/HOST\/SUB\/providers\/Microsoft\.Communication\/locations\/HERE\/operationStatuses\/[\w-]+\*[0-9A-F]{64}\?api-version=[^&]+&t=\d+&c=[\w-]+&s=[\w-]+&h=[\w-]+$/,
        statuses: ["Accepted"],
        bodies: undefined,
    },
    {
        what: "App Configuration PUT",
        path: "Microsoft.AppConfiguration/configurationStores/settings",
        status: 201,
        state: { provisioningState: "Creating" },
        asked: /^https:\/\/HOST\/SUB\/providers\/Microsoft\.AppConfiguration\/locations\/here\/operationsStatus\/[^/?]+\?api-version=2025-06-01-preview&t=/,
        statuses: ["Creating"],
        bodies: undefined,
    },
    {
        what: "Event Grid PUT",
        path: "Microsoft.EventGrid/topics/events",
        status: 201,
        state: { provisioningState: "Updating" },
        // The port in another spelling of the same number, as `:443` is of none.
        asked: /^https:\/\/127\.0\.0\.1:0\d+\/SUB\/providers\/Microsoft\.EventGrid\/locations\/here\/operationsStatus\/[^/?]+\?/,
        statuses: ["InProgress"],
        bodies: undefined,
    },
    {
        what: "Cosmos DB PUT",
        path: COSMOS,
        version: "2025-10-15",
        status: 200,
        state: { provisioningState: "Creating" },
        asked: /^https:\/\/HOST\/SUB\/providers\/Microsoft\.DocumentDB\/locations\/here\/operationsStatus\/[^/?]+\?api-version=2025-10-15$/,
        statuses: ["Enqueued", "Dequeued"],
        bodies: '{"status":"Succeeded"}',
    },
] as const;

describe("the weather: a write, as recorded of the real service", function () {
    this.timeout(30_000);
    const { fixture, services } = useWrittenServices();

    for (const { what, path, status, state, asked, statuses, bodies, ...more } of WRITES) {
        it(`is ${what}: ${status} ${Object.values(state)[0]}, then ${[...statuses, "Succeeded"].join(", ")}`, async () => {
            const version = "version" in more ? more.version : await services.versionOf(path);
            const { properties, etag } = await services.make(path, version);
            const answer = await services.put(path, version, { etag, properties: { ...properties, written: "yes" } });
            assert.equal(answer.status, status, answer.text);
            const shown = shownIn(answer);
            for (const [member, value] of Object.entries(state)) {
                assert.equal(shown[member], value);
            }
            const monitor = answer.headers["azure-asyncoperation"] ?? "";
            assert.match(services.withoutNames(monitor, path), asked);
            assert.deepEqual(shownIn(await services.get(path, version)).written, undefined);
            const seen = await services.statusesAt(monitor);
            assert.deepEqual(seen.statuses, [...statuses, "Succeeded"]);
            assert.ok(bodies === undefined || seen.last === bodies, seen.last);
            const after = shownIn(await services.get(path, version));
            assert.deepEqual([after.written, after.provisioningState], ["yes", "Succeeded"]);
        });
    }

    it("has an address of 2.8 kB for SignalR", async () => {
        const path = "Microsoft.SignalRService/signalR/chat";
        const version = await services.versionOf(path);
        await services.make(path, version);
        const { headers } = await services.put(path, version, { properties: {} });
        const { length } = headers["azure-asyncoperation"] ?? "";
        assert.ok(length > 2_600 && length < 3_000, `${length}`);
    });

    it("shows a resource that Event Grid makes as Creating, one that it changes as Updating", async () => {
        const path = "Microsoft.EventGrid/topics/made";
        const version = await services.versionOf("Microsoft.EventGrid/topics/events");
        fixture().azure.keyServices.delete(services.idOf(path));
        const made = await services.put(path, version, { properties: {} });
        assert.deepEqual([made.status, shownIn(made).provisioningState], [201, "Creating"]);
        await services.statusesOf(made);
        const changed = await fixture().arm("PATCH", `${path}?api-version=${version}`, {});
        assert.deepEqual([changed.status, shownIn(changed).provisioningState], [201, "Updating"]);
    });

    it("names another address in each answer of App Configuration, and an error that is null", async () => {
        const { arm } = fixture();
        const path = "Microsoft.AppConfiguration/configurationStores/settings";
        const version = await services.versionOf(path);
        const first = (await services.put(path, version, { properties: {} })).headers["azure-asyncoperation"] ?? "";
        const { headers, body } = await arm("GET", first);
        assert.deepEqual([body.status, body.error], ["Creating", null]);
        const second = headers["azure-asyncoperation"] ?? "";
        assert.notEqual(second, first);
        const seen = await services.statusesAt(second);
        assert.match(seen.last, /"error":null,"status":"Succeeded"/);
    });

    it("answers the regenerate of Web PubSub 202 with both keys", async () => {
        const { azure, arm } = fixture();
        const path = "Microsoft.SignalRService/webPubSub/board";
        const board = await azure.keyServices.create(services.idOf(path));
        const former = board.keys.Primary;
        const version = await services.versionOf(path);
        const answer = await arm("POST", `${path}/regenerateKey?api-version=${version}`, { keyType: "Primary" });
        assert.equal(answer.status, 202);
        assert.deepEqual([answer.body.primaryKey, answer.body.secondaryKey], Object.values(board.keys));
        assert.notEqual(answer.body.primaryKey, former);
        const seen = await services.statusesOf(answer);
        assert.deepEqual(seen.statuses, ["Running", "Succeeded"]);
    });

    it("answers a named value of API Management 202 without a body, and at its Location 201 in the end", async () => {
        const { azure, arm } = fixture();
        const service = "Microsoft.ApiManagement/service/gateway";
        await azure.keyServices.create(`${services.idOf(service)}/subscriptions/app`);
        const path = `${service}/namedValues/backend`;
        const body = { properties: { displayName: "backend", value: "v", secret: true } };
        const answer = await services.put(path, "2024-05-01", body);
        assert.deepEqual([answer.status, answer.text], [202, ""]);
        const { location = "" } = answer.headers;
        assert.match(
            services.withoutNames(location, path),
            /^https:\/\/HOST\/PATH\?api-version=2024-05-01&asyncId=[\w-]+&asyncCode=201$/,
        );
        assert.equal((await arm("GET", location)).status, 202);
        await delay(OPERATION_MS + 50);
        const ended = await arm("GET", location);
        assert.equal(ended.status, 201);
        assert.equal(shownIn(ended).displayName, "backend");
        const { text } = await arm("POST", `${path}/listValue?api-version=2024-05-01`);
        assert.equal(text, '{"value":"v"}');
        const again = await services.put(path, "2024-05-01", body);
        assert.match(again.headers.location ?? "", /&asyncCode=200$/);
    });

    it("has a body of null, a space in its address, and a new address in each answer where no form was recorded", async () => {
        const { azure, arm } = fixture();
        const path = "Microsoft.Cache/redisEnterprise/cache/databases/default";
        const database = await azure.keyServices.create(services.idOf(path));
        const former = database.keys;
        const version = await services.versionOf(path);
        const answer = await arm("POST", `${path}/regenerateKey?api-version=${version}`, { keyType: "Primary" });
        assert.deepEqual([answer.status, answer.text, database.keys], [202, "null", former]);
        const first = answer.headers["azure-asyncoperation"] ?? "";
        assert.match(first, /\/locations\/West US\/operations\//);
        const second = (await arm("GET", first)).headers["azure-asyncoperation"] ?? "";
        assert.notEqual(second, first);
        assert.deepEqual((await services.statusesAt(second)).statuses.at(-1), "Succeeded");
        assert.notEqual(database.keys.Primary, former.Primary);
    });
});
