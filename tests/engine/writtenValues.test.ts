import assert from "node:assert/strict";
import { stillWritten, writtenValues } from "../../components/engine/writtenValues";

describe("what is remembered of the values of a place", () => {
    const written = writtenValues({ UPLOADS: "connection", KEY: "key" });

    it("is none of the values themselves", () => {
        assert.deepEqual(Object.keys(written), ["UPLOADS", "KEY"]);
        for (const digest of Object.values(written)) {
            assert.match(digest, /^[0-9a-f]{64}$/);
        }
    });

    it("is kept of those that are seen as they were written, and not of those that were edited or are gone", () => {
        const seen = { UPLOADS: { value: "connection" }, KEY: { value: "edited" } };
        assert.deepEqual(stillWritten(written, seen, "f"), { UPLOADS: written.UPLOADS });
        assert.deepEqual(stillWritten(written, {}, "f"), {});
    });

    it("is not kept where something else about a value is not as declared", () => {
        const seen = { UPLOADS: { value: "connection", isChanged: true }, KEY: { value: "key", isChanged: false } };
        assert.deepEqual(stillWritten(written, seen, "f"), { KEY: written.KEY });
    });

    it("is judged by the fingerprint where a value is not shown", () => {
        const seen = { UPLOADS: { fingerprint: "f" }, KEY: { fingerprint: undefined } };
        assert.deepEqual(stillWritten(written, seen, "f"), { UPLOADS: written.UPLOADS });
    });
});
