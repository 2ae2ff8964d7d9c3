import assert from "node:assert/strict";
import type { DesiredRotation } from "../../components/lifecycle/decideRotation";
import type { GateResult } from "../../components/lifecycle/gateAnswer";
import { homeNotRetired } from "../../components/lifecycle/reasons";
import { rotation } from "../../components/lifecycle/rotation";
import type { RotationConduct, RotationEnd } from "../../components/lifecycle/rotationEnd";
import type { RotationState } from "../../components/lifecycle/state";
import { adoptedPair, conduct, holding, rotatedPair, rotationWanted, SWITCHED_AT } from "./support/pairs";
import { run } from "./support/run";
import { NOTHING_FOUND, NOW, ScriptedWorld } from "./support/scriptedWorld";

const searching: RotationConduct = { ...conduct, dependents: { unregistered: "refuse", notLookedAt: "refuse" } };
const asking: RotationConduct = { ...conduct, asksUse: true };
const accepted = ["accepts key2.1", "pause 1 s", "accepts key2.1", "pause 1 s", "accepts key2.1"];

interface Asked {
    readonly state?: RotationState;
    readonly desired?: Partial<DesiredRotation>;
    readonly conduct?: RotationConduct;
}

/** Rotates a pair in this world; its one consumer holds the active key. */
function rotate(world: ScriptedWorld, { state = adoptedPair, desired = {}, conduct: how = conduct }: Asked = {}) {
    if (world.holdings.length === 0) {
        world.holdings = [holding("web/UPLOADS", state.active.fingerprint)];
    }
    return run(rotation(state, { ...rotationWanted, ...desired }, how), world);
}

function reasonOf(end: RotationEnd): string {
    return end.kind === "given" ? "" : (end.reason ?? "");
}

describe("the sequence of Rotation", () => {
    describe("in fine weather", () => {
        it("rule 13: makes one look, with its list, and one regenerate, and takes the new key from its answer", () => {
            const world = new ScriptedWorld();
            const end = rotate(world);
            assert.deepEqual(world.trail, ["canAsk", "look", "regenerate key2", ...accepted]);
            assert.deepEqual(end, {
                kind: "given",
                state: {
                    ...rotatedPair,
                    active: { slot: "key2", fingerprint: "key2.1" },
                    rotatedAt: "2026-11-24T10:00:02.000Z",
                },
            });
            assert.deepEqual(world.told("report"), [
                "regenerating key2; consumers stay on key1 until the service accepts it",
            ]);
        });

        it("rule 13: asks for nothing but the time where nothing is wanted", () => {
            const world = new ScriptedWorld();
            assert.deepEqual(rotate(world, { desired: { trigger: "1" } }), { kind: "kept", state: adoptedPair });
            assert.deepEqual([world.trail, world.count("now")], [[], 1]);
        });

        it("lists once more where an earlier rotation may be unfinished, and an old list will do for that", () => {
            const world = new ScriptedWorld();
            world.renew("key1");
            const end = rotate(world, { state: rotatedPair, desired: { trigger: "3" } });
            assert.equal(end.kind, "given");
            assert.deepEqual(world.trail.slice(0, 4), ["list", "canAsk", "look", "regenerate key1"]);
            assert.deepEqual(
                world.effects.find(({ do: name }) => name === "list"),
                { do: "list", mayBeOld: true },
            );
        });
    });

    describe("rule 5: while the outgoing key of the last rotation is valid", () => {
        it("waits after one list, with the reason", () => {
            const world = new ScriptedWorld();
            const end = rotate(world, { state: rotatedPair, desired: { trigger: "3" } });
            assert.deepEqual([end.kind, world.trail], ["kept", ["list"]]);
            assert.match(reasonOf(end), /key1 of the last rotation is not retired yet/);
        });
    });

    describe("rule 20: the last look is the last thing", () => {
        for (const slow of ["canAsk", "search", "askGates"] as const) {
            it(`sees a consumer that was moved to the standby key during ${slow}, and leaves that key unchanged`, () => {
                const world = new ScriptedWorld();
                world.before(slow, () => {
                    world.holdings = [holding("web/UPLOADS", "key2.0")];
                });
                const end = rotate(world, { conduct: { ...searching, asksUse: true } });
                assert.equal(end.kind, "kept");
                assert.match(reasonOf(end), /^web\/UPLOADS holds key2; key2 is left unchanged/);
                assert.equal(world.count("regenerate"), 0);
            });

            it(`sees that the active key was regenerated during ${slow}, and refuses`, () => {
                const world = new ScriptedWorld();
                world.before(slow, () => world.renew("key1"));
                const end = rotate(world, { conduct: { ...searching, asksUse: true } });
                assert.ok(end.kind === "refused" && end.code === "changed-outside");
                assert.match(end.reason, /^key1 was regenerated outside this stack/);
                assert.equal(world.count("regenerate"), 0);
            });
        }

        it("looks immediately before the regenerate, also where a search and gates come before", () => {
            const world = new ScriptedWorld();
            const end = rotate(world, { conduct: { ...searching, asksUse: true } });
            assert.deepEqual(world.trail, [
                "list",
                "search",
                "canAsk",
                "askGates",
                "look",
                "regenerate key2",
                ...accepted,
            ]);
            assert.ok(end.kind === "given" && end.found === NOTHING_FOUND);
        });

        it("looks again immediately before each further try", () => {
            const world = new ScriptedWorld({ regenerates: ["conflict", "lost before the effect"] });
            world.before("pause", () => {
                world.holdings = [];
            });
            assert.equal(rotate(world).kind, "given");
            const tries = world.trail.flatMap((name, at) =>
                name.startsWith("regenerate") ? [world.trail[at - 1]] : [],
            );
            assert.deepEqual(tries, ["look", "look", "look"]);
        });

        it("goes no further where a consumer takes the standby key between two tries", () => {
            const world = new ScriptedWorld({ regenerates: ["conflict"] });
            world.before("pause", () => {
                world.holdings = [holding("web/UPLOADS", "key2.0")];
            });
            assert.match(reasonOf(rotate(world)), /^web\/UPLOADS holds key2/);
            assert.equal(world.count("regenerate"), 1);
        });
    });

    describe("where places that nobody registered are searched for", () => {
        const unregistered = {
            ...NOTHING_FOUND,
            places: [
                {
                    kind: "App Service setting",
                    place: "old/KEY",
                    holds: ["key1"],
                    foundBy: "fingerprint",
                    movedBy: "nobody",
                },
            ],
        } as const;

        it("refuses before any look where one of them would lose access", () => {
            const world = new ScriptedWorld({ found: unregistered });
            const end = rotate(world, { conduct: searching });
            assert.ok(end.kind === "refused" && end.code === "held-elsewhere");
            assert.deepEqual(world.trail, ["list", "search"]);
        });

        it("goes ahead in an emergency, and names them (rule 8)", () => {
            const world = new ScriptedWorld({ found: unregistered });
            const end = rotate(world, { conduct: searching, desired: { emergency: "1" } });
            assert.ok(end.kind === "given" && end.state.urgent);
            assert.match(world.told("warn")[0] ?? "", /^old\/KEY .*holds key1, and nobody moves it/);
        });

        it("leaves a standby key unchanged that the search did not look for, because it is newer", () => {
            const world = new ScriptedWorld();
            world.before("search", () => world.renew("key2"));
            const end = rotate(world, { conduct: searching });
            assert.equal(end.kind, "kept");
            assert.match(reasonOf(end), /^key2 was regenerated outside this stack while its use was being checked/);
            assert.equal(world.count("regenerate"), 0);
        });

        it("switches to the standby key unchanged after the search, whatever key stands there by then", () => {
            const world = new ScriptedWorld();
            world.before("search", () => world.renew("key2"));
            const end = rotate(world, { conduct: searching, desired: { strategy: "there-and-back" } });
            assert.ok(end.kind === "given");
            assert.deepEqual(end.state.active, { slot: "key2", fingerprint: "key2.1" });
            assert.equal(world.count("regenerate"), 0);
        });

        it("searches for nobody where a list forbids the rotation", () => {
            const world = new ScriptedWorld();
            const end = rotate(world, { state: rotatedPair, desired: { trigger: "3" }, conduct: searching });
            assert.deepEqual([end.kind, world.count("search")], ["kept", 0]);
        });

        it("searches for nobody where nothing comes to be regenerated", () => {
            const world = new ScriptedWorld();
            const end = rotate(world, { conduct: searching, desired: { pinnedSlot: "key2" } });
            assert.deepEqual([end.kind, world.trail[0]], ["given", "canAsk"]);
        });
    });

    describe("where gates are asked if somebody uses the standby key", () => {
        const waits: GateResult = { gate: "unused(7d)", status: "waiting", reason: "used by 10.0.0.4" };

        it("asks them of the key that a list shows, and waits while one waits", () => {
            const world = new ScriptedWorld({ gates: [waits] });
            const end = rotate(world, { conduct: asking });
            assert.match(reasonOf(end), /unused\(7d\) does not show that nobody uses key2/);
            assert.deepEqual(
                world.effects.find(({ do: name }) => name === "askGates"),
                { do: "askGates", about: { kind: "use", of: { slot: "key2", fingerprint: "key2.0" } } },
            );
        });

        it("does not ask them in an emergency, nor where the standby key is not regenerated", () => {
            const wishes: readonly Partial<DesiredRotation>[] = [
                { emergency: "1" },
                { strategy: "there-and-back" },
                { pinnedSlot: "key2" },
            ];
            for (const desired of wishes) {
                const world: ScriptedWorld = new ScriptedWorld({ gates: [waits] });
                assert.equal(rotate(world, { conduct: asking, desired }).kind, "given");
                assert.equal(world.count("askGates"), 0);
            }
        });
    });

    describe("rule 21: a regenerate is not repeated on the word of one list", () => {
        const lags = [0, 1_000, 1_200, 2_100, 3_200, 4_100, 7_300, 30_000, 60_000];
        for (const answers of ["none", "old"] as const) {
            for (const asking of ["blind", "probe", "silent"] as const) {
                it(`makes one, and gives out the key that it made, where its answer has ${answers} keys (${asking})`, () => {
                    for (const listLagMs of lags) {
                        const world = new ScriptedWorld({ listLagMs, answers, asking });
                        const end = rotate(world);
                        assert.ok(end.kind === "given");
                        assert.deepEqual(end.state.active, { slot: "key2", fingerprint: "key2.1" });
                        assert.deepEqual([world.count("regenerate"), world.keys.key2], [1, "key2.1"]);
                        assert.deepEqual(world.keys.key1, "key1.0", "the key in use was regenerated");
                    }
                });
            }
        }

        it("makes at most one more where the first was lost, and gives out the key that stands there in the end", () => {
            for (const lost of ["lost before the effect", "lost after the effect", "under way"] as const) {
                for (const listLagMs of lags) {
                    for (const asking of ["probe", "blind", "silent"] as const) {
                        const world = new ScriptedWorld({
                            listLagMs,
                            asking,
                            answers: "none",
                            regenerates: [lost],
                        });
                        const end = rotate(world);
                        assert.ok(end.kind === "given");
                        assert.equal(end.state.active.fingerprint, world.keys.key2, `${lost}, ${listLagMs}, ${asking}`);
                        assert.ok(world.count("regenerate") <= 2);
                    }
                }
            }
        });
    });

    describe("rule 19: a list that lags proves nothing", () => {
        const state: RotationState = {
            ...rotatedPair,
            active: { slot: "key2", fingerprint: "key2.1" },
            outgoing: { slot: "key1", fingerprint: "key1.before", generation: 0, rotatedAt: SWITCHED_AT },
        };

        for (const asking of ["probe", "blind"] as const) {
            it(`waits until a list shows the key in use, and rotates then (${asking})`, () => {
                const world = new ScriptedWorld({ listLagMs: 30_000, asking });
                world.renew("key2");
                const end = rotate(world, { state, desired: { trigger: "3" } });
                assert.ok(end.kind === "given");
                assert.equal(end.state.active.fingerprint, "key1.1");
                assert.equal(world.count("look"), 2);
            });
        }

        it("says that lists do not agree where nobody can be asked", () => {
            const world = new ScriptedWorld({ asking: "blind" });
            for (let ms = 0; ms < 130_000; ms += 7_000) {
                world.renew("key1", undefined, ms);
            }
            const end = rotate(world);
            assert.ok(end.kind === "refused" && end.code === "late-list");
            assert.match(end.reason, /^lists of keys do not agree on key1, .*`pulumi up` again in a few minutes$/);
        });

        it("refuses in a preview already what is proven, and asks for nothing else then", () => {
            const world = new ScriptedWorld();
            world.renew("key2");
            const end = rotate(world, { state: rotatedPair, desired: { trigger: "3" } });
            assert.ok(end.kind === "refused" && end.code === "changed-outside");
            assert.deepEqual(
                [world.count("begin"), world.count("look"), world.trail.slice(0, 2)],
                [0, 0, ["list", "canAsk"]],
            );
        });

        it("leaves it to the update where a preview could not prove it", () => {
            const world = new ScriptedWorld({ asking: "blind" });
            world.renew("key2");
            const end = rotate(world, { state: rotatedPair, desired: { trigger: "3" } });
            assert.ok(end.kind === "refused" && end.code === "changed-outside");
            assert.deepEqual([world.count("begin"), world.count("look")], [1, 1]);
        });

        it("says that the list is late where the key is accepted and no list shows it for two minutes", () => {
            const world = new ScriptedWorld({ listLagMs: 600_000 });
            world.renew("key2");
            const end = rotate(world, { state, desired: { trigger: "3" } });
            assert.ok(end.kind === "refused" && end.code === "late-list");
            assert.match(
                end.reason,
                /^the list of keys does not show the key2 that consumers have, although the service/,
            );
            assert.equal(world.count("regenerate"), 0);
        });

        it("refuses, with the proof, where the key in use is gone", () => {
            for (const asking of ["probe", "blind"] as const) {
                const world = new ScriptedWorld({ asking });
                world.renew("key1");
                const end = rotate(world);
                assert.ok(end.kind === "refused" && end.code === "changed-outside");
                assert.equal(world.count("regenerate"), 0);
            }
        });

        it("follows a pin away from a key that is gone, and not away from one that a late list does not show", () => {
            const gone = new ScriptedWorld();
            gone.renew("key1");
            const end = rotate(gone, { desired: { pinnedSlot: "key2" } });
            assert.ok(end.kind === "given");
            assert.deepEqual([end.state.active.fingerprint, end.state.outgoing?.fingerprint], ["key2.0", "key1.1"]);
            const late = new ScriptedWorld({ listLagMs: 600_000 });
            late.renew("key2");
            assert.equal(rotate(late, { state, desired: { pinnedSlot: "key1" } }).kind, "refused");
        });
    });

    it("rule 14: rotates where both slots have one key, because its holders go on by the active slot", () => {
        for (const desired of [{}, { emergency: "1" }]) {
            const world = new ScriptedWorld();
            world.renew("key2", "key1.0");
            const end = rotate(world, { desired });
            assert.ok(end.kind === "given");
            assert.equal(end.state.active.slot, "key2");
            assert.deepEqual(world.keys, { key1: "key1.0", key2: end.state.active.fingerprint });
        }
    });

    describe("rule 9: a pin", () => {
        it("switches to a key that the service accepts, regenerates nothing and says so", () => {
            const world = new ScriptedWorld();
            const end = rotate(world, { desired: { pinnedSlot: "key2" } });
            assert.ok(end.kind === "given");
            assert.deepEqual(end.state.active, { slot: "key2", fingerprint: "key2.0" });
            assert.deepEqual(world.told("report"), ["switching to key2 unchanged"]);
            assert.equal(world.count("accepts"), 3);
            assert.equal(world.count("regenerate"), 0);
        });
    });

    it("rule 18: switches, where nobody can be asked, to the key that lists show in the end", () => {
        const world = new ScriptedWorld({ asking: "blind", listLagMs: 3_000 });
        world.pass(60_000);
        world.renew("key2");
        const end = rotate(world, { desired: { pinnedSlot: "key2" } });
        assert.ok(end.kind === "given");
        assert.equal(end.state.active.fingerprint, "key2.1");
    });

    it("rule 18: switches to no key that the service refuses", () => {
        const world = new ScriptedWorld({ propagationMs: 3_600_000 });
        world.renew("key2");
        assert.throws(
            () => rotate(world, { desired: { pinnedSlot: "key2" } }),
            /does not accept the new key2 after 10m/,
        );
    });

    it("fails with what the service says where it refuses the regenerate", () => {
        const world = new ScriptedWorld({ regenerates: [new Error("403")] });
        assert.throws(() => rotate(world), /^Error: 403$/);
        assert.equal(world.count("regenerate"), 1);
    });

    describe("rule 29: a clock that ran ahead at the last switch", () => {
        const ahead = { ...adoptedPair, rotatedAt: "2030-01-01T00:00:00.000Z" };
        const desired = { trigger: "1", rotateEveryMs: 86_400_000 };

        it("has the age of the key count from now", () => {
            const end = rotate(new ScriptedWorld(), { state: ahead, desired });
            assert.ok(end.kind === "kept");
            assert.deepEqual(end.state, { ...ahead, agesFrom: NOW.toISOString() });
        });

        it("does not keep the key from being rotated when it has come of age since", () => {
            const world = new ScriptedWorld();
            world.pass(86_400_000);
            const end = rotate(world, { state: { ...ahead, agesFrom: NOW.toISOString() }, desired });
            assert.ok(end.kind === "given");
            assert.equal(end.state.agesFrom, undefined);
        });
    });

    describe("rules 9 and 16: what forbids a rotation, without a look", () => {
        for (const [what, desired, code] of [
            ["a pin, in an emergency", { pinnedSlot: "key1", emergency: "1" }, "pinned"],
            ["no checkpoints", { blind: true }, "no-checkpoints"],
        ] as const) {
            it(what, () => {
                const world = new ScriptedWorld();
                const end = rotate(world, { desired });
                assert.ok(end.kind === "refused");
                assert.deepEqual([end.code, world.trail], [code, []]);
                assert.match(end.reason, /; no key was changed; .* and run `pulumi up` again$/);
            });
        }
    });

    it("rule 10: stays away while the home slot has the outgoing key, says why, and begins no update", () => {
        const world = new ScriptedWorld();
        const desired = { strategy: "there-and-back" } as const;
        const end = rotate(world, { state: rotatedPair, desired });
        const reason = homeNotRetired("key1", "key2");
        assert.deepEqual([end, world.trail], [{ kind: "kept", state: rotatedPair, reason }, ["list"]]);
        assert.equal(world.count("begin"), 0);
    });

    it("rule 8: is urgent in an emergency alone", () => {
        for (const emergency of ["", "1"]) {
            const end = rotate(new ScriptedWorld(), { desired: { emergency } });
            assert.ok(end.kind === "given");
            assert.equal(end.state.urgent, emergency !== "");
        }
    });

    describe("rule 21: a consumer whose key no list shows", () => {
        it("is waited for a minute, once, because a late list may hide that it holds the key about to go", () => {
            const world = new ScriptedWorld();
            world.holdings = [holding("web/UPLOADS", "a foreign key")];
            assert.equal(rotate(world).kind, "given");
            assert.deepEqual(world.trail.slice(0, 5), ["canAsk", "look", "pause 60 s", "look", "regenerate key2"]);
            assert.match(world.told("report")[0] ?? "", /^a consumer holds a key that no list shows; waiting a minute/);
        });

        it("keeps the key that it turns out to hold", () => {
            const world = new ScriptedWorld({ listLagMs: 30_000 });
            world.renew("key2");
            world.holdings = [holding("web/UPLOADS", "key2.1")];
            assert.match(reasonOf(rotate(world)), /^web\/UPLOADS holds key2/);
            assert.equal(world.count("regenerate"), 0);
        });
    });

    it("forgets an emergency that the program no longer asks for", () => {
        const end = rotate(new ScriptedWorld(), {
            state: { ...adoptedPair, emergency: "1" },
            desired: { trigger: "1" },
        });
        assert.ok(end.kind === "kept");
        assert.equal(end.state.emergency, "");
    });
});
