import assert from "node:assert/strict";
import type { Arm, ArmRequest } from "../../components/azure/arm";
import { ArmError } from "../../components/azure/armError";
import { cloudNamed } from "../../components/azure/cloud";
import type { AzureConnection } from "../../components/azure/connection";
import { DataPlane } from "../../components/azure/dataPlane";
import { AzureKeyPair } from "../../components/provider/keyPairs/azureKeyPair";
import { KeyService } from "../../components/provider/keyService";

const SUBSCRIPTION = "b7a2c9d0-1111-2222-3333-123456789012";

/** How the service answers one regenerate. */
type Answer =
    | "ok"
    | "lost after the effect"
    | "accepted and failed after the effect"
    | "no keys after the effect"
    | "same keys"
    | ArmError;

/** A storage account that answers regenerates as told, and notes what it was asked. */
class Account {
    readonly keys: Record<string, string> = { key1: key("one"), key2: key("two") };
    readonly calls: string[] = [];

    constructor(private readonly answers: Answer[]) {}

    connection(): AzureConnection {
        const credential = { getToken: () => Promise.resolve(null) };
        const arm = {
            send: (request: ArmRequest) => Promise.resolve(this.list(request)),
            sendOnce: (request: ArmRequest) => this.regenerate(request),
        };
        return {
            cloud: cloudNamed("public"),
            subscriptionId: SUBSCRIPTION,
            arm: arm as unknown as Arm,
            dataPlane: new DataPlane(credential, { timeoutMs: 1_000, maxConcurrentCalls: 1 }),
            credential,
            trustsHosts: false,
            timeoutMs: 1_000,
        };
    }

    private list({ path }: ArmRequest): unknown {
        this.calls.push(path.split("/").at(-1) ?? "");
        return { keys: Object.entries(this.keys).map(([keyName, value]) => ({ keyName, value })) };
    }

    private async regenerate(request: ArmRequest): Promise<unknown> {
        const answer = this.answers.shift() ?? "ok";
        const { keyName } = request.body as { keyName: string };
        if (answer instanceof ArmError) {
            this.calls.push(`${keyName} failed`);
            throw answer;
        }
        if (answer !== "same keys") {
            this.keys[keyName] = key(`new ${this.calls.length}`);
        }
        const answered = this.list(request);
        if (answer === "lost after the effect") {
            throw new ArmError(0, "no usable answer");
        }
        if (answer === "accepted and failed after the effect") {
            throw failedLater;
        }
        return answer === "no keys after the effect" ? {} : answered;
    }
}

function key(text: string): string {
    return Buffer.from(text).toString("base64");
}

async function regenerate(answers: Answer[]) {
    const account = new Account(answers);
    const waits: number[] = [];
    const source = { service: "storageAccount", resourceGroupName: "rg", name: "uploads" } as const;
    const service = new KeyService(new AzureKeyPair(source, account.connection()), (ms) =>
        Promise.resolve(waits.push(ms)),
    );
    const before = service.fingerprintOf(account.keys.key2 ?? "");
    const keys = await service.regenerate("key2", before).catch((error: unknown) => error);
    assert.equal(account.keys.key1, key("one"), "the other slot was changed");
    return { calls: account.calls, keys, current: account.keys, waits };
}

const failedLater = new ArmError(202, "accepted, and failed then (Broken: It broke.)");
const conflict = new ArmError(409, "409 (another operation is in progress)");
const notInTime = new ArmError(0, "no answer within 1m", { mayBeUnderWay: true });

describe("a regenerate", () => {
    it("takes the new key from the answer, without another list", async () => {
        const { calls, keys, current } = await regenerate(["ok"]);
        assert.deepEqual(calls, ["regenerateKey"]);
        assert.deepEqual(keys, current);
    });

    for (const answer of ["lost after the effect", "no keys after the effect"] as const) {
        it(`is not repeated where its answer is ${answer}`, async () => {
            const { calls, keys, current } = await regenerate([answer]);
            assert.deepEqual(calls, ["regenerateKey", "listKeys"]);
            assert.deepEqual(keys, current);
        });
    }

    for (const failure of [new ArmError(0, "no usable answer (ECONNRESET)"), conflict, new ArmError(500, "500")]) {
        it(`is repeated, on the same slot, where a list shows that it had no effect: ${failure.message}`, async () => {
            const { calls, keys, current } = await regenerate([failure, failure, "ok"]);
            assert.deepEqual(calls, ["key2 failed", "listKeys", "key2 failed", "listKeys", "regenerateKey"]);
            assert.deepEqual(keys, current);
        });
    }

    it("is not taken for without effect where it was accepted and then failed", async () => {
        const { calls, keys, current } = await regenerate(["accepted and failed after the effect"]);
        assert.deepEqual(calls, ["regenerateKey", "listKeys"]);
        assert.deepEqual(keys, current);
        assert.deepEqual((await regenerate([failedLater, "ok"])).calls, ["key2 failed", "listKeys", "regenerateKey"]);
    });

    it("is never repeated where it may still be under way, because the two could end in the other order", async () => {
        const { calls, keys } = await regenerate([notInTime, "ok"]);
        assert.deepEqual(calls, ["key2 failed", "listKeys", "listKeys", "listKeys"]);
        assert.equal(keys, notInTime);
    });

    it("waits before it looks, and as long as a throttling service says", async () => {
        assert.deepEqual((await regenerate([conflict, conflict, "ok"])).waits, [1_000, 2_000]);
        const throttled = new ArmError(429, "429", { retryAfterMs: 17_000 });
        assert.deepEqual((await regenerate([throttled, "ok"])).waits, [17_000]);
    });

    it("ends with the last failure where all tries fail", async () => {
        const { calls, keys } = await regenerate([conflict, conflict, conflict, conflict]);
        assert.equal(calls.filter((call) => call === "key2 failed").length, 4);
        assert.equal(keys, conflict);
    });

    it("fails at once where the service refuses it", async () => {
        const refused = new ArmError(403, "403 (AuthorizationFailed)");
        const { calls, keys } = await regenerate([refused]);
        assert.deepEqual(calls, ["key2 failed"]);
        assert.equal(keys, refused);
    });

    it("is not believed where the key is the same as before", async () => {
        const { calls } = await regenerate(["same keys", "ok"]);
        assert.deepEqual(calls, ["regenerateKey", "listKeys", "regenerateKey"]);
    });
});
