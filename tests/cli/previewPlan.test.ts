import assert from "node:assert/strict";
import { readPlan } from "../../cli/previewPlan";
import { pairsIn } from "../../cli/stackExport";

const source = { service: "storageAccount", resourceGroupName: "rg", name: "uploads" };

function plan(inputs: object, more: object = {}): string {
    const newState = { urn: "urn", type: "two-key:index:Rotation", inputs: { azureConfig: "azure-native", ...inputs } };
    return JSON.stringify({ steps: [{ op: "create", newState }, { op: "delete" }], ...more });
}

function sourceId(text: string, environment: NodeJS.ProcessEnv = {}): string | undefined {
    return pairsIn(readPlan(text, environment))[0]?.sourceId;
}

describe("the plan of a preview", () => {
    it("puts a pair in the subscription of its source, in the configured one, or in that of the environment", () => {
        const config = { "azure-native:subscriptionId": "configured" };
        assert.equal(
            sourceId(plan({ source: { ...source, subscriptionId: "own" } }, { config })),
            "/subscriptions/own",
        );
        assert.equal(sourceId(plan({ source }, { config })), "/subscriptions/configured");
        assert.equal(sourceId(plan({ source }), { ARM_SUBSCRIPTION_ID: "env" }), "/subscriptions/env");
        assert.equal(sourceId(plan({ source: { service: "custom", module: "./m.js", config: {} } })), undefined);
    });

    it("is refused where it says of no subscription, has no pair, or is something else", () => {
        assert.throws(() => sourceId(plan({ source })), /set azure-native:subscriptionId or ARM_SUBSCRIPTION_ID/);
        assert.throws(() => readPlan('{"steps":[]}', {}), /The preview has no pair/);
        for (const text of ["", "null", '{"deployment":{}}', "Previewing update"]) {
            assert.throws(() => readPlan(text, {}), /not what `pulumi preview --json` prints/);
        }
    });
});
