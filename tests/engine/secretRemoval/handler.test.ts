import assert from "node:assert/strict";
import { type dynamic, runtime } from "@pulumi/pulumi";
import type { SecretRemovalInputs } from "../../../components/arguments/rotationInputs";
import type { KeyVaultSecretPlace } from "../../../components/consumers/keyVault/keyVaultSecret";
import { configure } from "../../../components/engine/azureAccess";
import { declareSecrets, isDeclaredSecret } from "../../../components/engine/declaredSecrets";
import { create, diff, remove } from "../../../components/engine/secretRemoval/handler";

const azureConfig = "removal-test";

function inputs(vaultName: string): SecretRemovalInputs {
    const argument = "consumers[0]";
    return {
        pair: "uploads",
        owner: "urn",
        azureConfig,
        secret: { kind: "keyVaultSecret", argument, resourceGroupName: "rg", vaultName, secretName: "uploads" },
        secretUri: `https://${vaultName}.vault.azure.net/secrets/uploads`,
    };
}

async function made(vaultName: string) {
    const { id, outs } = await create(inputs(vaultName));
    assert.ok(outs !== undefined);
    return { id, outs };
}

function idIn(vault: string): string {
    return `/subscriptions/s/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/${vault}/secrets/uploads`;
}

describe("the end of a secret that is deleted with its entry (rule 27)", () => {
    before(() => {
        // A cloud that nobody knows: code that reaches for it is found out.
        const config: Readonly<Record<string, string>> = {
            [`${azureConfig}:subscriptionId`]: "s",
            [`${azureConfig}:environment`]: "moon",
        };
        return configure({ config: { get: (key: string) => config[key] } } as unknown as dynamic.ConfigureRequest);
    });

    it("is one of another resource where the secret is another one", async () => {
        const { id, outs } = await made("one");
        assert.equal(id, idIn("one"));
        assert.deepEqual(await diff(id, outs, inputs("one")), { changes: false });
        assert.deepEqual(await diff(id, outs, inputs("ONE")), { changes: true });
        assert.deepEqual(await diff(id, outs, inputs("two")), { changes: true, replaces: ["secret"] });
        const unknown = { ...inputs("two"), secretUri: runtime.unknownValue };
        assert.deepEqual(await diff(id, outs, unknown), { changes: true });
    });

    it("does not come while a pair declares the secret, under whatever name and with whatever wish", async () => {
        const { secret } = inputs("declared");
        const shouted: KeyVaultSecretPlace = { ...secret, vaultName: "Declared" };
        await declareSecrets({ azureConfig, consumers: [shouted] });
        assert.ok(isDeclaredSecret(idIn("declared")));
        const { id, outs } = await made("declared");
        await remove(id, outs);
    });

    it("comes when nobody declares it: the vault is asked to delete it", async () => {
        const { id, outs } = await made("gone");
        await assert.rejects(remove(id, outs), /^RotationError: uploads: gone\/uploads was not deleted: .*"moon"/);
    });

    it("is not held up by a secret whose place is unknown at preview, or by a place of another kind", async () => {
        const { secret } = inputs("unsure");
        const unknown: KeyVaultSecretPlace = { ...secret, vaultName: runtime.unknownValue };
        await declareSecrets({ azureConfig, consumers: [unknown, { ...secret, kind: "prayer" }] });
        assert.ok(!isDeclaredSecret(idIn("unsure")));
    });

    it("does not keep a pair from being checked whose subscription nobody knows", async () => {
        await declareSecrets({ azureConfig: "nobody", consumers: [inputs("one").secret] });
    });
});
