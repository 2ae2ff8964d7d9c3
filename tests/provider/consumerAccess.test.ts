import assert from "node:assert/strict";
import { ArmError } from "../../components/azure/armError";
import { armAction, commandHolder } from "../../components/index";
import { accessFor, armAccess } from "../../components/provider/consumerAccess";
import { canBeLookedAt } from "../../components/provider/lookAtConsumers";

const pair = { pair: "uploads", owner: "urn", azureConfig: "no-such-namespace" };
const command = commandHolder({ label: "ci", command: ["./set"] });
const call = armAction({
    path: "/resourceGroups/rg/providers/Microsoft.Mail/senders/post/sync",
    apiVersion: "2026-01-01",
    check: { path: "/resourceGroups/rg/providers/Microsoft.Mail/senders/post", contentAt: "/key" },
});
const placeOf = <Declared extends object>(holder: Declared) => ({ ...holder, argument: "holders[0]" });

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
        assert.equal(canBeLookedAt({ kind: "appSettings", argument: "appSettings[0]" }), true);
        assert.equal(canBeLookedAt({ kind: "iotHubEndpoints", argument: "holders[0]" }), false);
    });
});
