import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { explanationOf } from "../../cli/explain";
import { errorCodes } from "../../components/lifecycle/errorCodes";

describe("the codes of errors", () => {
    it("have an id of their own each", () => {
        const ids = Object.values(errorCodes).map(({ id }) => id);
        assert.equal(new Set(ids).size, ids.length);
        assert.ok(ids.every((id) => /^TK\d{3}$/.test(id)));
    });

    for (const [name, { id, happened, safe, next }] of Object.entries(errorCodes)) {
        it(`${id} is explained by its id, in any case, and by its name`, () => {
            const explanation = `${id} ${name}\n\nHappened: ${happened}\nSafe:     ${safe}\nNext:     ${next}`;
            for (const wanted of [id, id.toLowerCase(), name]) {
                assert.equal(explanationOf(wanted), explanation);
            }
        });

        it(`${id} is a heading for whoever is on call, with the same text`, async () => {
            const page = await readFile("docs/on-call.md", "utf8");
            const [, section = ""] = page.split(`### ${id} ${name}\n`);
            const text = section.replaceAll(/\s+/g, " ");
            assert.ok(text.startsWith(` ${happened} ${safe} ${next} `), text.slice(0, 300));
        });
    }

    it("are no more than these", () => {
        assert.equal(explanationOf("TK999"), undefined);
        assert.equal(explanationOf(""), undefined);
    });
});
