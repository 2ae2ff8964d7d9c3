import assert from "node:assert/strict";
import { unfinishedRotations } from "../../policies/unfinishedRotation";
import { NOW, pairOf, pending, type Resources, stackOf, UNKNOWN_TEXT } from "./support/stacks";

function found(...resources: Resources) {
    return unfinishedRotations(stackOf(...resources), { maxPendingDays: 7 }, NOW);
}

describe("unfinished-rotation", () => {
    it("names the gate that holds the outgoing key, with its reason", () => {
        const answers = [
            { gate: "grace(2d)", status: "open" },
            { gate: "command(./check)", status: "waiting", reason: "the media team sleeps" },
        ];
        const [finding, ...others] = found(pending(10, { answers }));
        assert.deepEqual(others, []);
        assert.match(finding?.message ?? "", /^key1 of uploads has been outgoing for 10 days \(at most 7\)/);
        assert.match(
            finding?.message ?? "",
            /the gate command\(\.\/check\) holds it: it waits \(the media team sleeps\).*then run `pulumi up`/,
        );
        assert.ok(finding?.names.includes("uploads"));
    });

    it("says that a gate failed", () => {
        const answers = [{ gate: "httpHealthy(x)", status: "failed", reason: "it answers 500" }];
        assert.match(
            found(pending(10, { answers }))[0]?.message ?? "",
            /httpHealthy\(x\) holds it: it failed \(it answers 500\)/,
        );
    });

    it("says what Retirement waits for where no gate was asked", () => {
        const waitingFor = "key1 stays valid until 2027-02-01; run `pulumi up` after that to retire it";
        const [finding] = found(pending(10, { retirement: { waitingFor } }));
        assert.match(finding?.message ?? "", /it says: "key1 stays valid until 2027-02-01; run `pulumi up` after that/);
    });

    it("says that a consumer has not switched, where Retirement is of an earlier generation", () => {
        const [finding] = found(pending(10, { retirement: { generation: 0, settled: true } }));
        assert.match(finding?.message ?? "", /not every consumer has taken the new key\. Run `pulumi up`/);
    });

    it("says nothing of a rotation that is young, or settled, or has nothing outgoing", () => {
        assert.deepEqual(found(pending(6)), []);
        assert.deepEqual(found(pending(10, { retirement: { settled: true } })), []);
        assert.deepEqual(found(pairOf()), []);
    });

    it("gives advice in a preview, which does not tell what held the key, and must not stop the update that retires it", () => {
        const [component, rotation, retirement] = pending(10);
        assert.ok(component && rotation && retirement);
        const inputs = { ...(retirement.inputs as object), gates: [{ kind: "grace" }, { kind: "command" }] };
        for (const outputs of [{}, { state: UNKNOWN_TEXT }]) {
            const [finding] = found(component, rotation, { ...retirement, inputs, outputs });
            assert.equal(finding?.level, "advisory");
            assert.match(
                finding?.message ?? "",
                /outgoing for 10 days .* its gates hold it \(grace, command\)\. The next `pulumi up` looks/,
            );
        }
    });

    it("says nothing in a preview that begins another rotation", () => {
        const [component, rotation, retirement] = pending(10);
        assert.ok(component && rotation && retirement);
        const outputs = { state: UNKNOWN_TEXT };
        assert.deepEqual(found(component, { ...rotation, outputs }, { ...retirement, outputs }), []);
    });
});
