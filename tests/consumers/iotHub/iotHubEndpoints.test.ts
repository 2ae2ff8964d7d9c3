import assert from "node:assert/strict";
import { type IotHubEndpointsPlace, iotHubEndpointsKind } from "../../../components/consumers/iotHub/iotHubEndpoints";
import { iotHubEndpoints } from "../../../components/index";
import { changeOf } from "../support/changes";
import { describeCalls } from "../support/describeCalls";
import { type FakeAccess, fakeAccess, Refused } from "../support/fakeAccess";

const place: IotHubEndpointsPlace = {
    kind: "iotHubEndpoints",
    argument: "consumers[0]",
    resourceGroupName: "rg",
    hubName: "hub",
    routing: ["archive"],
    fileUpload: true,
};
const MASKED = "AccountName=uploads;AccountKey=****";
const archive = { name: "Archive", connectionString: MASKED, containerName: "messages", encoding: "avro" };
const other = { name: "other", connectionString: "AccountName=other;AccountKey=****", containerName: "c" };
const policies = [{ keyName: "service", primaryKey: "p", secondaryKey: "s", rights: "ServiceConnect" }];
const hub = {
    location: "here",
    etag: "e1",
    sku: { name: "S1" },
    properties: {
        hostName: "hub.azure-devices.net",
        routing: { endpoints: { storageContainers: [archive, other], eventHubs: null }, routes: [{ name: "all" }] },
        storageEndpoints: { $default: { connectionString: MASKED, containerName: "uploads", sasTtlAsIso8601: "PT1H" } },
    },
};

const { look, switchOver, remove, problems, contents, actions, id } = iotHubEndpointsKind;

/** @param statuses with which writes are refused before one is taken. */
function azure(found: unknown = hub, statuses: readonly number[] = [], lists: readonly unknown[] = []): FakeAccess {
    const refused = [...statuses];
    const untrue = [...lists];
    return fakeAccess((call) => {
        if (call.endsWith("/listkeys")) {
            return { value: untrue.shift() ?? policies };
        }
        const status = call.startsWith("PUT") ? refused.shift() : undefined;
        if (found === null || status !== undefined) {
            throw new Refused(status ?? 404);
        }
        return found;
    });
}

describe("endpoints of an IoT hub", () => {
    it("are written with the whole hub, which keeps its policies and the masked keys of all others", async () => {
        const access = azure();
        await switchOver(changeOf(place, { "": "new" }), access);
        assert.deepEqual(access.calls, ["GET hub", "POST hub/listkeys", "PUT hub"]);
        const { routing, storageEndpoints } = hub.properties;
        assert.deepEqual(access.bodies, [
            {
                ...hub,
                properties: {
                    ...hub.properties,
                    authorizationPolicies: policies,
                    routing: {
                        ...routing,
                        endpoints: {
                            storageContainers: [{ ...archive, connectionString: "new" }, other],
                            eventHubs: [],
                        },
                    },
                    storageEndpoints: { $default: { ...storageEndpoints.$default, connectionString: "new" } },
                },
            },
        ]);
        assert.deepEqual(access.requests[2]?.headers, { "If-Match": "e1" });
    });

    it("leave the file upload alone where the program does not say that it is the pair's", async () => {
        const access = azure();
        await switchOver(changeOf({ ...place, fileUpload: false }, { "": "new" }), access);
        const [body] = access.bodies as readonly [typeof hub];
        assert.deepEqual(body.properties.storageEndpoints, hub.properties.storageEndpoints);
    });

    it("are written again where somebody else has changed the hub since it was read", async () => {
        const access = azure(hub, [412]);
        await switchOver(changeOf(place, { "": "new" }), access);
        assert.deepEqual(
            access.calls.filter((call) => !call.startsWith("POST")),
            ["GET hub", "PUT hub", "GET hub", "PUT hub"],
        );
        await assert.rejects(
            switchOver(changeOf(place, { "": "new" }), azure(hub, Array(9).fill(412))),
            /hub was changed by somebody else each time .*the old key still works/,
        );
        await assert.rejects(switchOver(changeOf(place, { "": "new" }), azure(hub, [403])), Refused);
    });

    it("keep the policies of the hub although a list of these was empty for a moment", async () => {
        const access = azure(hub, [], [[]]);
        await switchOver(changeOf(place, { "": "new" }), access);
        const [body] = access.bodies as readonly { readonly properties: { readonly authorizationPolicies: unknown } }[];
        assert.deepEqual(body?.properties.authorizationPolicies, policies);
    });

    it("are not written from an answer that has no list of policies, or has lost the endpoints for a moment", async () => {
        const none = fakeAccess((call) => (call.startsWith("GET") ? hub : {}));
        await assert.rejects(switchOver(changeOf(place, { "": "new" }), none), /listkeys: no usable answer/);
        assert.deepEqual(none.bodies, []);
        const hubs = [{ ...hub, properties: {} }, hub];
        const access = fakeAccess((call) => (call.startsWith("GET") ? hubs.shift() : { value: policies }));
        await switchOver(changeOf(place, { "": "new" }, { known: [""] }), access);
        assert.equal(access.bodies.length, 1);
    });

    it("stop the update where the hub is gone, or has no such endpoint that uses a key", async () => {
        const lost: readonly [unknown, IotHubEndpointsPlace, RegExp][] = [
            [null, place, /there is no IoT hub hub /],
            [hub, { ...place, routing: ["elsewhere"] }, /hub has no endpoint elsewhere that uses a key/],
            [{ ...hub, properties: { routing: hub.properties.routing } }, place, /hub has no file upload that uses/],
        ];
        for (const [found, one, expected] of lost) {
            const access = azure(found);
            await assert.rejects(switchOver(changeOf(one, { "": "new" }), access), expected);
            assert.deepEqual(access.bodies, []);
        }
        const withIdentity = { ...archive, authenticationType: "identityBased" };
        const endpoints = { storageContainers: [withIdentity] };
        const keyless = { ...hub, properties: { ...hub.properties, routing: { endpoints } } };
        await assert.rejects(
            switchOver(changeOf(place, { "": "new" }), azure(keyless)),
            /no endpoint archive that uses/,
        );
    });

    it("cannot be looked at, hold the connection string, and stay as they are when they leave the program", async () => {
        assert.equal(look, undefined);
        assert.deepEqual(contents(place), { "": "connectionString" });
        assert.match(id(place, "s"), /^\/subscriptions\/s\/.*\/IotHubs\/hub$/);
        assert.deepEqual(actions(place), [
            "Microsoft.Devices/IotHubs/read",
            "Microsoft.Devices/IotHubs/write",
            "Microsoft.Devices/IotHubs/listkeys/action",
        ]);
        const access = azure();
        await remove(place, [""], access);
        assert.deepEqual(access.calls, []);
    });

    it("are refused where none is named, twice on one hub, and with a lag in words", () => {
        const wrong: readonly [Partial<IotHubEndpointsPlace>, string][] = [
            [{ routing: [], fileUpload: false }, "consumers[0].routing"],
            [{ routing: [""] }, "consumers[0].routing"],
            [{ hubName: "" }, "consumers[0].hubName"],
            [{ cachedFor: "a while" }, "consumers[0].cachedFor"],
        ];
        for (const [change, property] of wrong) {
            const one = { ...place, ...change };
            assert.deepEqual(
                problems(one, [one]).map((problem) => problem.property),
                [property],
            );
        }
        const twin = { ...place, argument: "consumers[1]" };
        assert.deepEqual(
            problems(twin, [place, twin]).map((problem) => problem.property),
            ["consumers[1].hubName"],
        );
    });
});

describeCalls(iotHubEndpoints({ resourceGroupName: "rg", hubName: "h", fileUpload: true }), {
    packageName: "@azure/arm-iothub",
    operations: ["iotHubResource.get", "iotHubResource.listKeys", "iotHubResource.beginCreateOrUpdate"],
    answer: (call) =>
        call === "GET h"
            ? {
                  location: "here",
                  etag: "e",
                  properties: { storageEndpoints: { $default: { connectionString: "masked", containerName: "c" } } },
              }
            : call === "POST h/listkeys"
              ? { value: [{ keyName: "service", primaryKey: "p", secondaryKey: "s", rights: "ServiceConnect" }] }
              : {},
});
