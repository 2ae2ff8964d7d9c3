import assert from "node:assert/strict";
import type { GateInputs } from "../../components/gates/gates";
import {
    askedBeforeRotation,
    gateActions,
    gateName,
    isStanding,
    quietTime,
    unacknowledged,
} from "../../components/gates/gatesOfPair";

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

    it("name everybody who has not acknowledged a switch", () => {
        const given = { rotatedAt: "2026-11-24T10:00:00.000Z", keyFingerprint: "a" };
        const asked: readonly GateInputs[] = [
            ...gates,
            { kind: "acknowledged", name: "media", given },
            { kind: "acknowledged", name: "billing" },
        ];
        const { rotatedAt, keyFingerprint: fingerprint } = given;
        assert.deepEqual(unacknowledged(asked, { rotatedAt, fingerprint }), ["billing"]);
        assert.deepEqual(unacknowledged(asked, { rotatedAt, fingerprint: "b" }), ["media", "billing"]);
    });

    it("say the longest time for which nobody is to have used the key", () => {
        assert.equal(quietTime(gates), "7d");
        assert.equal(quietTime([{ kind: "keyAccepted" }]), undefined);
    });

    it("that look into the logs are not decided by the program and the state alone", () => {
        assert.deepEqual(gates.map(isStanding), [true, false, false, false]);
    });

    it("name the tables that they look into as actions of a role", () => {
        const actions = gateActions({ ...unused("7d", true), services: ["queue"] } as GateInputs);
        assert.ok(actions.includes("Microsoft.OperationalInsights/workspaces/query/StorageQueueLogs/read"));
        assert.equal(actions.length, 3);
        assert.equal(gateActions(unused("7d", true)).length, 6);
    });
});
