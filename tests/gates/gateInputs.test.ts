import assert from "node:assert/strict";
import type { GateInputs } from "../../components/gates/gateInputs";
import { askedBeforeRotation, gateName, isStanding, quietTime } from "../../components/gates/gateInputs";
import { logActions } from "../../components/gates/logTables";

function unused(quietFor: string, beforeRotation: boolean) {
    return { kind: "unused", workspaceId: "w", quietFor, showsUpWithin: "5m", beforeRotation } as const;
}

const gates: readonly GateInputs[] = [
    { kind: "grace", duration: "48h" },
    unused("24h", false),
    unused("7d", true),
    unused("30m", true),
];

describe("the gates of a pair", () => {
    it("that look into the logs are asked before a rotation, unless the program says otherwise", () => {
        assert.deepEqual(askedBeforeRotation(gates).map(gateName), ["unused(7d)", "unused(30m)"]);
    });

    it("say the longest time for which nobody is to have used the key", () => {
        assert.equal(quietTime(gates), "7d");
        assert.equal(quietTime([{ kind: "keyAccepted" }]), undefined);
    });

    it("that look into the logs are not decided by the program and the state alone", () => {
        assert.deepEqual(gates.map(isStanding), [true, false, false, false]);
    });

    it("name the tables that they look into as actions of a role", () => {
        const actions = logActions({ ...unused("7d", true), services: ["queue"] });
        assert.ok(actions.includes("Microsoft.OperationalInsights/workspaces/query/StorageQueueLogs/read"));
        assert.equal(actions.length, 3);
        assert.equal(logActions(unused("7d", true)).length, 6);
    });
});
