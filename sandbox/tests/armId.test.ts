import assert from "node:assert/strict";
import { armId } from "../azure/arm/armId";

describe("the id of a resource", () => {
    const namespace = "/subscriptions/s/resourceGroups/photos/providers/Microsoft.ServiceBus/namespaces/orders";

    it("tells the group, the type, the names and what the resource is part of", () => {
        const { resourceGroup, type, names, parent } = armId(`${namespace}/queues/new`);
        assert.deepEqual(
            [resourceGroup, type, names, parent?.id, parent?.parent],
            ["photos", "Microsoft.ServiceBus/namespaces/queues", ["orders", "new"], namespace, undefined],
        );
    });

    for (const wrong of ["", "/subscriptions/s", `${namespace}/queues`, `${namespace}/queues/`]) {
        it(`is not '${wrong}'`, () => {
            assert.throws(() => armId(wrong), /is not the id of a resource/);
        });
    }
});
