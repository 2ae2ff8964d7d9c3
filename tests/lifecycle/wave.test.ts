import assert from "node:assert/strict";
import { type DesiredWave, passed, type WaveState } from "../../components/lifecycle/decideWave";
import type { Holding } from "../../components/lifecycle/state";
import { wave } from "../../components/lifecycle/wave";
import { ADOPTED_AT, holding, waveOnOutgoing as onOutgoing, leftKey as outgoing, waveWanted } from "./support/pairs";
import { run } from "./support/run";
import { NOW, ScriptedWorld } from "./support/scriptedWorld";

const DAY = 86_400_000;
const second: DesiredWave = { ...waveWanted, soakMs: DAY };
const { active } = second;

/** Asks a wave whose consumers hold this, after a time. */
function ask(old: WaveState | undefined, desired: DesiredWave, holdings: readonly Holding[] = [], afterMs = 0) {
    const world = new ScriptedWorld();
    world.holdings = holdings;
    world.pass(afterMs);
    return { end: run(wave(old, desired), world), world };
}

describe("the sequence of a wave", () => {
    describe("rule 33: a wave that is new", () => {
        it("begins with the outgoing key where its consumers hold it, and its soak counts from the wave before it", () => {
            const { end, world } = ask(undefined, second, [holding("web/KEY", "key1.0")]);
            assert.ok(end.kind === "held");
            assert.deepEqual(end.state.given, onOutgoing.given);
            assert.deepEqual(end.state.soaking, { rotatedAt: active.rotatedAt, since: NOW.toISOString() });
            assert.equal(end.state.switchesAt, "2026-11-25T10:00:00.000Z");
            assert.deepEqual(world.trail, ["look", "list"]);
        });

        it("begins with the outgoing key where nobody can tell what they hold", () => {
            for (const holds of ["unknown", "missing"] as const) {
                assert.equal(ask(undefined, second, [{ consumer: "web/KEY", holds }]).end.kind, "held");
            }
        });

        it("is given the active key at once where they hold that one, or nothing", () => {
            for (const holdings of [
                [],
                [holding("web/KEY", "key2.0")],
                [{ consumer: "x", holds: "nothing" } as const],
            ]) {
                const { end, world } = ask(undefined, second, holdings);
                assert.deepEqual(end, { kind: "passed", state: { wave: 2, given: active } });
                assert.deepEqual(world.trail, ["look"]);
            }
        });

        it("is given it at once in an emergency, and where the outgoing key is gone", () => {
            const holdings = [holding("web/KEY", "key1.0")];
            assert.deepEqual(ask(undefined, { ...second, urgent: true }, holdings).end, {
                kind: "passed",
                state: { wave: 2, given: active },
            });
            const gone = { ...second, outgoing: { ...outgoing, fingerprint: "key1.before" } };
            const { end, world } = ask(undefined, gone, [holding("web/KEY", "key1.before")]);
            assert.deepEqual([end.kind, world.trail], ["passed", ["look"]]);
        });

        it("needs no look where nothing is outgoing", () => {
            const { outgoing: _, ...adopted } = second;
            const { end, world } = ask(undefined, adopted, [holding("web/KEY", "key1.0")]);
            assert.deepEqual([end.kind, world.trail], ["passed", []]);
        });
    });

    it("rule 13: asks for nothing but the time where it has the active key", () => {
        const { end, world } = ask(passed(undefined, second), second);
        assert.deepEqual([end.kind, world.trail], ["kept", []]);
    });

    it("rule 33: is given the key after its soak, and not before", () => {
        const { end } = ask(onOutgoing, second);
        assert.ok(end.kind === "held");
        assert.equal(ask(end.state, second, [], DAY - 1).end.kind, "held");
        const over = ask(end.state, second, [], DAY);
        assert.ok(over.end.kind === "passed");
        assert.deepEqual([over.end.state.given, over.end.state.left], [active, "key1.0"]);
        assert.deepEqual(
            over.world.effects.filter(({ do: name }) => name === "list"),
            [{ do: "list", mayBeOld: true }],
        );
    });

    it("rule 23: does not begin to soak before the consumers of the waves before show this switch", () => {
        const written = [{ consumer: "first/KEY", rotatedAt: ADOPTED_AT, fingerprint: "key1.0" }];
        const { end } = ask(onOutgoing, { ...second, written });
        assert.ok(end.kind === "held");
        assert.equal(end.state.soaking, undefined);
        assert.equal(end.state.waitingFor, "wave 2 takes key2 when wave 1 has it");
    });

    describe("rule 19: where a list does not show the active key", () => {
        const newest = { ...second, active: { ...active, fingerprint: "key2.1" } };
        const asked = (listLagMs: number, asking: "probe" | "blind") => {
            const world = new ScriptedWorld({ listLagMs, asking });
            world.renew("key2");
            return run(wave(onOutgoing, newest), world);
        };

        it("goes on as ever once a later list shows it", () => {
            for (const asking of ["probe", "blind"] as const) {
                const end = asked(30_000, asking);
                assert.ok(end.kind === "held");
                assert.match(end.state.waitingFor ?? "", /^wave 2 takes key2 after/);
            }
        });

        it("keeps the key that it has, and says that the list is late, where the active key is accepted", () => {
            const end = asked(600_000, "probe");
            assert.ok(end.kind === "held");
            assert.match(end.state.waitingFor ?? "", /^the list of keys does not show the key2/);
            assert.deepEqual(end.state.given, onOutgoing.given);
        });

        it("keeps the key that it has where nobody can be asked and lists do not agree", () => {
            const world = new ScriptedWorld({ asking: "blind" });
            for (let ms = 0; ms < 130_000; ms += 7_000) {
                world.renew("key2", undefined, ms);
            }
            const end = run(wave(onOutgoing, second), world);
            assert.ok(end.kind === "held");
            assert.match(end.state.waitingFor ?? "", /^lists of keys do not agree on key2/);
        });

        it("refuses where it is proven that somebody regenerated it (rule 6)", () => {
            const world = new ScriptedWorld();
            world.renew("key2");
            const end = run(wave(onOutgoing, second), world);
            assert.ok(end.kind === "refused" && end.code === "changed-outside");
        });
    });
});
