import assert from "node:assert/strict";
import type { KeyedResource } from "../../azure/keyServices/keyedResource";
import { useLocalAzure } from "../../testing/localAzureFixture";
import { packageClient } from "../support/packageClient";

interface Policy {
    readonly keyName: string;
    readonly primaryKey: string;
    readonly secondaryKey: string;
    readonly rights: string;
}

for (const { hub, policies, version, group, packageName } of [
    {
        hub: "Microsoft.Devices/IotHubs/hub",
        policies: "IotHubKeys",
        version: "2023-06-30",
        group: "iotHubResource",
        packageName: "@azure/arm-iothub",
    },
    {
        hub: "Microsoft.Devices/provisioningServices/hub",
        policies: "keys",
        version: "2022-02-05",
        group: "iotDpsResource",
        packageName: "@azure/arm-deviceprovisioningservices",
    },
]) {
    describe(`the local Azure, as ${hub.split("/").at(-2)}`, function () {
        this.timeout(20_000);
        const fixture = useLocalAzure();
        let service: KeyedResource;
        let device: KeyedResource;

        beforeEach(async () => {
            const { azure } = fixture();
            const id = `/subscriptions/${azure.subscriptionId}/resourceGroups/photos/providers/${hub}`;
            azure.keyServices.delete(id);
            service = await azure.keyServices.create(`${id}/${policies}/service`);
            device = await azure.keyServices.create(`${id}/${policies}/device`, {
                properties: { rights: "DeviceConnect" },
            });
        });

        async function etag(): Promise<string> {
            const { body } = await fixture().arm("GET", `${hub}?api-version=${version}`);
            assert.equal(typeof body.etag, "string");
            return String(body.etag);
        }

        async function listed(): Promise<readonly Policy[]> {
            const { body } = await fixture().arm("POST", `${hub}/listkeys?api-version=${version}`);
            assert.ok(Array.isArray(body.value));
            return body.value;
        }

        const put = (body: unknown) => fixture().arm("PUT", `${hub}?api-version=${version}`, body);

        it("lists every policy, and one by its name", async () => {
            const policy = { keyName: "service", ...service.keys, rights: "ServiceConnect" };
            assert.deepEqual(await listed(), [policy, { keyName: "device", ...device.keys, rights: "DeviceConnect" }]);
            const path = `${hub}/${policies}/service/listkeys?api-version=${version}`;
            assert.deepEqual((await fixture().arm("POST", path)).body, policy);
        });

        it("shows no key in its own GET", async () => {
            const { text } = await fixture().arm("GET", `${hub}?api-version=${version}`);
            assert.ok(Object.values(service.keys).every((key) => !text.includes(key)));
        });

        it("takes the other key of a policy from a write of the whole, and changes nothing else", async () => {
            const former = service.keys;
            const secondaryKey = Buffer.alloc(32, "s").toString("base64");
            const all = (await listed()).map((policy) =>
                policy.keyName === "service" ? { ...policy, secondaryKey } : policy,
            );
            const formerEtag = await etag();
            const answer = await put({ etag: formerEtag, properties: { authorizationPolicies: all } });
            assert.equal(answer.status, 201);
            assert.equal((await fixture().arm("GET", answer.headers["azure-asyncoperation"] ?? "")).status, 200);
            assert.deepEqual(service.keys, { ...former, secondaryKey });
            assert.deepEqual(await listed(), all);
            assert.notEqual(await etag(), formerEtag);
            const journal = fixture().azure.journal;
            assert.equal(journal.count("keyServices/keyAccepted"), 1);
        });

        it("makes the key that a policy comes without", async () => {
            const former = service.keys;
            const all = (await listed()).map(({ secondaryKey, ...policy }) =>
                policy.keyName === "service" ? policy : { ...policy, secondaryKey },
            );
            const answer = await put({ etag: await etag(), properties: { authorizationPolicies: all } });
            await fixture().arm("GET", answer.headers["azure-asyncoperation"] ?? "");
            assert.equal(service.keys.primaryKey, former.primaryKey);
            assert.notEqual(service.keys.secondaryKey, former.secondaryKey);
            assert.equal(Buffer.from(service.keys.secondaryKey ?? "", "base64").length, 32);
        });

        it("is written by its own package's client", async () => {
            const client = await packageClient(fixture().azure, packageName);
            const read = await client(
                `${group}.get`,
                group === "iotHubResource" ? ["photos", "hub"] : ["hub", "photos"],
            );
            const policies = (await listed()).map((policy) => ({ ...policy, primaryKey: policy.secondaryKey }));
            await client(`${group}.beginCreateOrUpdate`, ["photos", "hub"], {
                ...Object(read),
                properties: { ...Object(read).properties, authorizationPolicies: policies },
            });
            assert.equal(service.keys.primaryKey, service.keys.secondaryKey);
        });

        it("loses the policies that a write leaves out", async () => {
            const [first] = await listed();
            await put({ etag: await etag(), properties: { authorizationPolicies: [first] } });
            await fixture().arm("GET", `${hub}?api-version=${version}`);
            assert.deepEqual(await listed(), [first]);
        });

        for (const [what, isCurrent, authorizationPolicies, status] of [
            ["the etag of before somebody else's write", false, [], 412],
            ["no policies", true, undefined, 400],
            ["a policy without a name", true, [{ rights: "ServiceConnect" }], 400],
        ] as const) {
            it(`refuses a write with ${what}`, async () => {
                const former = [service.keys, device.keys];
                const given = isCurrent ? await etag() : "stale";
                const answer = await put({ etag: given, properties: { authorizationPolicies } });
                assert.equal(answer.status, status);
                assert.deepEqual([service.keys, device.keys], former);
            });
        }

        it("refuses a write without an etag", async () => {
            assert.equal((await put({ properties: { authorizationPolicies: await listed() } })).status, 412);
        });
    });
}
