import assert from "node:assert/strict";
import type { ConsumerInputs } from "../../../components/arguments/rotationInputs";
import { commandConsumer } from "../../../components/consumers/command/commandConsumer";
import * as consumer from "../../../components/engine/consumer/handler";
import { origin } from "../../consumers/support/changes";

const place = { ...commandConsumer({ label: "consumer-test", command: ["true"] }), argument: "consumers[0]" };
const inputs: ConsumerInputs = {
    pair: "uploads",
    owner: "urn",
    azureConfig: "azure-native",
    place,
    origin,
    values: { "": "k2" },
    references: {},
};

describe("a consumer that a handler writes", () => {
    it("leaves the switch that it has written, and nothing of the key", async () => {
        const { id, outs } = await consumer.create(inputs);
        assert.equal(id, "command:consumer-test");
        assert.deepEqual(outs?.origin, origin);
        assert.ok(!JSON.stringify(outs).includes("k2"));
    });

    const changes: readonly [string, Partial<ConsumerInputs>, boolean][] = [
        ["nothing", {}, false],
        ["where the entry stands in the program", { place: { ...place, argument: "consumers[7]" } }, false],
        ["the moment of the switch alone", { origin: { ...origin, rotatedAt: "2026-11-25T10:00:00.000Z" } }, true],
        ["the number of the switch alone", { origin: { ...origin, generation: 4 } }, true],
        ["the key alone", { origin: { ...origin, fingerprint: "f3" } }, true],
        ["a value", { values: { "": "k3" } }, true],
    ];
    for (const [what, change, isWritten] of changes) {
        it(`is ${isWritten ? "" : "not "}written again after a change of ${what} (rules 15 and 22)`, async () => {
            const { outs } = await consumer.create(inputs);
            assert.ok(outs);
            const { changes: found } = await consumer.diff("", outs, { ...inputs, ...change });
            assert.equal(found, isWritten);
        });
    }
});
