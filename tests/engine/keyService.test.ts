import assert from "node:assert/strict";
import { createDefaultHttpClient } from "@azure/core-rest-pipeline";
import type { ArmCall } from "../../components/armCall";
import type { Arm } from "../../components/azure/arm";
import { ArmError } from "../../components/azure/armError";
import { cloudNamed } from "../../components/azure/cloud";
import type { AzureConnection } from "../../components/azure/connection";
import { DataPlane } from "../../components/azure/dataPlane";
import { AzureKeyPair } from "../../components/engine/keyPairs/azureKeyPair";
import { KeyService } from "../../components/engine/keyService";

const SUBSCRIPTION = "b7a2c9d0-1111-2222-3333-123456789012";

/** How the service answers one regenerate. */
type Answer =
    | "ok"
    | "lost after the effect"
    | "accepted and failed after the effect"
    | "no keys after the effect"
    | ArmError;

/** A storage account that answers regenerates as given, and notes the questions. */
class Account {
    readonly keys: Record<string, string> = { key1: key("one"), key2: key("two") };
    readonly calls: string[] = [];

    constructor(private readonly answers: Answer[]) {}

    connection(): AzureConnection {
        const credential = { getToken: () => Promise.resolve(null) };
        const arm = {
            send: (request: ArmCall) => Promise.resolve(this.list(request)),
            sendOnce: (request: ArmCall) => this.regenerate(request),
        };
        return {
            cloud: cloudNamed("public"),
            subscriptionId: SUBSCRIPTION,
            arm: arm as unknown as Arm,
            dataPlane: new DataPlane(credential, { timeoutMs: 1_000, maxConcurrentCalls: 1 }),
            credential,
            trustsHosts: false,
            http: createDefaultHttpClient(),
            now: () => new Date(),
        };
    }

    private list({ path }: ArmCall): unknown {
        this.calls.push(path.split("/").at(-1) ?? "");
        return { keys: Object.entries(this.keys).map(([keyName, value]) => ({ keyName, value })) };
    }

    private async regenerate(request: ArmCall): Promise<unknown> {
        const answer = this.answers.shift() ?? "ok";
        const { keyName } = request.body as { keyName: string };
        if (answer instanceof ArmError) {
            this.calls.push(`${keyName} failed`);
            throw answer;
        }
        this.keys[keyName] = key(`new ${this.calls.length}`);
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

const failedLater = new ArmError(202, "accepted, and failed then (Broken: It broke.)");

/** Regenerates key2 of an account that answers as told. */
async function regenerate(...answers: Answer[]) {
    const account = new Account(answers);
    const source = { service: "storageAccount", resourceGroupName: "rg", name: "uploads" } as const;
    const service = new KeyService(new AzureKeyPair(source, account.connection()));
    const outcome = await service.regenerate("key2").catch((error: unknown) => error);
    assert.equal(account.keys.key1, key("one"), "the other slot was changed");
    return { calls: account.calls, outcome, current: account.keys, fingerprints: service.fingerprints(account.keys) };
}

describe("one regenerate of a service", () => {
    it("answers the keys with their fingerprints, without a list", async () => {
        const { calls, outcome, current, fingerprints } = await regenerate("ok");
        assert.deepEqual(calls, ["regenerateKey"]);
        assert.deepEqual(outcome, { kind: "done", keys: current, fingerprints });
    });

    it("is done, and no key is known, where the answer has no keys", async () => {
        const { calls, outcome } = await regenerate("no keys after the effect");
        assert.deepEqual([calls, outcome], [["regenerateKey"], { kind: "done", keys: {}, fingerprints: {} }]);
    });

    for (const answer of ["lost after the effect", "accepted and failed after the effect"] as const) {
        it(`is lost, and neither repeated nor judged by a list, where it is ${answer}`, async () => {
            const { calls, outcome } = await regenerate(answer);
            assert.deepEqual(calls, ["regenerateKey"]);
            assert.deepEqual(kindOf(outcome), ["lost", false]);
        });
    }

    for (const failure of [new ArmError(0, "no usable answer (ECONNRESET)"), new ArmError(500, "500"), failedLater]) {
        it(`is lost, with its cause, where nobody knows of an effect: ${failure.message}`, async () => {
            const { calls, outcome } = await regenerate(failure, "ok");
            assert.deepEqual(calls, ["key2 failed"]);
            assert.deepEqual(outcome, { kind: "lost", cause: failure, mayBeUnderWay: false, retryAfterMs: 0 });
        });
    }

    it("says so where it may still be under way, and how long a service asks to be left alone", async () => {
        const late = new ArmError(503, "503", { mayBeUnderWay: true, retryAfterMs: 17_000 });
        const { outcome } = await regenerate(late);
        assert.deepEqual(outcome, { kind: "lost", cause: late, mayBeUnderWay: true, retryAfterMs: 17_000 });
    });

    for (const conflict of [
        new ArmError(409, "409 (another operation is in progress)"),
        new ArmError(412, "412 (PreconditionFailed)", { retryAfterMs: 17_000 }),
        new ArmError(429, "429", { retryAfterMs: 17_000 }),
    ]) {
        it(`is refused by a conflict, which changed no key, and says when to try again: ${conflict.message}`, async () => {
            const { calls, outcome } = await regenerate(conflict);
            assert.deepEqual(calls, ["key2 failed"]);
            const retryAfterMs = conflict.retryAfterMs ?? 0;
            assert.deepEqual(outcome, { kind: "conflict", cause: conflict, retryAfterMs });
        });
    }

    it("fails at once where the service refuses it", async () => {
        const refused = new ArmError(403, "403 (AuthorizationFailed)");
        const { calls, outcome } = await regenerate(refused);
        assert.deepEqual([calls, outcome], [["key2 failed"], refused]);
    });
});

function kindOf(outcome: unknown): readonly unknown[] {
    return typeof outcome === "object" && outcome !== null && "mayBeUnderWay" in outcome && "kind" in outcome
        ? [outcome.kind, outcome.mayBeUnderWay]
        : [outcome];
}
