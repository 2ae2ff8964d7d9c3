import assert from "node:assert/strict";
import type { DesiredRetirement } from "../../components/lifecycle/decideRetirement";
import type { GateResult } from "../../components/lifecycle/gateAnswer";
import { type RetirementEnd, retirement } from "../../components/lifecycle/retirement";
import type { RetirementState } from "../../components/lifecycle/state";
import { holding, retirementWanted, SWITCHED_AT } from "./support/pairs";
import { run } from "./support/run";
import { NOTHING_FOUND, NOW, ScriptedWorld } from "./support/scriptedWorld";

const onActive = [holding("web/UPLOADS", "key2.0")];

interface Asked {
    readonly old?: RetirementState;
    readonly desired?: Partial<DesiredRetirement>;
    readonly searches?: boolean;
}

/** Retires key1 in this world; its one consumer holds the active key. */
function retire(world: ScriptedWorld, { old, desired = {}, searches = false }: Asked = {}): RetirementEnd {
    if (world.holdings.length === 0) {
        world.holdings = onActive;
    }
    return run(retirement(old, { ...retirementWanted, ...desired }, { searches }), world);
}

function reasonOf(end: RetirementEnd): string {
    return end.kind === "settled" ? "" : end.reason;
}

describe("the sequence of Retirement", () => {
    describe("in fine weather", () => {
        it("rule 13: asks the gates, makes one look, with its list, and one regenerate", () => {
            const world = new ScriptedWorld();
            const end = retire(world);
            assert.deepEqual(world.trail, ["askGates", "look", "regenerate key1"]);
            assert.deepEqual(end, {
                kind: "settled",
                state: {
                    source: "account",
                    generation: 1,
                    rotatedAt: SWITCHED_AT,
                    fingerprint: "key2.0",
                    digests: {},
                    settled: true,
                    switchedAt: NOW.toISOString(),
                },
                answers: [],
                standby: { slot: "key1", fingerprint: "key1.1" },
            });
            assert.deepEqual(world.told("report"), [
                "every consumer is on key2; retiring key1",
                "done: key1 is retired, so the old key no longer works; every consumer is on key2",
            ]);
        });

        it("rule 2: settles a pair that was adopted, and asks for nothing but the time", () => {
            const world = new ScriptedWorld();
            const { outgoing: _, ...adopted } = retirementWanted;
            const end = run(retirement(undefined, adopted, { searches: true }), world);
            assert.deepEqual([end.kind, end.answers, world.trail], ["settled", [], []]);
        });

        it("rule 13: leaves a settled switch alone", () => {
            const world = new ScriptedWorld();
            const { state } = retire(world);
            const again = new ScriptedWorld();
            const end = retire(again, { old: state });
            assert.deepEqual([end.kind, end.state, again.trail], ["settled", state, []]);
        });
    });

    describe("rule 20: the last look is the last thing", () => {
        for (const slow of ["askGates", "search", "list"] as const) {
            it(`sees a consumer that was moved to the outgoing key during ${slow}, and leaves that key valid`, () => {
                const world = new ScriptedWorld();
                world.before(slow, () => {
                    world.holdings = [holding("web/UPLOADS", "key1.0")];
                });
                const end = retire(world, { searches: true });
                assert.equal(end.kind, "waits");
                assert.match(reasonOf(end), /^web\/UPLOADS holds key1; key1 is left unchanged/);
                assert.equal(end.state.waitingFor, reasonOf(end));
                assert.equal(world.count("regenerate"), 0);
            });
        }

        it("looks again immediately before each further try", () => {
            const world = new ScriptedWorld({ regenerates: ["conflict", "lost before the effect"] });
            assert.equal(retire(world).kind, "settled");
            const tries = world.trail.flatMap((name, at) =>
                name.startsWith("regenerate") ? [world.trail[at - 1]] : [],
            );
            assert.deepEqual(tries, ["look", "look", "look"]);
        });
    });

    describe("rule 19: a list that lags proves nothing", () => {
        for (const asking of ["probe", "blind", "silent"] as const) {
            for (const listLagMs of [3_000, 8_000, 30_000, 60_000]) {
                it(`never says that the new key was regenerated outside, and retires the old one (${asking}, ${listLagMs / 1_000} s)`, () => {
                    const world = new ScriptedWorld({ listLagMs, asking });
                    world.renew("key2");
                    world.holdings = [holding("web/UPLOADS", "key2.1")];
                    const end = retire(world, { desired: { active: { slot: "key2", fingerprint: "key2.1" } } });
                    assert.doesNotMatch(reasonOf(end), /outside/);
                    assert.equal(world.keys.key2, "key2.1");
                    assert.ok(world.count("regenerate") <= 1);
                    assert.equal(end.kind, "settled");
                });
            }
        }

        it("waits, and says that the list is late, where the key is accepted and no list shows it", () => {
            const world = new ScriptedWorld({ listLagMs: 600_000 });
            world.renew("key2");
            world.holdings = [holding("web/UPLOADS", "key2.1")];
            const end = retire(world, { desired: { active: { slot: "key2", fingerprint: "key2.1" } } });
            assert.equal(end.kind, "waits");
            assert.match(reasonOf(end), /^the list of keys does not show the key2 that consumers have/);
            assert.equal(world.count("regenerate"), 0);
        });

        it("waits, and says that lists do not agree, where nobody can be asked and they do not", () => {
            const world = new ScriptedWorld({ asking: "blind" });
            world.renew("key2");
            for (let ms = 1_000; ms < 130_000; ms += 7_000) {
                world.renew("key2", undefined, ms);
            }
            const end = retire(world);
            assert.equal(end.kind, "waits");
            assert.match(reasonOf(end), /^lists of keys do not agree on key2/);
            assert.equal(world.count("regenerate"), 0);
        });

        it("refuses, with the proof, where the key that consumers have is gone", () => {
            for (const asking of ["probe", "blind"] as const) {
                const world = new ScriptedWorld({ asking });
                world.renew("key2");
                const end = retire(world);
                assert.ok(end.kind === "refused" && end.code === "changed-outside");
                assert.match(end.reason, /^key2 was regenerated outside this stack/);
                assert.deepEqual([end.state.waitingFor, end.state.settled], [end.reason, false]);
                assert.equal(world.count("regenerate"), 0);
            }
        });
    });

    describe("rule 4: an outgoing key that is gone", () => {
        it("is settled by a look that follows the proof: a consumer may hold the key that a late list did not show", () => {
            const world = new ScriptedWorld({ listLagMs: 30_000 });
            world.renew("key1");
            world.pass(31_000);
            world.renew("key1");
            world.holdings = [holding("web/UPLOADS", "key1.2")];
            const end = retire(world);
            assert.equal(end.kind, "waits");
            assert.match(reasonOf(end), /web\/UPLOADS holds key1/);
            assert.equal(world.count("regenerate"), 0);
        });

        it("is not regenerated again, once lists over a minute agree that it is gone", () => {
            const world = new ScriptedWorld();
            world.renew("key1");
            const end = retire(world);
            assert.ok(end.kind === "settled");
            assert.deepEqual(end.standby, { slot: "key1", fingerprint: "key1.1" });
            assert.deepEqual([world.count("regenerate"), world.passedMs], [0, 60_000]);
            assert.equal(end.state.outgoingSlot, undefined);
        });

        it("is retired after all where a later list shows it, because the first one was late", () => {
            const world = new ScriptedWorld({ listLagMs: 10_000 });
            world.renew("key1", "key1.0 now");
            const outgoing = { slot: "key1", fingerprint: "key1.0 now" };
            const end = retire(world, { desired: { outgoing } });
            assert.equal(end.kind, "settled");
            assert.deepEqual([world.count("regenerate"), world.count("look")], [1, 2]);
            assert.notEqual(world.keys.key1, outgoing.fingerprint);
        });
    });

    describe("rule 21: a regenerate is not repeated on the word of one list", () => {
        for (const answers of ["none", "old"] as const) {
            it(`makes one where its answer has ${answers} keys, however late the list is`, () => {
                for (const listLagMs of [0, 1_100, 3_000, 7_000, 30_000, 60_000]) {
                    const world = new ScriptedWorld({ listLagMs, answers, asking: "blind" });
                    const end = retire(world);
                    assert.ok(end.kind === "settled");
                    assert.equal(world.count("regenerate"), 1);
                    assert.deepEqual(world.keys, { key1: "key1.1", key2: "key2.0" });
                    assert.deepEqual(end.standby, { slot: "key1", fingerprint: "key1.1" });
                }
            });
        }
    });

    describe("rule 22: a switch is known by its moment and its key", () => {
        it("is not taken for settled where Rotation was made anew with a number that was seen before", () => {
            const { state } = retire(new ScriptedWorld());
            for (const desired of [
                { rotatedAt: "2026-11-24T09:30:00.000Z" },
                { active: { slot: "key2", fingerprint: "key2.1" } },
            ]) {
                const world = new ScriptedWorld();
                world.renew("key2");
                const { active = retirementWanted.active } = desired as Partial<DesiredRetirement>;
                world.holdings = [holding("web/UPLOADS", active.fingerprint)];
                const end = retire(world, { old: state, desired: { ...desired, graceMs: 3_600_000 } });
                assert.equal(end.kind, "waits");
                assert.match(reasonOf(end), /^key1 stays valid until 2026-11-24T11:00:00\.000Z/);
            }
        });
    });

    describe("rule 23: every consumer proves itself", () => {
        const shown = { consumer: "web", rotatedAt: SWITCHED_AT, fingerprint: "key2.0" };

        it("retires where each records this switch", () => {
            assert.equal(retire(new ScriptedWorld(), { desired: { written: [shown] } }).kind, "settled");
        });

        it("waits without a look for one that an update with --target has skipped, names it, and calls no service", () => {
            const skipped = { consumer: "api", rotatedAt: "2026-01-01T00:00:00.000Z", fingerprint: "key1.0" };
            const world = new ScriptedWorld();
            const end = retire(world, { desired: { written: [shown, skipped] } });
            assert.equal(end.kind, "waits");
            assert.match(reasonOf(end), /^api was not written with key2 yet, so key1 stays valid; .*`--target`/);
            assert.deepEqual(world.trail, ["askGates"]);
        });

        it("waits for a resource of the user's own whose outputs are those of the switch before", () => {
            const own = (digest: string) => ({ written: [{ consumer: "own/db", digest }] });
            const first = retire(new ScriptedWorld(), { desired: own("one") });
            assert.equal(first.kind, "settled");
            const next = { rotatedAt: "2026-11-24T09:30:00.000Z", generation: 2 };
            const skipped = retire(new ScriptedWorld(), { old: first.state, desired: { ...next, ...own("one") } });
            assert.match(reasonOf(skipped), /^own\/db was not written with key2 yet/);
            const again = retire(new ScriptedWorld(), { old: skipped.state, desired: { ...next, ...own("one") } });
            assert.equal(again.kind, "waits");
            const written = retire(new ScriptedWorld(), { old: again.state, desired: { ...next, ...own("two") } });
            assert.equal(written.kind, "settled");
        });
    });

    describe("rule 14: look before you regenerate", () => {
        for (const [holds, words] of [
            ["unknown", /^web\/UPLOADS may hold key1 \(its key cannot be told\)/],
            ["missing", /^web\/UPLOADS may hold key1 \(this stack wrote it, and it is not there now\)/],
        ] as const) {
            it(`waits for a place that is ${holds}, such as a secret whose version is disabled, and says why`, () => {
                const world = new ScriptedWorld();
                world.holdings = [{ consumer: "web/UPLOADS", holds }];
                assert.match(reasonOf(retire(world)), words);
                assert.equal(world.count("regenerate"), 0);
            });
        }

        it("waits for a consumer that holds a key which this stack did not give it", () => {
            const world = new ScriptedWorld();
            world.holdings = [holding("web/UPLOADS", "a foreign key")];
            assert.match(reasonOf(retire(world)), /^web\/UPLOADS does not hold key2, which this stack wrote there/);
        });

        it("waits for a place that nobody registered, and asks for no search in an emergency", () => {
            const found = {
                ...NOTHING_FOUND,
                places: [
                    { kind: "setting", place: "old/KEY", holds: ["key1"], foundBy: "fingerprint", movedBy: "nobody" },
                    { kind: "setting", place: "web/KEY", holds: ["key1"], foundBy: "fingerprint", movedBy: "pair" },
                ],
            } as const;
            const world = new ScriptedWorld({ found });
            assert.match(
                reasonOf(retire(world, { searches: true })),
                /^old\/KEY \(setting, not in the program: add it\) holds key1; key1/,
            );
            assert.deepEqual(world.trail, ["list", "search", "askGates", "look"]);
            const urgent = new ScriptedWorld({ found });
            assert.equal(retire(urgent, { searches: true, desired: { urgent: true } }).kind, "settled");
            assert.equal(urgent.count("search"), 0);
        });
    });

    it("rule 21: waits a minute for a consumer whose key no list shows, and sees by then what it holds", () => {
        const world = new ScriptedWorld({ listLagMs: 30_000 });
        world.renew("key1");
        world.holdings = [holding("web/UPLOADS", "key1.1")];
        const end = retire(world, { desired: { urgent: true } });
        assert.match(reasonOf(end), /^web\/UPLOADS holds key1/);
        assert.deepEqual([world.count("regenerate"), world.count("look") > 1], [0, true]);
    });

    describe("rule 8: gates", () => {
        const failed: GateResult = { gate: "httpHealthy(x)", status: "failed", reason: "it answers 500" };
        const waits: GateResult = { gate: "unused(7d)", status: "waiting", reason: "used", until: "2026-12-01" };

        it("stop the update where one failed, and its answer is kept", () => {
            const end = retire(new ScriptedWorld({ gates: [failed] }), { desired: { urgent: true } });
            assert.ok(end.kind === "refused" && end.code === "not-retired");
            assert.deepEqual(end.answers, [failed]);
        });

        it("leave the outgoing key valid while one waits, and until when is remembered", () => {
            const end = retire(new ScriptedWorld({ gates: [waits] }));
            assert.ok(end.kind === "waits" && end.retiresAt === "2026-12-01");
            assert.deepEqual([end.state.retiresAt, end.answers], ["2026-12-01", [waits]]);
        });

        it("say nothing more once an emergency is settled, which waited for none of them", () => {
            const end = retire(new ScriptedWorld({ gates: [waits] }), { desired: { urgent: true } });
            assert.deepEqual([end.kind, end.answers], ["settled", []]);
        });

        it("are asked of this switch: all of them, those that an emergency asks, or those that stand without a question", () => {
            const asked = (desired: Partial<DesiredRetirement>) => {
                const world = new ScriptedWorld();
                retire(world, { desired });
                return world.effects.filter(({ do: name }) => name === "askGates");
            };
            const about = (which: string) => [
                { do: "askGates", about: { kind: "retirement", switchedAt: NOW.toISOString(), asked: which } },
            ];
            assert.deepEqual(asked({}), about("all"));
            assert.deepEqual(asked({ urgent: true }), about("urgent"));
            assert.deepEqual(asked({ graceMs: 1 }), about("standing"));
        });
    });

    describe("rule 33: a wave that is behind", () => {
        it("keeps the outgoing key valid, asks nothing, and counts the switch from when it has its key", () => {
            const world = new ScriptedWorld();
            const behind = retire(world, { desired: { behind: "wave 2 takes key2 after noon" } });
            assert.equal(behind.kind, "waits");
            assert.deepEqual([world.trail, behind.answers], [[], []]);
            const later = new ScriptedWorld();
            later.pass(3_600_000);
            const end = retire(later, { old: behind.state, desired: { graceMs: 1 } });
            assert.equal(end.state.switchedAt, "2026-11-24T11:00:00.000Z");
        });
    });

    describe("rule 17: another source", () => {
        const former: RetirementState = {
            source: "former",
            generation: 3,
            rotatedAt: "2026-11-01T00:00:00.000Z",
            fingerprint: "x",
            outgoingSlot: "key2",
            digests: {},
            settled: false,
            switchedAt: "2026-11-01T00:00:00.000Z",
        };
        const { outgoing: _, ...adopted } = retirementWanted;

        it("is not begun without a word of what the one before has left unfinished", () => {
            const world = new ScriptedWorld();
            run(retirement(former, adopted, { searches: false }), world);
            assert.deepEqual(world.told("warn"), [
                "key2 of former, the source before, was not retired and still works; regenerate it by hand",
            ]);
        });

        it("needs no word where nothing was outgoing, nor where it is the same source", () => {
            const { outgoingSlot: __, ...nothing } = former;
            for (const old of [nothing, { ...former, settled: true }, { ...former, source: "account" }]) {
                const world = new ScriptedWorld();
                run(retirement(old, adopted, { searches: false }), world);
                assert.deepEqual(world.told("warn"), []);
            }
        });
    });

    it("gives consumers that cannot be confirmed their time within the update, and says until when", () => {
        const world = new ScriptedWorld();
        assert.equal(retire(world, { desired: { settleMs: 60_000 } }).kind, "settled");
        assert.deepEqual(world.trail, ["pause 60 s", "askGates", "look", "regenerate key1"]);
        assert.match(world.told("report")[0] ?? "", /^waiting until 2026-11-24T10:01:00\.000Z for consumers/);
    });

    it("fails with what the service says where it refuses the regenerate", () => {
        const world = new ScriptedWorld({ regenerates: [new Error("403")] });
        assert.throws(() => retire(world), /^Error: 403$/);
    });
});
