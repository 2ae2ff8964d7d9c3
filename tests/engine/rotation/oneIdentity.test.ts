import assert from "node:assert/strict";
import { type dynamic, runtime } from "@pulumi/pulumi";
import type { RotationInputs } from "../../../components/arguments/rotationInputs";
import { configure } from "../../../components/engine/azureAccess";
import { identityProblems } from "../../../components/engine/rotation/oneIdentity";
import { account } from "../../arguments/support/pairs";
import { secret } from "../../arguments/support/places";

const azureConfig = "identity-test";

/** A pair that has nothing in Azure. */
const custom: Pick<RotationInputs, "source" | "consumers"> = {
    source: { service: "custom", module: "./keys.js", config: {} },
    consumers: [{ kind: "commandConsumer", argument: "consumers[0]" }],
};

describe("one identity (rule 28)", () => {
    before(() => {
        const get = (key: string) => (key === `${azureConfig}:subscriptionId` ? "A" : undefined);
        return configure({ config: { get } } as unknown as dynamic.ConfigureRequest);
    });

    const pair = { azureConfig, source: account, consumers: [] };
    const problems = (subscriptionId: string, change: Partial<typeof custom> = {}) =>
        identityProblems({ ...pair, ...change, azureProvider: { name: "other", subscriptionId } });

    it("refuses a provider of another subscription, and names it, both subscriptions and the configuration", async () => {
        const [problem, ...more] = await problems("B");
        assert.deepEqual(more, []);
        assert.equal(problem?.property, "provider");
        assert.match(
            problem?.reason ?? "",
            /^the azure-native provider "other" works in subscription B, but this pair reads its keys .* in A, as the configuration identity-test says; no key was changed/,
        );
    });

    it("takes one of the same subscription, however that is written", async () => {
        assert.deepEqual([await problems("A"), await problems("a")], [[], []]);
    });

    it("holds nothing against one that is unknown at preview, or that follows the pair's configuration", async () => {
        assert.deepEqual(await problems(runtime.unknownValue), []);
        assert.deepEqual(await identityProblems(pair), []);
    });

    it("is nothing to a pair that has nothing in Azure, and all the more to one that has a place there", async () => {
        assert.deepEqual(await problems("B", custom), []);
        assert.equal((await problems("B", { ...custom, consumers: [...custom.consumers, secret] })).length, 1);
    });
});
