import assert from "node:assert/strict";
import * as azure from "@pulumi/azure-native";
import { ComponentResource, type ComponentResourceOptions, runtime } from "@pulumi/pulumi";
import { keyVaultSecret, RotatingKeyPair, type RotatingKeyPairArgs, storageAccount } from "../../components";
import { ANSWERS, registeredBy } from "../support/mocks";

const resourceGroupName = "rg";

/** The facts that Rotation gets about azure-native's provider, and the number of questions about it. */
async function told(opts: () => ComponentResourceOptions, changes: Partial<RotatingKeyPairArgs> = {}) {
    let asked = 0;
    const registered = await registeredBy(
        () => {
            const source = storageAccount({ resourceGroupName, accountName: "uploads" });
            new RotatingKeyPair("uploads", { source, rotationTrigger: 1, ...changes }, opts());
        },
        {
            ...ANSWERS,
            call: (token) => {
                assert.equal(token, "azure-native:authorization:getClientConfig");
                asked += 1;
                return { subscriptionId: "B" };
            },
        },
    );
    const { inputs } = registered.find(({ name }) => name === "uploads-rotation") ?? {};
    return [inputs?.azureProvider, asked];
}

describe("the azure-native provider of a pair (rule 28)", () => {
    const keyVaultSecrets = [{ resourceGroupName, vaultName: "vault", secretName: "uploads" }];
    const other = () => new azure.Provider("other", { subscriptionId: "B" });
    const asked = [{ name: "other", subscriptionId: "B" }, 1];

    it("is asked for its subscription where the program gives one to the pair", async () => {
        assert.deepEqual(
            await told(() => ({ provider: other() }), { consumers: [...keyVaultSecrets.map(keyVaultSecret)] }),
            asked,
        );
        assert.deepEqual(await told(() => ({ providers: [other()] })), asked);
        assert.deepEqual(await told(() => ({ providers: { "azure-native": other() } })), asked);
    });

    it("is asked where a component around the pair has it", async () => {
        const around = () => new ComponentResource("test:index:Around", "around", {}, { providers: [other()] });
        assert.deepEqual(await told(() => ({ parent: around() })), asked);
    });

    it("is asked where secrets are written by the default one and the pair follows another configuration", async () => {
        const azureConfig = "production";
        const found = await told(() => ({}), { azureConfig, consumers: [...keyVaultSecrets.map(keyVaultSecret)] });
        assert.deepEqual(found, [{ name: "default", subscriptionId: "B" }, 1]);
        assert.deepEqual(await told(() => ({}), { azureConfig }), [undefined, 0]);
    });

    it("is not asked where the configuration of the default one says it", async () => {
        runtime.setConfig("azure-native:subscriptionId", "C");
        const found = await told(() => ({}), {
            azureConfig: "production",
            consumers: [...keyVaultSecrets.map(keyVaultSecret)],
        });
        runtime.setAllConfig({});
        assert.deepEqual(found, [{ name: "default", subscriptionId: "C" }, 0]);
    });

    it("is not asked where it follows the same configuration as the pair", async () => {
        assert.deepEqual(await told(() => ({}), { consumers: [...keyVaultSecrets.map(keyVaultSecret)] }), [
            undefined,
            0,
        ]);
    });
});
