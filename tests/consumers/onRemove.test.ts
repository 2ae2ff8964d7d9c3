import assert from "node:assert/strict";
import { type OnRemove, onRemoveProblems } from "../../components/consumers/onRemove";

describe("what becomes of a place when it is removed", () => {
    const place = { kind: "appSettings", argument: "consumers[1]" };

    it("is one of two things, or left to the default", () => {
        assert.deepEqual(onRemoveProblems(place), []);
        assert.deepEqual(onRemoveProblems({ ...place, onRemove: "keep" }), []);
        assert.deepEqual(onRemoveProblems({ ...place, onRemove: "delete" }), []);
        const [problem] = onRemoveProblems({ ...place, onRemove: "forget" as OnRemove });
        assert.equal(problem?.property, "consumers[1].onRemove");
    });
});
