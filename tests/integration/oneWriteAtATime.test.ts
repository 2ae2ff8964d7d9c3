import assert from "node:assert/strict";
import { cosmosDb, cosmosDbReadOnly, iotHubPolicy } from "../../components/index";
import { alongside } from "./support/alongside";
import { KeyedApp } from "./support/keyedApp";
import { makeKeyedService } from "./support/keyedService";
import type { Run } from "./support/stack";
import { describeOnEngine, GROUP } from "./support/testbed";

/** Long enough for a second write to come while the first is under way. */
const LATER = { writes: "later", operationMs: [1_500, 2_500] } as const;

/** The writes of a resource, in order, that were taken. */
function taken({ calls }: Run, operation: RegExp): number {
    return calls.filter((call) => operation.test(call.operation) && call.status < 300).length;
}

describeOnEngine("two pairs of one resource in one `up`, which takes one write at a time", (testbed) => {
    alongside("policies of a hub", ({ it }) => {
        it("rule 4: rotate one after the other, and neither loses its key", async () => {
            const { azure } = testbed().sandbox;
            const { resource, id, stop } = await makeKeyedService(testbed(), "once", "iotHubPolicy");
            const hub = id.replace(/\/IotHubKeys\/.*$/i, "");
            const resourceName = hub.split("/").at(-1) ?? "";
            const device = await azure.keyServices.create(`${hub}/IotHubKeys/device`);
            const source = (keyName: string) => iotHubPolicy({ resourceGroupName: GROUP, resourceName, keyName });
            const app = await KeyedApp.make(testbed(), "twopolicies", {
                service: { source: source(resource.name.split("/").at(-1) ?? ""), resource },
                device: { source: source("device"), resource: device },
            });
            await app.up();
            const isHub = ({ path }: { path: string }) => path.toLowerCase().startsWith(hub.toLowerCase());
            const fault = azure.faults.add({ match: isHub, weather: LATER, times: 10_000 });
            const run = await app.up({ rotationTrigger: 2 });
            fault.remove();
            assert.equal(taken(run, /^iotHubs\/put$/i), 4);
            for (const [pair, keyed] of Object.entries({ service: resource, device })) {
                assert.equal(app.keyOf(pair), keyed.keys.secondaryKey, pair);
                assert.equal((await app.outputs(pair)).settled, true, pair);
            }
            assert.deepEqual(app.lost, []);
            await stop();
        });
    });

    alongside("the keys of a Cosmos DB account and its read-only ones", ({ it }) => {
        it("rule 4: rotate one after the other, and neither loses its key", async () => {
            const { azure } = testbed().sandbox;
            const { resource, id, stop } = await makeKeyedService(testbed(), "once", "cosmosDb");
            const place = { resourceGroupName: GROUP, accountName: id.split("/").at(-1) ?? "" };
            const app = await KeyedApp.make(testbed(), "twocosmos", {
                written: { source: cosmosDb(place), resource },
                only: { source: cosmosDbReadOnly(place), resource },
            });
            await app.up();
            const isAccount = ({ path }: { path: string }) => path.toLowerCase().startsWith(id.toLowerCase());
            const fault = azure.faults.add({ match: isAccount, weather: LATER, times: 10_000 });
            const run = await app.up({ rotationTrigger: 2 });
            fault.remove();
            assert.equal(taken(run, /regenerateKey$/i), 4);
            assert.equal(app.keyOf("written"), resource.keys.secondary);
            assert.equal(app.keyOf("only"), resource.keys.secondaryReadonly);
            for (const pair of ["written", "only"]) {
                assert.equal((await app.outputs(pair)).settled, true, pair);
            }
            assert.deepEqual(app.lost, []);
            await stop();
        });
    });

    alongside("while somebody else's write of it is under way for longer than a few seconds", ({ it }) => {
        it("rule 20: the regenerate waits for its end, and the `up` ends well", async () => {
            const { azure } = testbed().sandbox;
            const { source, resource, id, stop } = await makeKeyedService(testbed(), "once", "cosmosDbReadOnly");
            const app = await KeyedApp.make(testbed(), "otherswrite", { only: { source, resource } });
            await app.up();
            const isRegenerate = ({ path }: { path: string }) =>
                path.toLowerCase() === `${id}/regenerateKey`.toLowerCase();
            const body = { code: "PreconditionFailed", message: "Please retry the operation after sometime." };
            azure.faults.add({ match: isRegenerate, status: 412, body, times: 4 });
            const run = await app.up({ rotationTrigger: 2 });
            assert.match(run.all, /another operation is under way on the service; \S+ is regenerated after it/);
            assert.equal(run.calls.filter((call) => isRegenerate(call) && call.status < 300).length, 2);
            assert.equal(app.keyOf("only"), resource.keys.secondaryReadonly);
            assert.equal((await app.outputs("only")).settled, true);
            assert.deepEqual(app.lost, []);
            await stop();
        });
    });
});
