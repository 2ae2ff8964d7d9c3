import assert from "node:assert/strict";
import { ask, type Effect, type Sequence } from "../../components/lifecycle/effects";
import { type LastLook, newKeyIn, regenerateOnce } from "../../components/lifecycle/regenerate";
import { keyIn } from "../../components/lifecycle/state";
import { run } from "./support/run";
import { ScriptedWorld, type Weather } from "./support/scriptedWorld";

function* lookAtKey2(): Sequence<LastLook<never>> {
    return { regenerate: keyIn("key2", yield* ask({ do: "look" })) };
}

/** Regenerates key2 in this weather. */
function regenerate(weather: Weather = {}) {
    const world = new ScriptedWorld(weather);
    const end = () => run(regenerateOnce(lookAtKey2), world);
    return { end, world };
}

function madeIn({ end }: ReturnType<typeof regenerate>) {
    const ended = end();
    assert.ok("made" in ended);
    return ended.made;
}

describe("a regenerate and what it made", () => {
    it("is certain of the key that the answer of the only one names, without a list", () => {
        const asked = regenerate();
        assert.deepEqual(madeIn(asked), {
            slot: "key2",
            fingerprint: "key2.1",
            former: "key2.0",
            isCertain: true,
            isRepeated: false,
        });
        assert.deepEqual(asked.world.trail, ["look", "regenerate key2"]);
    });

    it("stops where the last look says so, and regenerates nothing", () => {
        const world = new ScriptedWorld();
        const end = run(
            regenerateOnce<string>(function* () {
                yield* ask({ do: "look" });
                return { stop: "somebody holds it" };
            }),
            world,
        );
        assert.deepEqual([end, world.trail], [{ stop: "somebody holds it" }, ["look"]]);
    });

    describe("rule 21: after an answer of success, another list", () => {
        it("is asked after growing pauses, for two minutes, and the key that it shows is not certain", () => {
            const asked = regenerate({ answers: "none", listLagMs: 120_000 });
            const { fingerprint, isCertain, isRepeated } = madeIn(asked);
            assert.deepEqual([fingerprint, isCertain, isRepeated], ["key2.1", false, false]);
            assert.deepEqual(
                asked.world.trail.filter((name) => name.startsWith("pause")),
                ["pause 1 s", "pause 2 s", "pause 4 s", "pause 8 s", "pause 15 s", "pause 30 s", "pause 60 s"],
            );
        });

        it("ends with an error where two regenerates were answered with success and no list ever shows a new key", () => {
            const asked = regenerate({ answers: "none", listLagMs: 3_600_000 });
            assert.throws(asked.end, {
                code: "service",
                message: "key2 was regenerated, but no list of keys shows the new key after two minutes",
            });
            assert.deepEqual([asked.world.count("regenerate"), asked.world.count("look")], [2, 2]);
        });

        it("shows a repeat's key, which is never certain", () => {
            const asked = regenerate({ regenerates: ["lost before the effect", "done"] });
            const { fingerprint, isCertain, isRepeated, former } = madeIn(asked);
            assert.deepEqual([fingerprint, isCertain, isRepeated, former], ["key2.1", false, true, "key2.0"]);
        });
    });

    describe("a regenerate whose answer was lost", () => {
        it("is made once where a list shows that it took effect", () => {
            const asked = regenerate({ regenerates: ["lost after the effect"], listLagMs: 40_000 });
            assert.deepEqual([madeIn(asked).fingerprint, asked.world.count("regenerate")], ["key2.1", 1]);
        });

        it("is repeated after a minute of unchanged lists, because no list is known to lag longer", () => {
            const asked = regenerate({ regenerates: ["lost before the effect"] });
            assert.equal(madeIn(asked).fingerprint, "key2.1");
            assert.equal(asked.world.count("regenerate"), 2);
            assert.equal(asked.world.passedMs, 60_000);
        });

        it("is given two minutes where it may be under way", () => {
            const asked = regenerate({ regenerates: ["under way"], listLagMs: 60_000 });
            const { fingerprint, isRepeated } = madeIn(asked);
            assert.deepEqual([fingerprint, isRepeated, asked.world.count("regenerate")], ["key2.1", false, 1]);
        });

        it("is not repeated where the last look finds another key than before", () => {
            const world = new ScriptedWorld({ regenerates: ["lost before the effect"] });
            const looks = ["key2.0", "key2.late"];
            Object.assign(world, { look: () => ({ fingerprints: { key2: looks.shift() }, holdings: [] }) });
            assert.deepEqual(run(regenerateOnce(lookAtKey2), world), {
                made: {
                    slot: "key2",
                    fingerprint: "key2.late",
                    former: "key2.0",
                    isCertain: false,
                    isRepeated: false,
                },
            });
        });

        it("is repeated where it left its slot without a key", () => {
            for (const left of ["", undefined]) {
                const world = new ScriptedWorld({ regenerates: ["lost before the effect"] });
                const looks = ["key2.0", left];
                Object.assign(world, {
                    look: () => ({ fingerprints: { key2: looks.shift() }, holdings: [] }),
                    list: () => ({ key2: left }),
                });
                const end = run(regenerateOnce(lookAtKey2), world);
                assert.ok("made" in end);
                assert.deepEqual([end.made.fingerprint, end.made.isRepeated], ["key2.1", true]);
                assert.equal(world.count("regenerate"), 2);
            }
        });

        it("ends with its cause where two were lost", () => {
            const asked = regenerate({ regenerates: ["lost before the effect", "lost before the effect"] });
            assert.throws(asked.end, /^Error: lost before the effect$/);
            assert.equal(asked.world.count("regenerate"), 2);
        });
    });

    describe("a conflict with another operation", () => {
        it("is waited for with growing pauses, and each is told", () => {
            const asked = regenerate({ regenerates: Array<"conflict">(6).fill("conflict") });
            const { isCertain, isRepeated } = madeIn(asked);
            assert.deepEqual([isCertain, isRepeated], [true, false]);
            assert.deepEqual(
                asked.world.trail.filter((name) => name.startsWith("pause")),
                ["pause 2 s", "pause 4 s", "pause 8 s", "pause 16 s", "pause 30 s", "pause 30 s"],
            );
            assert.match(asked.world.told("report")[0] ?? "", /another operation is under way.*next try in 2 s/);
        });

        it("ends with its cause after five minutes", () => {
            const asked = regenerate({ regenerates: Array<"conflict">(100).fill("conflict") });
            assert.throws(asked.end, /^Error: conflict$/);
            assert.equal(asked.world.passedMs, 300_000);
        });
    });
});

describe("the key that an answer or a list shows", () => {
    const former = { slot: "key2", fingerprint: "key2.0" };
    const cause = new Error("lost");

    function shown(answer: Parameters<typeof newKeyIn>[1], lists: readonly string[] = []) {
        const left = [...lists];
        const pauses: number[] = [];
        const sequence = newKeyIn(former, answer);
        let step = sequence.next();
        while (step.done !== true) {
            const effect: Effect = step.value;
            if (effect.do === "pause") {
                pauses.push(effect.ms);
            }
            step = sequence.next(effect.do === "list" ? { key2: left.shift() ?? "key2.0" } : undefined);
        }
        return { seen: step.value, pauses };
    }

    it("is the answer's where that differs from the one before, and is believed without a list", () => {
        const fingerprints = { key2: "key2.1" };
        assert.deepEqual(shown({ kind: "done", fingerprints }), {
            seen: { fingerprint: "key2.1", isCertain: true },
            pauses: [],
        });
    });

    it("is the answer's, although it stood there before, where we chose it ourselves", () => {
        const fingerprints = { key2: "key2.0" };
        const { seen } = shown({ kind: "done", fingerprints, isChosen: true });
        assert.deepEqual(seen, { fingerprint: "key2.0", isCertain: true });
        assert.equal(shown({ kind: "done", fingerprints }).seen, undefined);
    });

    it("is the list's where the answer names only another slot's", () => {
        const { seen, pauses } = shown({ kind: "done", fingerprints: { key1: "x" } }, ["key2.0", "key2.1"]);
        assert.deepEqual([seen, pauses], [{ fingerprint: "key2.1", isCertain: false }, [1_000, 2_000]]);
    });

    it("is looked for after as long as the service asks to be left alone", () => {
        const { pauses } = shown({ kind: "lost", cause, mayBeUnderWay: false, retryAfterMs: 17_000 });
        assert.deepEqual(pauses, [17_000, 17_000, 17_000, 17_000, 17_000, 30_000]);
    });

    it("is looked for a minute longer where the regenerate may be under way", () => {
        const { pauses } = shown({ kind: "lost", cause, mayBeUnderWay: true, retryAfterMs: 0 });
        assert.equal(pauses.at(-1), 60_000);
    });
});
