import assert from "node:assert/strict";
import type { Arm, ArmRequest } from "../../components/azure/arm";
import { ArmError } from "../../components/azure/armError";
import { cloudNamed } from "../../components/azure/cloud";
import type { AzureConnection } from "../../components/azure/connection";
import { AzureKeyPair } from "../../components/provider/keyPairs/azureKeyPair";
import { KeyService } from "../../components/provider/keyService";

const SUBSCRIPTION = "b7a2c9d0-1111-2222-3333-123456789012";

/** How the service answers one regenerate. */
type Answer = "ok" | "lost after the effect" | "lost before the effect" | "refused" | "same keys";

/** A storage account that answers regenerates as told, and counts them. */
class Account {
    readonly keys: Record<string, string> = { key1: key("one"), key2: key("two") };
    readonly calls: string[] = [];

    constructor(private readonly answers: Answer[]) {}

    connection(): AzureConnection {
        const arm = {
            send: (request: ArmRequest) => Promise.resolve(this.list(request)),
            sendOnce: (request: ArmRequest) => this.regenerate(request),
        };
        return {
            cloud: cloudNamed("public"),
            subscriptionId: SUBSCRIPTION,
            arm: arm as unknown as Arm,
            credential: { getToken: () => Promise.resolve(null) },
            trustsHosts: false,
        };
    }

    private list({ path }: ArmRequest): unknown {
        this.calls.push(path.split("/").at(-1) ?? "");
        return { keys: Object.entries(this.keys).map(([keyName, value]) => ({ keyName, value })) };
    }

    private async regenerate(request: ArmRequest): Promise<unknown> {
        const answer = this.answers.shift() ?? "ok";
        const { keyName } = request.body as { keyName: string };
        const response = () => this.list(request);
        if (answer === "refused") {
            this.calls.push("refused");
            throw new ArmError(403, "403 (AuthorizationFailed)");
        }
        if (answer === "ok" || answer === "lost after the effect") {
            this.keys[keyName] = key(`new ${this.calls.length}`);
        }
        if (answer.startsWith("lost")) {
            this.calls.push("lost");
            throw new ArmError(0, "no usable answer");
        }
        return response();
    }
}

function key(text: string): string {
    return Buffer.from(text).toString("base64");
}

async function regenerate(answers: Answer[]) {
    const account = new Account(answers);
    const source = { service: "storageAccount", resourceGroupName: "rg", name: "uploads" } as const;
    const service = new KeyService(new AzureKeyPair(source, account.connection()));
    const before = service.fingerprintOf(account.keys.key2 ?? "");
    const keys = await service.regenerate("key2", before);
    return { calls: account.calls, keys, current: account.keys };
}

describe("a regenerate", () => {
    it("takes the new key from the answer, without another list", async () => {
        const { calls, keys, current } = await regenerate(["ok"]);
        assert.deepEqual(calls, ["regenerateKey"]);
        assert.equal(keys.key2, current.key2);
    });

    it("is not repeated where its answer was lost after the effect", async () => {
        const { calls, keys, current } = await regenerate(["lost after the effect"]);
        assert.deepEqual(calls, ["lost", "listKeys"]);
        assert.equal(keys.key2, current.key2);
    });

    it("is repeated, on the same slot, where a list shows that it had no effect", async () => {
        const { calls, keys, current } = await regenerate(["lost before the effect", "ok"]);
        assert.deepEqual(calls, ["lost", "listKeys", "regenerateKey"]);
        assert.equal(keys.key2, current.key2);
        assert.equal(current.key1, key("one"));
    });

    it("fails at once where the service refuses it", async () => {
        await assert.rejects(regenerate(["refused"]), /403/);
    });

    it("is not believed where the key is the same as before", async () => {
        const { calls } = await regenerate(["same keys", "ok"]);
        assert.deepEqual(calls, ["regenerateKey", "regenerateKey"]);
    }).timeout(5_000);
});
