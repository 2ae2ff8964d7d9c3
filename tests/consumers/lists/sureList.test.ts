import assert from "node:assert/strict";
import { lookedList, sureList } from "../../../components/consumers/lists/sureList";
import { fakeAccess } from "../support/fakeAccess";

type Answer = readonly string[] | "absent";

/** Lists one after the other; the last one stays. */
function listing(answers: readonly Answer[], known: readonly string[]) {
    let asked = 0;
    const access = fakeAccess(() => undefined);
    const whole = {
        name: "the app settings of web",
        ask: async () => answers[Math.min(asked++, answers.length - 1)] ?? "absent",
        namesIn: (names: readonly string[]) => names,
        known,
    };
    return { access, whole, asked: () => asked };
}

describe("rule 31: a whole is never written from a list that lacks what was known to be in it", () => {
    const sure: readonly [string, readonly Answer[], readonly string[], Answer, readonly number[]][] = [
        ["has all that was written, in any spelling", [["A", "Ours"]], ["OURS"], ["A", "Ours"], []],
        ["is the first one of a place that was never written", [["A"]], [], ["A"], []],
        ["is complete the second time", [[], ["A", "OURS"]], ["OURS"], ["A", "OURS"], [1_000]],
        ["is complete the last time", [[], ["A"], [], ["A", "OURS"]], ["OURS"], ["A", "OURS"], [1_000, 2_000, 4_000]],
        ["is there after all", ["absent", "absent", ["OURS"]], ["OURS"], ["OURS"], [1_000, 2_000]],
        ["is absent each time", ["absent"], ["OURS"], "absent", [1_000, 2_000, 4_000]],
        ["is absent, and was never written", ["absent"], [], "absent", []],
        ["is empty each time, and was never written", [[]], [], [], [1_000, 2_000]],
        ["is not empty after all, and was never written", [[], ["A"]], [], ["A"], [1_000]],
        ["lacks each time what somebody has deleted", [["A"]], ["OURS"], ["A"], [1_000, 2_000, 4_000]],
    ];
    for (const [title, answers, known, expected, pauses] of sure) {
        it(`takes a list that ${title}`, async () => {
            const { access, whole, asked } = listing(answers, known);
            assert.deepEqual(await sureList(whole, access), expected);
            assert.deepEqual(access.paused, pauses);
            assert.equal(asked(), pauses.length + 1);
        });
    }

    it("says what somebody has taken away", async () => {
        const { access, whole } = listing([["A"]], ["OURS", "MORE"]);
        await sureList(whole, access);
        assert.deepEqual(access.warned, ["the app settings of web: OURS, MORE was taken away outside this stack"]);
    });

    const refused: readonly [string, readonly Answer[], RegExp][] = [
        ["is empty each time", [[]], /the list of it is empty, although this stack has written OURS/],
        ["contradicts the one before", [[], ["A", "B"], ["A", "B"], ["A"]], /one list of it contradicts the other/],
        ["follows an answer that there is none", ["absent", "absent", "absent", ["A"]], /contradicts the other/],
    ];
    for (const [title, answers, why] of refused) {
        it(`refuses a list that ${title}`, async () => {
            const { access, whole } = listing(answers, ["OURS"]);
            await assert.rejects(sureList(whole, access), (error: Error) => {
                assert.match(error.message, why);
                assert.match(
                    error.message,
                    /^the app settings of web: .*nothing was written, .* still works; .*`pulumi up`/,
                );
                return true;
            });
        });
    }
});

describe("a look at a whole", () => {
    const looks: readonly [string, readonly Answer[], Answer, readonly number[]][] = [
        ["believes a list that has all", [["OURS", "A"]], ["OURS", "A"], []],
        ["believes that there is none", ["absent"], "absent", []],
        ["asks again if it is empty", [[], ["OURS"]], ["OURS"], [1_000]],
        ["believes after two more that it is empty", [[]], [], [1_000, 2_000]],
        ["asks again if what is declared is missing, and believes a list that agrees", [["A"]], ["A"], [1_000]],
        ["asks once more if the lists do not agree", [["A"], ["A", "B"], ["OURS", "B"]], ["OURS", "B"], [1_000, 2_000]],
    ];
    for (const [title, answers, expected, pauses] of looks) {
        it(title, async () => {
            const { access, whole } = listing(answers, ["OURS"]);
            assert.deepEqual(await lookedList(whole, access), expected);
            assert.deepEqual(access.paused, pauses);
        });
    }
});
