import assert from "node:assert/strict";
import { runtime } from "@pulumi/pulumi";
import { plain, secretly } from "../../plugin/wire";

const secret = (value: unknown) => ({ [runtime.specialSigKey]: runtime.specialSecretSig, value });

describe("values between engine and plugin", () => {
    it("reach handlers without the marks of secrets, however deep these are", () => {
        const sent = { values: { A: secret("a"), B: [secret({ c: secret("c") })] }, unknown: runtime.unknownValue };
        assert.deepEqual(plain(sent), { values: { A: "a", B: [{ c: "c" }] }, unknown: runtime.unknownValue });
    });

    it("leave handlers with the named ones marked, and without those that are undefined", () => {
        assert.deepEqual(
            secretly({ key: "k", state: { active: 1, outgoing: undefined }, gone: undefined }, ["key", "endpoints"]),
            {
                key: secret("k"),
                state: { active: 1 },
            },
        );
    });
});
