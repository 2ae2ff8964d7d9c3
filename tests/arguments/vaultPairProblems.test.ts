import assert from "node:assert/strict";
import { runtime } from "@pulumi/pulumi";
import { argumentProblems } from "../../components/arguments/argumentProblems";
import type { RotationInputs } from "../../components/arguments/rotationInputs";
import { type VaultPairInputs, vaultPairDescription } from "../../components/services/vaultPair";
import { good, withSecret } from "./support/pairs";
import { secret } from "./support/places";
import { areRefusedByName, problemsOf, type Refusal } from "./support/refusals";

const hooks: VaultPairInputs = {
    service: "vaultPair",
    vaultUri: "https://hooks.vault.azure.net/",
    secretNames: ["hook-key1", "hook-key2"],
};

/** A pair of secrets. */
function withSecrets(changes: Partial<VaultPairInputs>): RotationInputs {
    const { initialSlot: _, ...others } = good;
    return { ...others, source: { ...hooks, ...changes }, material: "drawn", standbyMaterial: "drawn, too" };
}

function withoutMaterial({ material: _, ...inputs }: RotationInputs): RotationInputs {
    return inputs;
}

const writingASlot: RotationInputs = {
    ...withSecrets({}),
    consumers: withSecret({ vaultName: "Hooks", secretName: "Hook-Key1" }).consumers,
};

const REFUSALS: readonly Refusal[] = [
    ["no address of a vault", withSecrets({ vaultUri: "" }), "source.vaultUri", /https:\/\/NAME\.vault\.azure\.net/],
    ["the name of a vault", withSecrets({ vaultUri: "hooks" }), "source.vaultUri", /"hooks" must be the address/],
    ["a vault without TLS", withSecrets({ vaultUri: "http://v.vault.azure.net/" }), "source.vaultUri", /https/],
    [
        "the address of a secret",
        withSecrets({ vaultUri: `${hooks.vaultUri}secrets/a` }),
        "source.vaultUri",
        /of a vault/,
    ],
    ["a slot with a slash", withSecrets({ secretNames: ["a/b", "c"] }), "source.secretNames[0]", /"a\/b".*hyphens/],
    ["a slot without a name", withSecrets({ secretNames: ["a", ""] }), "source.secretNames[1]", /1 to 127/],
    [
        "one secret for both slots",
        withSecrets({ secretNames: ["a", "A"] }),
        "source.secretNames",
        /two different names/,
    ],
    ["one slot", withSecrets({ secretNames: ["a"] as never }), "source.secretNames", /two different names/],
    [
        "three slots",
        withSecrets({ secretNames: ["a", "b", "c"] as never }),
        "source.secretNames",
        /two different names/,
    ],
    ["a vaultPair that is an output", withoutMaterial(withSecrets({})), "source", /what `vaultPair` returned/],
    ["a slot that is a consumer, too", writingASlot, "consumers[0]", /"hook-key1" is a slot of this pair/],
];

describe("bad pairs of two secrets are refused by name", () => {
    areRefusedByName(REFUSALS);

    it("finds nothing wrong with good ones, also where a consumer is another secret", () => {
        assert.deepEqual(problemsOf(withSecrets({})), []);
        assert.deepEqual(problemsOf({ ...writingASlot, consumers: [secret] }), []);
    });

    it("holds nothing against values that are unknown at preview", () => {
        const unknown = runtime.unknownValue;
        const secrets = withSecrets({ vaultUri: unknown, secretNames: [unknown, unknown] });
        const { slots } = vaultPairDescription({ ...hooks, secretNames: [unknown, unknown] });
        const known = { ...secrets, initialSlot: "hook-key2", material: unknown };
        assert.deepEqual(argumentProblems(known, { slots, canBeAsked: false }), []);
    });
});
