import assert from "node:assert/strict";
import { firstDecision, type Rule } from "../../components/lifecycle/rule";
import type { RuleId } from "../../components/lifecycle/rules";

const rule = (id: RuleId, decides: (of: number) => string | undefined): Rule<number, string> => ({
    id,
    sentence: `Rule ${id}.`,
    decide: decides,
});

describe("a list of rules", () => {
    const rules = [
        rule(1, (of) => (of > 10 ? "large" : undefined)),
        rule(2, (of) => (of > 5 ? "middling" : undefined)),
        rule(3, (of) => (of > 0 ? "" : undefined)),
    ];

    it("decides by the first rule that has something to say", () => {
        assert.deepEqual(
            [11, 6, 1].map((of) => firstDecision(rules, of)),
            ["large", "middling", ""],
        );
    });

    it("fails where none has, because the last one always should", () => {
        assert.throws(() => firstDecision(rules, 0), /no rule decides this case/);
    });
});
