import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { useProbing } from "./support/probing";

describe("the probe of an IoT policy", () => {
    const probing = useProbing();
    const key = randomBytes(32).toString("base64");

    for (const [probe, rights] of [
        ["iotHub", ["RegistryRead", "RegistryWrite", "ServiceConnect", "DeviceConnect"]],
        ["iotHub", ["RegistryRead"]],
        ["iotHub", ["ServiceConnect"]],
        ["iotHub", ["DeviceConnect"]],
        ["deviceProvisioning", ["ServiceConfig", "EnrollmentRead", "EnrollmentWrite", "DeviceConnect"]],
    ] as const) {
        it(`of ${probe} accepts the key of a policy with ${rights.join(", ")}, and no other key`, async () => {
            const iot = probing().serve({
                protocol: probe,
                name: "photos",
                acceptedKeys: (policy) => (policy === "backend" ? [key] : []),
                rights: () => rights,
            });
            const target = { name: "photos/backend", endpoints: { iot } };
            const other = randomBytes(32).toString("base64");
            assert.equal(await probing().probe(probe, key, target), true);
            assert.equal(await probing().probe(probe, other, target), false);
        });
    }

    it("of deviceProvisioning accepts nothing of a policy that may not read enrollments, because the service does not say why it refuses", async () => {
        const iot = probing().serve({
            protocol: "deviceProvisioning",
            name: "photos",
            acceptedKeys: () => [key],
            rights: () => ["ServiceConfig"],
        });
        const target = { name: "photos/backend", endpoints: { iot } };
        assert.equal(await probing().probe("deviceProvisioning", key, target), false);
    });
});
