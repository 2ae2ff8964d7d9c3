import assert from "node:assert/strict";
import { ArmError } from "../../components/azure/armError";
import { accessFor, armAccess } from "../../components/engine/consumerAccess";
import { canBeLookedAt } from "../../components/engine/lookAtConsumers";
import { armAction, commandConsumer } from "../../components/index";

const pair = { pair: "uploads", owner: "urn", azureConfig: "no-such-namespace" };
const command = commandConsumer({ label: "ci", command: ["./set"] });
const call = armAction({
    path: "/resourceGroups/rg/providers/Microsoft.Mail/senders/post/sync",
    apiVersion: "2026-01-01",
    check: { path: "/resourceGroups/rg/providers/Microsoft.Mail/senders/post", contentAt: "/key" },
});
const placeOf = <Declared extends object>(holder: Declared) => ({ ...holder, argument: "consumers[0]" });

describe("what consumers use of the world", () => {
    it("needs no Azure where none of the places is in it, and calls none then", async () => {
        const { arm, subscriptionId } = await accessFor(pair, [placeOf(command)]);
        assert.equal(subscriptionId, "");
        const path = "/subscriptions/s";
        await assert.rejects(arm.send({ method: "GET", path, apiVersion: "2026-01-01" }), /outside Azure/);
    });

    it("tells a service that the subscription has never had from a conflict with another operation", () => {
        const { isUnregistered } = armAccess({ send: async () => undefined, sendOnce: async () => undefined });
        const refused = (armCode: string) => new ArmError(409, "refused", { armCode });
        assert.equal(isUnregistered(refused("MissingSubscriptionRegistration")), true);
        assert.equal(isUnregistered(refused("OperationInProgress")), false);
        assert.equal(isUnregistered(new Error("refused")), false);
    });

    it("tells programs the name of the pair", async () => {
        const { run } = await accessFor(pair, [placeOf(command)]);
        const echo = { command: ["sh", "-c", "echo $TWO_KEY_PAIR $MORE"], env: { MORE: "more" }, timeoutMs: 10_000 };
        assert.deepEqual(await run(echo), { ending: 0, stdout: "uploads more\n", lastLine: "uploads more" });
    });
});

describe("a place can be looked at", () => {
    it("where its kind can, and the place itself says so", () => {
        assert.equal(canBeLookedAt(placeOf(command)), false);
        assert.equal(canBeLookedAt(placeOf({ ...command, look: ["./get"] })), true);
        assert.equal(canBeLookedAt(placeOf(call)), true);
        assert.equal(canBeLookedAt(placeOf({ ...call, check: { changedAt: "/time" } })), false);
        assert.equal(canBeLookedAt({ kind: "appSettings", argument: "consumers[1]" }), true);
        assert.equal(canBeLookedAt({ kind: "iotHubEndpoints", argument: "consumers[0]" }), false);
    });
});

describe("what is found of a resource", () => {
    const call = { method: "GET", path: "/subscriptions/s/resource", apiVersion: "2026-01-01" } as const;
    const arm = (answer: unknown) =>
        armAccess({
            send: () => (answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer)),
            sendOnce: async () => undefined,
        });
    const gone = new ArmError(404, "not found", { armCode: "ResourceNotFound" });

    it("is absent only if the service says so", async () => {
        assert.equal(await arm(gone).find(call), "absent");
        assert.equal(await arm(gone).findProperties(call), "absent");
        await arm(gone).remove(call);
        const unproven = new ArmError(404, "not found");
        await assert.rejects(arm(unproven).find(call), unproven);
        await assert.rejects(arm(unproven).remove(call), unproven);
    });

    for (const answer of [undefined, null, "", "absent", 7]) {
        it(`is no answer if the body is ${JSON.stringify(answer)}`, async () => {
            await assert.rejects(arm(answer).find(call), /GET \/subscriptions\/s\/resource: no usable answer/);
            await assert.rejects(arm(answer).findProperties(call), /no usable answer/);
        });
    }

    it("needs no body where something is taken away", async () => {
        await arm(undefined).remove(call);
    });
});
