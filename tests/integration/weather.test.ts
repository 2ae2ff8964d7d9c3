import assert from "node:assert/strict";
import { FINE, type Weather } from "local-azure";
import { azureService } from "../../components/services/azureServices";
import { fingerprintOf } from "../../components/services/fingerprint";
import { makeKeyedService } from "./support/keyedService";
import { Photos } from "./support/photos";
import { PAIRS, type Run, Stack } from "./support/stack";
import { describeOnEngine } from "./support/testbed";

const LONG_MS = 600_000;

describeOnEngine("lists of keys that lag, and regenerates that answer old keys or none", (testbed) => {
    function weather(changes: Partial<Weather>): void {
        Object.assign(testbed().sandbox.azure.weather, FINE, changes);
    }

    afterEach(() => weather({}));

    for (const service of ["apiManagementSubscription", "cosmosDb"] as const) {
        it(`rule 21: ${service} answers no keys and its list lags: one regenerate of each slot, and the key is one that works`, async () => {
            const { source, resource, id, stop } = await makeKeyedService(testbed(), "lags", service);
            const stack = await Stack.create(testbed(), PAIRS, `lag-${service.toLowerCase()}`);
            const configure = (rotationTrigger: number) =>
                stack.configure({
                    pairs: {
                        lagging: { source, rotationTrigger, propagation: { interval: "50ms", blindWait: "100ms" } },
                    },
                });
            await configure(1);
            await stack.up();
            weather({ listLagMs: 3_000 });
            await configure(2);
            const run = await stack.up();
            const { state } = await stack.outputs(":Rotation");
            const { active } = state as { readonly active: { readonly slot: string; readonly fingerprint: string } };
            await stop();
            assert.equal(regenerates(run, id), 2);
            const { keyEncoding } = azureService(service);
            assert.equal(active.fingerprint, fingerprintOf(resource.keys[active.slot] ?? "", keyEncoding));
            assert.equal((await stack.outputs("RotatingKeyPair", "lagging")).settled, true);
        }).timeout(LONG_MS);
    }

    for (const regenerateAnswer of ["none", "old"] as const) {
        it(`rule 21: a storage account answers ${regenerateAnswer === "none" ? "no" : "the old"} keys and its list lags: the same update ends well`, async () => {
            const photos = await Photos.make(testbed(), `lag${regenerateAnswer}`);
            await photos.up();
            weather({ listLagMs: 3_000, regenerateAnswer });
            const run = await photos.up({ rotationTrigger: 2 });
            assert.deepEqual(photos.regenerated(run.calls), ["key2", "key1"]);
            assert.deepEqual(photos.watch.lost, []);
            assert.equal(photos.watch.slotInUse, "key2");
            assert.equal((await photos.outputs()).settled, true);
        }).timeout(LONG_MS);
    }

    describe("a list that lags half a minute", function () {
        this.timeout(LONG_MS);
        let photos: Photos;

        before(async () => {
            photos = await Photos.make(testbed(), "laglong");
            await photos.up();
        });

        beforeEach(() => weather({ listLagMs: 30_000 }));

        it("rule 19: is not taken for a key that was changed outside", async () => {
            const run = await photos.up({ rotationTrigger: 2 });
            assert.doesNotMatch(run.all, /outside this stack/);
            assert.deepEqual(photos.regenerated(run.calls), ["key2", "key1"]);
            assert.deepEqual(photos.watch.lost, []);
            assert.equal((await photos.outputs()).settled, true);
        });

        it("rule 18: makes no refresh take over a key that the service refuses", async () => {
            const run = await photos.up({ rotationTrigger: 2 }, ["--refresh"]);
            assert.doesNotMatch(run.all, /outside this stack/);
            assert.deepEqual(photos.regenerated(run.calls), []);
            assert.deepEqual(photos.watch.lost, []);
            assert.equal(photos.watch.slotInUse, "key2");
        });
    });
});

/** How many regenerates the service was asked for. */
function regenerates({ calls }: Run, id: string): number {
    const own = id.toLowerCase();
    return calls.filter(
        ({ method, path }) => method === "POST" && path.toLowerCase().startsWith(own) && /regenerate/i.test(path),
    ).length;
}
