import assert from "node:assert/strict";
import type { ArmCall } from "../../../components/armCall";
import type { Arm } from "../../../components/azure/arm";
import { ArmError } from "../../../components/azure/armError";
import { cloudNamed } from "../../../components/azure/cloud";
import type { AzureConnection } from "../../../components/azure/connection";
import { AzureKeyPair } from "../../../components/engine/keyPairs/azureKeyPair";
import { LostRegenerate } from "../../../components/engine/keyPairs/keyPair";
import type { AzureSourceInputs } from "../../../components/services/sourceInputs";

/** An Azure that lets calls pass, or fails them. */
class Azure {
    readonly calls: string[] = [];

    constructor(private readonly failure?: ArmError) {}

    pair(service: AzureSourceInputs["service"], name: string, resourceGroupName = "rg"): AzureKeyPair {
        const arm: Pick<Arm, "send" | "sendOnce"> = {
            send: (call) => this.answer(call),
            sendOnce: (call) => this.change(call),
        };
        const connection = { arm, cloud: cloudNamed("public"), subscriptionId: "s" };
        return new AzureKeyPair(
            { service, resourceGroupName, name } as AzureSourceInputs,
            connection as AzureConnection,
        );
    }

    private async answer({ method }: ArmCall): Promise<unknown> {
        const policies = ["one", "two"].map((keyName) => ({ keyName, primaryKey: "a", secondaryKey: "b" }));
        return method === "GET" ? { properties: {} } : { value: policies };
    }

    private async change({ method, path }: ArmCall): Promise<unknown> {
        this.calls.push(`${method} ${path.split("/").slice(-1)}`);
        if (this.failure !== undefined) {
            throw this.failure;
        }
        return {};
    }
}

describe("the turn that a pair takes", () => {
    const azure = new Azure();

    for (const [what, one, other] of [
        ["two policies of a hub", azure.pair("iotHubPolicy", "hub/one"), azure.pair("iotHubPolicy", "hub/two")],
        ["the two pairs of a Cosmos DB account", azure.pair("cosmosDb", "a"), azure.pair("cosmosDbReadOnly", "a")],
        [
            "rules of a namespace and of its queue",
            azure.pair("serviceBusRule", "ns/one"),
            azure.pair("serviceBusQueueRule", "ns/queue/two"),
        ],
    ] as const) {
        it(`is that of the resource which carries out one write at a time: ${what}`, () => {
            assert.equal(one.turnId, other.turnId);
        });
    }

    it("is another one where the resources are others", () => {
        const [first, second, third] = [
            azure.pair("cosmosDb", "one"),
            azure.pair("cosmosDb", "two"),
            azure.pair("cosmosDb", "one", "other"),
        ];
        assert.equal(new Set([first.turnId, second.turnId, third.turnId]).size, 3);
    });
});

describe("a regenerate that fails", () => {
    const regenerated = (failure: ArmError) =>
        new Azure(failure)
            .pair("cosmosDb", "account")
            .regenerate("primary")
            .catch((error: unknown) => error);

    for (const [what, failure, isConflict] of [
        ["its answer is lost", new ArmError(0, "no usable answer"), false],
        ["another operation is under way", new ArmError(412, "412", { armCode: "PreconditionFailed" }), true],
        ["the service is busy", new ArmError(429, "429"), false],
    ] as const) {
        it(`may be tried again after a look: ${what}`, async () => {
            const error = await regenerated(failure);
            assert.ok(error instanceof LostRegenerate, String(error));
            assert.deepEqual([error.cause, error.isConflict], [failure, isConflict]);
        });
    }

    for (const failure of [
        new ArmError(409, "409", { armCode: "ScopeLocked" }),
        new ArmError(409, "409", { armCode: "MissingSubscriptionRegistration" }),
        new ArmError(403, "403", { armCode: "AuthorizationFailed" }),
    ]) {
        it(`is final where it was refused: ${failure.armCode}`, async () => {
            assert.equal(await regenerated(failure), failure);
        });
    }
});
