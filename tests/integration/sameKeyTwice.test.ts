import assert from "node:assert/strict";
import { alongside } from "./support/alongside";
import { KeyedApp } from "./support/keyedApp";
import { makeKeyedService } from "./support/keyedService";
import type { PairChange } from "./support/photos";
import { describeOnEngine } from "./support/testbed";

const [FIRST, SECOND] = ["PrimaryKey", "SecondaryKey"] as const;

describeOnEngine("a pair whose slots hold the same key", (testbed) => {
    const TRIGGERS: Readonly<Record<string, PairChange>> = {
        rotation: { rotationTrigger: 2 },
        emergency: { emergencyTrigger: "leak" },
    };
    const SERVICES = { rotation: "serviceBusRule", emergency: "eventHubsRule" } as const;

    for (const [what, trigger] of Object.entries(TRIGGERS)) {
        alongside(`at ${what === "rotation" ? "a" : "an"} ${what}`, ({ it }) => {
            it("rule 1: gets two new ones, the standby slot's first", async () => {
                const service = what === "rotation" ? SERVICES.rotation : SERVICES.emergency;
                const { source, resource, id, stop } = await makeKeyedService(testbed(), "twin", service);
                const shared = resource.keys[FIRST] ?? "";
                resource.regenerate(SECOND, shared);
                const app = await KeyedApp.make(testbed(), `same${what}`, { uploads: { source, resource } });
                await app.up();
                assert.equal(app.keyOf("uploads"), shared);
                const run = await app.up(trigger);
                const regenerates = run.calls.filter(
                    ({ path }) => path.toLowerCase() === `${id}/regenerateKeys`.toLowerCase(),
                );
                assert.equal(regenerates.length, 2);
                assert.notEqual(resource.keys[FIRST], shared);
                assert.notEqual(resource.keys[SECOND], shared);
                assert.equal(app.keyOf("uploads"), resource.keys[SECOND]);
                const { activeSlot, settled } = await app.outputs("uploads");
                assert.deepEqual({ activeSlot, settled }, { activeSlot: SECOND, settled: true });
                assert.deepEqual(app.lost, []);
                await stop();
            });
        });
    }
});
