import assert from "node:assert/strict";
import { field, listAt, momentAt, numberAt, reveal, textAt, UNKNOWN } from "../../../policies/stack/value";
import { secret, UNKNOWN_TEXT } from "../support/stacks";

const OUTPUT_VALUE = "d0e6a833031e9bbcd3f4e8bde6ca49a4";
const SIGNATURE = "4dabf18193072939515e22adb298388d";

describe("values as the engine sends them", () => {
    const tree = { a: secret({ b: [secret("text")], unknown: UNKNOWN_TEXT }), n: "12", at: "2027-01-01T00:00:00Z" };

    it("are found at their path, out of the wrappers of secrets", () => {
        assert.equal(textAt(tree, "a", "b", "0"), "text");
        assert.deepEqual(listAt(tree, "a", "b").length, 1);
        assert.equal(numberAt(tree, "n"), 12);
        assert.equal(momentAt(tree, "at"), Date.UTC(2027, 0, 1));
    });

    it("are undefined where there is no such path, and never what a prototype has", () => {
        assert.equal(field(tree, "a", "c", "d"), undefined);
        assert.equal(field(tree, "constructor"), undefined);
        assert.equal(numberAt(tree, "at"), undefined);
        assert.equal(momentAt(tree, "n", "x"), undefined);
        assert.deepEqual(listAt(tree, "n"), []);
    });

    it("are unknown where a part of the path is", () => {
        assert.equal(field(tree, "a", "unknown"), UNKNOWN);
        assert.equal(field(tree, "a", "unknown", "deeper"), UNKNOWN);
        assert.equal(textAt(tree, "a", "unknown"), undefined);
        assert.equal(field({ [SIGNATURE]: OUTPUT_VALUE, secret: true }), UNKNOWN);
    });

    it("tell whether they are secret", () => {
        assert.deepEqual(reveal(secret("x")), { value: "x", secret: true });
        assert.deepEqual(reveal({ [SIGNATURE]: OUTPUT_VALUE, value: "x", secret: true }), { value: "x", secret: true });
        assert.deepEqual(reveal("x"), { value: "x", secret: false });
        assert.deepEqual(reveal(secret(UNKNOWN_TEXT)), { value: UNKNOWN, secret: true });
    });
});
