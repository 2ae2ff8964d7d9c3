import assert from "node:assert/strict";
import { answerOfModule } from "../components/boundedAnswer";

describe("what a module of the user's own answers", () => {
    it("is its answer, or what it throws, at once or later", async () => {
        assert.equal(await answerOfModule(() => 1), 1);
        assert.equal(await answerOfModule(() => Promise.resolve(2)), 2);
        await assert.rejects(
            answerOfModule(() => {
                throw new Error("broken");
            }),
            /^Error: broken$/,
        );
        await assert.rejects(
            answerOfModule(() => Promise.reject(new Error("broken"))),
            /^Error: broken$/,
        );
    });

    it("is waited for no longer than it may take", async () => {
        const never = new Promise<never>(() => {});
        await assert.rejects(
            answerOfModule(() => never, 20),
            /^Error: it gave no answer within 20ms$/,
        );
    });
});
