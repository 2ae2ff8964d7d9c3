import assert from "node:assert/strict";
import { output } from "@pulumi/pulumi";
import { type AcknowledgedSwitch, acknowledged, RotatingKeyPair, storageAccount } from "../../components";
import { registeredBy, resolved } from "../support/mocks";

const GIVEN = { rotatedAt: "2026-11-24T10:00:00.000Z", keyFingerprint: "f".repeat(64) };

/** The gate as the engine hands it over. */
async function sent(...given: Parameters<typeof acknowledged>): Promise<unknown> {
    return resolved(output(acknowledged(...given)));
}

describe("acknowledged", () => {
    const expected = { kind: "acknowledged", name: "media", given: GIVEN };

    it("takes a switch as plain values, as outputs, or as an output of both such as another stack's", async () => {
        const leaves = { rotatedAt: output(GIVEN.rotatedAt), keyFingerprint: output(GIVEN.keyFingerprint) };
        for (const given of [GIVEN, leaves, output(GIVEN), output(leaves), Promise.resolve(GIVEN)]) {
            assert.deepEqual(await sent("media", given), expected);
        }
    });

    it("takes nothing for nothing", async () => {
        for (const given of [undefined, output(undefined), output(null as unknown as undefined)]) {
            assert.deepEqual(await sent("media", given), { ...expected, given: undefined });
        }
    });

    it("takes a pair for the switch that it made last, and nothing else of it", async () => {
        const registered = await registeredBy(() => {
            const source = storageAccount({ resourceGroupName: "rg", accountName: "uploads" });
            const first: AcknowledgedSwitch = new RotatingKeyPair("first", { source, rotationTrigger: 1 });
            new RotatingKeyPair("second", { source, rotationTrigger: 1, gates: [acknowledged("media", first)] });
        });
        const { gates } = registered.find(({ name }) => name === "second-retirement")?.inputs ?? {};
        assert.deepEqual(gates, [expected]);
    });
});
