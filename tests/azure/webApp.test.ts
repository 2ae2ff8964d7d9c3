import assert from "node:assert/strict";
import type { Arm } from "../../components/azure/arm";
import { ArmError } from "../../components/azure/armError";
import { getSecret } from "../../components/azure/vaultSecret";
import { listSettings, referenceStatus } from "../../components/azure/webApp";

function answering(body: unknown): Arm {
    return { send: () => Promise.resolve(body) } as unknown as Arm;
}

describe("an answer about a consumer", () => {
    it("is taken as it is", async () => {
        assert.deepEqual(await listSettings(answering({ properties: { A: "1" } }), "/web"), { A: "1" });
        assert.deepEqual(await listSettings(answering({ properties: {} }), "/web"), {});
        const secret = {
            properties: { secretUri: "https://v/s", secretUriWithVersion: "https://v/s/1" },
            tags: { a: "b" },
        };
        assert.deepEqual(await getSecret(answering(secret), "/s"), { ...secret.properties, tags: secret.tags });
    });

    it("without properties is none: it does not say that there are no settings, and all others would be lost", async () => {
        for (const body of [{}, undefined, null, [], { properties: null }, "text"]) {
            for (const ask of [listSettings, getSecret, (arm: Arm, id: string) => referenceStatus(arm, id, "A")]) {
                await assert.rejects(ask(answering(body), "/web"), (error) => {
                    assert.ok(error instanceof ArmError);
                    assert.match(error.message, /^\/web.*: no usable answer \(it has no properties\)$/);
                    return true;
                });
            }
        }
    });
});
