import assert from "node:assert/strict";
import { shipped } from "../../components/lifecycle/lifecycle";
import { type LifecycleRule, rules } from "../../components/lifecycle/rules";
import { decisionsOf } from "../../docs/generator/decisionsOf";

const lists = ["adoptionRules", "rotationRules", "retirementRules", "waveRules"] as const;
const all: readonly LifecycleRule[] = rules;

describe("the rules of the lifecycle", () => {
    it("are numbered from 1 to 34, in order", () => {
        assert.deepEqual(
            rules.map(({ id }) => id),
            Array.from({ length: 34 }, (_, index) => index + 1),
        );
    });

    for (const { id, name, sentence, because, keptBy } of all) {
        it(`say what rule ${id} promises and why, and name exactly the lists that decide by it`, () => {
            for (const text of [sentence, because]) {
                assert.match(text, /^[A-Z`"].*[.!]$/);
            }
            assert.match(name, /\S/);
            assert.deepEqual(
                lists.filter((list) => keptBy.includes(list)),
                lists.filter((list) => shipped[list].some((decision) => decision.id === id)),
            );
        });

        it(`name what keeps rule ${id}`, () => {
            assert.notEqual(keptBy.length, 0);
            for (const keeper of keptBy) {
                assert.ok(keeper in shipped || /^components\/.+\.ts$/.test(keeper), `nothing is called ${keeper}`);
            }
        });
    }

    it("have their decisions told by list", () => {
        const told = decisionsOf(9, shipped);
        assert.deepEqual(told.retirementRules, []);
        assert.deepEqual(told.rotationRules, [
            "A pinned pair defers a rotation.",
            "A pinned pair refuses an emergency.",
            "A pin switches to its slot and regenerates nothing.",
        ]);
        assert.equal(told.waveRules.length, 1);
        assert.equal(decisionsOf(23, shipped).retirementRules.length, 1);
    });

    it("are made of decisions that each have a sentence of their own", () => {
        for (const list of lists) {
            const sentences = shipped[list].map(({ sentence }) => sentence);
            assert.deepEqual(
                sentences.filter(
                    (sentence) =>
                        !/^[A-Z].*\.$/.test(sentence) &&
                        !sentence.startsWith("there-and-back ") &&
                        !sentence.startsWith("`found` "),
                ),
                [],
            );
            assert.equal(new Set(sentences).size, sentences.length);
        }
    });
});
