import assert from "node:assert/strict";
import type { Weather } from "local-azure";
import { armAction, type Consumer, iotHubEndpoints } from "../../components/index";
import type { AzureServiceName } from "../../components/services/azureServices";
import { alongside } from "./support/alongside";
import { KeyedApp } from "./support/keyedApp";
import { makeKeyedService } from "./support/keyedService";
import { Photos } from "./support/photos";
import { describeOnEngine, GROUP, type Testbed } from "./support/testbed";

const KEY = /[A-Za-z0-9+/]{86}==/;
const LATER = { writes: "later", operationMs: [200, 400] } as const;
const ENDS = ["failed", "failedAfterEffect"] as const satisfies readonly Weather["operationEnd"][];

/** A place that takes the key by a PUT which is answered before it is carried out. */
interface LatePlace {
    readonly operation: string;
    /** The resource that holds the key, beside the resource group. */
    readonly path: (name: string) => string;
    readonly make: (testbed: Testbed, photos: Photos, name: string) => Promise<void>;
    readonly holder: (name: string) => Consumer;
}

const at = ({ sandbox }: Testbed, path: string) =>
    `/subscriptions/${sandbox.azure.subscriptionId}/resourceGroups/${GROUP}/providers/${path}`;

const PLACES: Readonly<Record<string, LatePlace>> = {
    hub: {
        operation: "iotHubs/put",
        path: (name) => `Microsoft.Devices/IotHubs/${name}/messages`,
        async make(testbed, photos, name) {
            const connectionString = photos.account.connectionString("key1");
            const endpoint = { name: "messages", containerName: "c", connectionString };
            await testbed.sandbox.azure.keyServices.create(
                at(testbed, `Microsoft.Devices/IotHubs/${name}/IotHubKeys/service`),
                { rootProperties: { routing: { endpoints: { storageContainers: [endpoint] } } } },
            );
        },
        holder: (hubName) => iotHubEndpoints({ resourceGroupName: GROUP, hubName, routing: ["messages"] }),
    },
    "named value, by a call that the user has written": {
        operation: "namedValues/put",
        path: (name) => `Microsoft.ApiManagement/service/${name}/namedValues/uploads`,
        async make(testbed, _photos, name) {
            const path = `Microsoft.ApiManagement/service/${name}`;
            await testbed.sandbox.azure.keyServices.place(at(testbed, path), "@azure/arm-apimanagement");
        },
        holder: (name) =>
            armAction({
                path: `/resourceGroups/${GROUP}/providers/Microsoft.ApiManagement/service/${name}/namedValues/uploads`,
                apiVersion: "2024-05-01",
                method: "PUT",
                body: { properties: { displayName: "uploads", secret: true } },
                contentAt: "/properties/value",
                content: "connectionString",
            }),
    },
};

describeOnEngine("a write that is accepted and fails later", (testbed) => {
    for (const [index, [what, { operation, path, make, holder }]] of Object.entries(PLACES).entries()) {
        alongside(`of a ${what}`, ({ before, it }) => {
            const name = `late${index}`;
            let photos: Photos;
            let trigger = 1;
            const lost: string[] = [];
            const held = () => {
                const { held: all } = testbed().sandbox.azure.keyServices;
                return KEY.exec(all.get(at(testbed(), path(name)).toLowerCase()) ?? "")?.[0];
            };

            before(async () => {
                photos = await Photos.make(testbed(), name);
                await make(testbed(), photos, name);
                photos.azure.journal.on((entry) => {
                    const key = held();
                    lost.push(...(key === undefined || photos.account.accepts(key) ? [] : [entry.operation]));
                });
                await photos.up({ others: [holder(name)] });
                assert.equal(held(), photos.account.keys.key1);
            });

            for (const operationEnd of ENDS) {
                it(`rule 31: is not taken for done (${operationEnd}): the old key stays valid, and the next \`up\` ends well`, async () => {
                    trigger += 1;
                    const change = { others: [holder(name)], rotationTrigger: trigger };
                    const [next, former] =
                        trigger % 2 === 0 ? (["key2", "key1"] as const) : (["key1", "key2"] as const);
                    const fault = photos.azure.faults.add({
                        operation,
                        match: (call) => call.path.includes(name),
                        weather: { ...LATER, operationEnd },
                        times: 100,
                    });
                    const failed = await photos.upFails(change);
                    fault.remove();
                    assert.ok(fault.hits > 0);
                    assert.match(failed.all, /was accepted but failed later|accepted, but its end is not known/);
                    assert.deepEqual(photos.regenerated(failed.calls), [next]);
                    const ended = await photos.up(change);
                    assert.deepEqual(photos.regenerated(ended.calls), [former]);
                    assert.equal(held(), photos.account.keys[next]);
                    assert.equal((await photos.outputs()).settled, true);
                    assert.deepEqual([...lost, ...photos.watch.lost], []);
                });
            }
        });
    }

    for (const service of ["iotHubPolicy", "deviceProvisioningPolicy"] as const satisfies readonly AzureServiceName[]) {
        alongside(`that was to give a ${service} another key`, ({ it }) => {
            it("rule 21: is made once more where lists show that it had no effect, and the same `up` ends well", async () => {
                const { azure } = testbed().sandbox;
                const { source, resource, id, stop } = await makeKeyedService(testbed(), "late", service);
                const app = await KeyedApp.make(testbed(), service.toLowerCase(), { hub: { source, resource } });
                await app.up();
                const root = id.split("/").slice(0, 9).join("/").toLowerCase();
                const isWrite = ({ method, path }: { method: string; path: string }) =>
                    method === "PUT" && path.toLowerCase() === root;
                const weather = { ...LATER, operationEnd: "failed" } as const;
                const fault = azure.faults.add({ match: isWrite, weather });
                const run = await app.up({ rotationTrigger: 2 });
                assert.equal(fault.hits, 1);
                assert.equal(run.calls.filter(isWrite).length, 3);
                assert.equal(app.keyOf("hub"), resource.keys.secondaryKey);
                assert.equal((await app.outputs("hub")).settled, true);
                assert.deepEqual(app.lost, []);
                await stop();
            });
        });
    }
});
