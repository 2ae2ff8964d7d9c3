import assert from "node:assert/strict";
import { runtime } from "@pulumi/pulumi";
import { argumentProblems } from "../../components/arguments/argumentProblems";
import type { RotationInputs } from "../../components/arguments/rotationInputs";
import type { GateInputs } from "../../components/gates/gates";
import type { UnusedInputs } from "../../components/gates/unused";
import { account, good } from "./support/pairs";
import { areRefusedByName, problemsOf, type Refusal } from "./support/refusals";

function withGate(gate: GateInputs): RotationInputs {
    return { ...good, gates: [gate] };
}

const quiet: UnusedInputs = {
    kind: "unused",
    workspaceId: "b7a2c9d0-1111-2222-3333-123456789012",
    quietFor: "7d",
    showsUpWithin: "5m",
    beforeRotation: true,
};

const healthy: GateInputs = {
    kind: "httpHealthy",
    url: "https://web.example/healthz",
    attempts: 3,
    interval: "5s",
    timeout: "10s",
    expect: {},
};

const run: GateInputs = { kind: "command", command: ["./check"], timeout: "60s" };

const REFUSALS: readonly Refusal[] = [
    ["a grace in words", withGate({ kind: "grace", duration: "a while" }), "gates[0].duration", /no duration/],
    ["a negative grace", withGate({ kind: "grace", duration: "-48h" }), "gates[0].duration", /no duration/],
    ["a gate without an address", withGate({ ...healthy, url: "" }), "gates[0].url", /https:\/\//],
    ["a gate with a path alone", withGate({ ...healthy, url: "/healthz" }), "gates[0].url", /address/],
    ["a gate with a file", withGate({ ...healthy, url: "file:///etc/passwd" }), "gates[0].url", /address/],
    ["a gate without attempts", withGate({ ...healthy, attempts: 0 }), "gates[0].attempts", /above 0/],
    ["half an attempt", withGate({ ...healthy, attempts: 2.5 }), "gates[0].attempts", /whole number/],
    ["a gate with a bad interval", withGate({ ...healthy, interval: "often" }), "gates[0].interval", /"often"/],
    ["a gate without time", withGate({ ...healthy, timeout: "0s" }), "gates[0].timeout", /no positive duration/],
    ["a status that is none", withGate({ ...healthy, expect: { status: 99 } }), "gates[0].expect.status", /100 to 599/],
    ["a command without a program", withGate({ ...run, command: [] }), "gates[0].command", /name a program/],
    ["a command with a blank program", withGate({ ...run, command: [""] }), "gates[0].command", /name a program/],
    ["a command without time", withGate({ ...run, timeout: "0s" }), "gates[0].timeout", /no positive duration/],
    [
        "a module without a name",
        withGate({ kind: "module", module: "", config: {} }),
        "gates[0].module",
        /name a module/,
    ],
    ["an acknowledgement by nobody", withGate({ kind: "acknowledged", name: "" }), "gates[0].name", /who acknowledges/],
    [
        "an acknowledgement of a generation, which another life of the pair may have had, too",
        withGate({ kind: "acknowledged", name: "media", given: 3 as never }),
        "gates[0].given",
        /`\{ rotatedAt, keyFingerprint \}`, or undefined/,
    ],
    [
        "an acknowledgement of no moment",
        withGate({
            kind: "acknowledged",
            name: "media",
            given: { rotatedAt: "today", keyFingerprint: "a".repeat(64) },
        }),
        "gates[0].given",
        /must be what the pair put out/,
    ],
    [
        "an acknowledgement of no key",
        withGate({ kind: "acknowledged", name: "media", given: { rotatedAt: "2026-11-24T10:00:00Z" } as never }),
        "gates[0].given",
        /must be what the pair put out/,
    ],
    [
        "the ARM id of a workspace",
        withGate({ ...quiet, workspaceId: "/subscriptions/s/resourceGroups/rg/providers/w" }),
        "gates[0].workspaceId",
        /GUID of a Log Analytics workspace/,
    ],
    ["no time of quiet", withGate({ ...quiet, quietFor: "0s" }), "gates[0].quietFor", /no positive duration/],
    ["a time of quiet in words", withGate({ ...quiet, quietFor: "a while" }), "gates[0].quietFor", /no positive/],
    ["a moment of quiet", withGate({ ...quiet, quietFor: "59s" }), "gates[0].quietFor", /too short.*at least 1m/],
    ["no wait for the logs", withGate({ ...quiet, showsUpWithin: "soon" }), "gates[0].showsUpWithin", /"soon"/],
    [
        "half a look before a rotation",
        withGate({ ...quiet, beforeRotation: "yes" } as never),
        "gates[0].beforeRotation",
        /true or false/,
    ],
    ["logs of no service", withGate({ ...quiet, services: [] }), "gates[0].services", /blob, file, queue, table/],
    [
        "logs of a service that has none",
        withGate({ ...quiet, services: ["dfs"] } as never),
        "gates[0].services",
        /blob, file, queue, table/,
    ],
    [
        "logs of a service that names no key in them",
        { ...withGate(quiet), source: { ...account, service: "searchAdmin", name: "catalog" } },
        "gates[0]",
        /no log tells which key a call of searchAdmin was made with/,
    ],
    ["a gate that is none", withGate({ kind: "prayer" } as never), "gates[0]", /is no gate/],
];

describe("bad gates are refused by name", () => {
    areRefusedByName(REFUSALS);

    it("refuses keyAccepted() where no call tells whether a key is accepted", () => {
        const inputs = { ...good, gates: [{ kind: "keyAccepted" } as const] };
        const [problem] = argumentProblems(inputs, { slots: ["key1", "key2"], canBeAsked: false });
        assert.equal(problem?.property, "gates[0]");
        assert.match(problem?.reason ?? "", /use `httpHealthy`/);
    });

    it("finds nothing wrong with good ones", () => {
        assert.deepEqual(problemsOf({ ...good, gates: [healthy, run, quiet, { kind: "keyAccepted" }] }), []);
        const given = { rotatedAt: "2026-11-24T10:00:00.000Z", keyFingerprint: "a".repeat(64) };
        assert.deepEqual(problemsOf(withGate({ kind: "acknowledged", name: "media", given })), []);
        assert.deepEqual(problemsOf(withGate({ kind: "acknowledged", name: "media" })), []);
        assert.deepEqual(problemsOf(withGate({ ...quiet, services: ["blob", "file"], quietFor: "1m" })), []);
    });

    it("holds nothing against values that are unknown at preview", () => {
        const unknown = runtime.unknownValue;
        const gate = { ...quiet, workspaceId: unknown, quietFor: unknown, services: [unknown as never] };
        assert.deepEqual(problemsOf(withGate(gate)), []);
        for (const given of [unknown as never, { rotatedAt: unknown, keyFingerprint: unknown }]) {
            assert.deepEqual(problemsOf(withGate({ kind: "acknowledged", name: "media", given })), []);
        }
    });
});
