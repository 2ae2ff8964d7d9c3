import assert from "node:assert/strict";
import type { DesiredRotation } from "../../components/lifecycle/decideRotation";
import { rotation } from "../../components/lifecycle/rotation";
import type { RotationConduct } from "../../components/lifecycle/rotationEnd";
import type { RotationState } from "../../components/lifecycle/state";
import { adoptedPair, conduct, holding, rotatedPair, rotationWanted } from "./support/pairs";
import { run } from "./support/run";
import { NOTHING_FOUND, NOW, ScriptedWorld } from "./support/scriptedWorld";

/** Adopts the pair in this world; `before`: the pair of another source. */
function adopt(
    world: ScriptedWorld,
    desired: Partial<DesiredRotation> = {},
    before?: RotationState,
    how: RotationConduct = conduct,
) {
    const end = run(rotation(before, { ...rotationWanted, ...desired }, how), world);
    assert.ok(end.kind === "given");
    return end;
}

/** The effect that makes keys. */
function prepared({ effects }: ScriptedWorld) {
    return effects.find(({ do: name }) => name === "prepare");
}

describe("the sequence of an adoption", () => {
    it("rules 2 and 34: looks once, makes the keys that are missing, and regenerates nothing", () => {
        const world = new ScriptedWorld();
        const end = adopt(world);
        assert.deepEqual(end, {
            kind: "given",
            state: { ...adoptedPair, trigger: "2", rotatedAt: NOW.toISOString() },
            standby: { slot: "key2", fingerprint: "key2.0" },
        });
        assert.deepEqual(world.trail, ["look", "prepare", "canAsk"]);
        assert.deepEqual(prepared(world), { do: "prepare", slot: "key1" });
    });

    it("lists again where a key was missing, which it has made since", () => {
        const world = new ScriptedWorld();
        world.renew("key2", "");
        world.before("prepare", () => world.renew("key2", "made"));
        assert.equal(adopt(world).standby?.fingerprint, "made");
        assert.deepEqual(world.trail, ["look", "prepare", "list", "canAsk"]);
    });

    describe("rule 34: looks before it adopts", () => {
        it("takes the slot that consumers hold, if it is to find it", () => {
            const world = new ScriptedWorld();
            world.holdings = [holding("web/UPLOADS", "key2.0")];
            assert.equal(adopt(world, { initialSlot: "found" }).state.active.slot, "key2");
            assert.deepEqual(prepared(world), { do: "prepare", slot: "key2" });
        });

        it("refuses a slot that nobody holds while somebody holds the other, and asks for nothing more", () => {
            const world = new ScriptedWorld();
            world.holdings = [holding("web/UPLOADS", "key2.0")];
            const end = run(rotation(undefined, rotationWanted, conduct), world);
            assert.ok(end.kind === "refused");
            assert.equal(end.code, "initial-slot");
            assert.match(end.reason, /^initialSlot .* web\/UPLOADS holds key2 .* no key was changed/);
            assert.deepEqual(world.trail, ["look"]);
        });

        it("says whom it moves", () => {
            const world = new ScriptedWorld();
            world.holdings = [holding("web/UPLOADS", "key2.0"), holding("jobs/UPLOADS", "key1.0")];
            adopt(world);
            assert.deepEqual(world.told("report"), ["web/UPLOADS holds key2 and is given key1"]);
        });
    });

    it("rule 9: takes the pinned slot from the first update on", () => {
        const world = new ScriptedWorld();
        const { state, standby } = adopt(world, { pinnedSlot: "key2", initialSlot: "key1" });
        assert.deepEqual([state.active.fingerprint, state.home, standby?.slot], ["key2.0", "key2", "key1"]);
        assert.deepEqual(prepared(world), { do: "prepare", slot: "key2" });
        const next = new ScriptedWorld();
        const pinned = { ...rotationWanted, pinnedSlot: "key2" };
        assert.equal(run(rotation(state, pinned, conduct), next).kind, "kept");
        assert.deepEqual(next.trail, []);
    });

    describe("rule 17: of another source", () => {
        const former = { ...rotatedPair, source: "former" };

        it("consumes no trigger: what was asked for in the same update stays pending, and is said", () => {
            for (const desired of [{ trigger: "3" }, { emergency: "1" }]) {
                const world = new ScriptedWorld();
                const { state } = adopt(world, desired, former);
                assert.deepEqual([state.trigger, state.emergency], [former.trigger, ""]);
                assert.match(
                    world.told("warn")[0] ?? "",
                    /^this update adopts another source, so the rotation .* waits/,
                );
                assert.equal(world.count("regenerate"), 0);
                const next = new ScriptedWorld();
                const end = run(rotation(state, { ...rotationWanted, ...desired }, conduct), next);
                assert.ok(end.kind === "given" && end.state.active.slot === "key2");
            }
        });

        it("goes on counting, compares with nothing, and has nothing to say where nothing is pending", () => {
            const world = new ScriptedWorld();
            const { state } = adopt(world, {}, former);
            assert.deepEqual([state.generation, state.outgoing, state.active.fingerprint], [2, undefined, "key1.0"]);
            assert.deepEqual(world.told("warn"), []);
        });
    });

    describe("rule 18: takes only a key that the service accepts", () => {
        it("and lists again while it accepts none of those that a late list shows", () => {
            const world = new ScriptedWorld({ listLagMs: 20_000 });
            world.renew("key1");
            assert.equal(adopt(world).state.active.fingerprint, "key1.1");
            assert.ok(world.passedMs >= 20_000);
        });

        it("and believes lists that agree for a minute where the service accepts no key at all", () => {
            const world = new ScriptedWorld({ asking: "silent" });
            assert.equal(adopt(world).state.active.fingerprint, "key1.0");
            assert.equal(world.passedMs, 60_000);
        });

        it("and begins that minute anew with each list that shows another key", () => {
            const world = new ScriptedWorld({ asking: "silent" });
            world.renew("key1", undefined, 31_000);
            assert.equal(adopt(world).state.active.fingerprint, "key1.1");
            assert.equal(world.passedMs, 120_000);
        });

        it("and takes no key that a slot does not have for one", () => {
            const world = new ScriptedWorld({ asking: "silent" });
            Object.assign(world, { list: () => ({ key2: "key2.0" }) });
            assert.equal(adopt(world).state.active.fingerprint, "");
            assert.deepEqual(
                world.effects.find(({ do: name }) => name === "canAsk"),
                { do: "canAsk", oneOf: [""] },
            );
        });

        it("and believes the first list where nobody can be asked", () => {
            const world = new ScriptedWorld({ asking: "blind" });
            adopt(world);
            assert.deepEqual([world.count("look"), world.count("list"), world.passedMs], [1, 0, 0]);
        });
    });

    it("shows places that nobody moves, and refuses nothing for them: an adoption takes no key from anybody", () => {
        const found = {
            ...NOTHING_FOUND,
            places: [{ kind: "setting", place: "old/KEY", holds: ["key1"], foundBy: "fingerprint", movedBy: "nobody" }],
        } as const;
        const world = new ScriptedWorld({ found });
        const searching = { ...conduct, dependents: { unregistered: "refuse", notLookedAt: "refuse" } } as const;
        const end = adopt(world, {}, undefined, searching);
        assert.equal(end.found, found);
        assert.match(world.told("warn")[0] ?? "", /^old\/KEY \(setting\) holds key1, and nobody moves it/);
    });
});
