import assert from "node:assert/strict";
import { refresh } from "../../components/lifecycle/refresh";
import { adoptedPair, rotatedPair } from "./support/pairs";
import { run } from "./support/run";
import { NOW, ScriptedWorld } from "./support/scriptedWorld";

const slots = ["key1", "key2"] as const;

describe("the sequence of a refresh", () => {
    it("takes one list where the key in use is there, and asks the service whether it accepts it", () => {
        const world = new ScriptedWorld();
        assert.deepEqual(run(refresh(adoptedPair, slots), world), { kind: "read", state: adoptedPair });
        assert.deepEqual(world.trail, ["list", "canAsk"]);
    });

    it("rule 18: does not believe a late list that shows a key which the service refuses", () => {
        const world = new ScriptedWorld({ listLagMs: 30_000 });
        world.renew("key1");
        const end = run(refresh(adoptedPair, slots), world);
        assert.equal(end.kind === "read" && end.state.active.fingerprint, "key1.1");
    });

    describe("rule 7: takes over a key that was regenerated outside", () => {
        for (const asking of ["probe", "blind"] as const) {
            it(`with the standby key as outgoing (${asking})`, () => {
                const world = new ScriptedWorld({ asking });
                world.renew("key1");
                const end = run(refresh(adoptedPair, slots), world);
                assert.deepEqual(end, {
                    kind: "read",
                    state: {
                        ...adoptedPair,
                        generation: 1,
                        active: { slot: "key1", fingerprint: "key1.1" },
                        outgoing: { slot: "key2", fingerprint: "key2.0", generation: 0, rotatedAt: "" },
                        rotatedAt: world.now().toISOString(),
                    },
                });
            });
        }

        it("takes no pause where the service refuses the recorded key and accepts the other slot's", () => {
            const world = new ScriptedWorld();
            world.renew("key1");
            run(refresh(adoptedPair, slots), world);
            assert.equal(world.now().getTime() - NOW.getTime(), 2_000, "two pauses between three refusals");
        });
    });

    it("says nothing where a later list shows the key in use", () => {
        const world = new ScriptedWorld({ listLagMs: 10_000 });
        world.renew("key1");
        const state = { ...adoptedPair, active: { slot: "key1", fingerprint: "key1.1" } };
        assert.deepEqual(run(refresh(state, slots), world), { kind: "read", state });
        assert.deepEqual(world.told("warn"), []);
    });

    it("asks at once whether the service accepts what the list shows", () => {
        const world = new ScriptedWorld();
        world.renew("key1");
        run(refresh(adoptedPair, slots), world);
        const pauses = world.trail.filter((name) => name.startsWith("pause"));
        assert.deepEqual(pauses, ["pause 1 s", "pause 1 s"]);
        assert.deepEqual(world.trail.slice(-3), ["list", "canAsk", "accepts key2.0"]);
    });

    it("rule 18: takes no former key of the other slot for the outgoing one, which a late list still shows", () => {
        const world = new ScriptedWorld({ listLagMs: 30_000 });
        world.renew("key1");
        world.pass(31_000);
        world.renew("key2");
        const end = run(refresh(adoptedPair, slots), world);
        assert.equal(end.kind === "read" && end.state.active.fingerprint, "key1.1");
        assert.equal(end.kind === "read" && end.state.outgoing?.fingerprint, "key2.1");
    });

    describe("rules 18 and 19: never takes over a key that the service refuses", () => {
        for (const listLagMs of [3_000, 30_000, 600_000]) {
            for (const asking of ["probe", "blind"] as const) {
                it(`which a list that is ${listLagMs / 1_000} s late still shows (${asking})`, () => {
                    const world = new ScriptedWorld({ listLagMs, asking });
                    world.pass(1_000_000);
                    world.renew("key2");
                    const state = { ...rotatedPair, active: { slot: "key2", fingerprint: "key2.1" } };
                    const end = run(refresh(state, slots), world);
                    // If no call can tell, a list that is late by more than a minute cannot be told from the truth.
                    const isProven = asking === "probe" || listLagMs <= 60_000;
                    assert.equal(end.kind === "read" && end.state === state, isProven);
                });
            }
        }

        it("and says so where the list is late for more than two minutes", () => {
            const world = new ScriptedWorld({ listLagMs: 600_000 });
            world.renew("key1");
            const state = { ...adoptedPair, active: { slot: "key1", fingerprint: "key1.1" } };
            run(refresh(state, slots), world);
            assert.match(world.told("warn")[0] ?? "", /^the list of keys does not show the key1 that consumers have/);
        });

        it("and says so where nobody can be asked and lists do not agree", () => {
            const world = new ScriptedWorld({ asking: "blind" });
            for (let ms = 0; ms < 130_000; ms += 7_000) {
                world.renew("key1", undefined, ms);
            }
            const end = run(refresh(adoptedPair, slots), world);
            assert.ok(end.kind === "read" && end.state === adoptedPair);
            assert.match(world.told("warn")[0] ?? "", /^lists of keys do not agree on key1/);
        });

        it("and waits for a new key that the service does not have yet", () => {
            const world = new ScriptedWorld({ propagationMs: 20_000 });
            world.renew("key1");
            const end = run(refresh(adoptedPair, slots), world);
            assert.ok(end.kind === "read");
            assert.equal(end.state.active.fingerprint, "key1.1");
            assert.ok(world.passedMs >= 20_000);
        });

        it("but fails after two minutes where it goes on to refuse it, beside another one that it accepts", () => {
            const world = new ScriptedWorld({ propagationMs: 3_600_000 });
            world.renew("key1");
            const end = run(refresh(adoptedPair, slots), world);
            assert.ok(end.kind === "refused" && end.code === "not-accepted");
            assert.match(
                end.reason,
                /^the service refuses the key1 that its list shows, so it is not given to consumers/,
            );
        });
    });
});
