import assert from "node:assert/strict";
import { ArmError } from "../../../components/azure/armError";
import { unlessGone } from "../../../components/engine/rotation/unlessGone";

const gone = new ArmError(404, "404 (ResourceNotFound)", { armCode: "ResourceNotFound" });
const proxy = new ArmError(404, "404 (no further word)");

/** Asks what gives these answers, one after the other and the last one for ever. */
async function asked(...answers: readonly (string | ArmError)[]) {
    const slept: number[] = [];
    let index = 0;
    const ask = () => {
        const answer = answers[Math.min(index, answers.length - 1)];
        index += 1;
        return typeof answer === "string" ? Promise.resolve(answer) : Promise.reject(answer);
    };
    const answer = await unlessGone(ask, (ms) => Promise.resolve(slept.push(ms)));
    return { answer, slept };
}

describe("a source that is asked for in a refresh", () => {
    it("is asked once where it answers", async () => {
        assert.deepEqual(await asked("keys"), { answer: "keys", slept: [] });
    });

    it("rule 31: is gone only where it is not found each time", async () => {
        assert.deepEqual(await asked(gone), { answer: "absent", slept: [1_000, 2_000, 4_000] });
        assert.deepEqual(await asked(gone, gone, gone, "keys"), { answer: "keys", slept: [1_000, 2_000, 4_000] });
    });

    it("rule 31: is not gone on the word of somebody in between", async () => {
        await assert.rejects(asked(proxy), /no further word/);
        await assert.rejects(asked(gone, proxy), /no further word/);
    });
});
