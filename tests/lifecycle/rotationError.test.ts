import assert from "node:assert/strict";
import { RotationError } from "../../components/lifecycle/rotationError";

describe("RotationError", () => {
    it("says its sentence and keeps its cause, without a stack that would bury the sentence", () => {
        const cause = new Error("reset");
        const error = new RotationError("service", "the service failed; no key was changed", { cause });
        assert.equal(error.name, "RotationError");
        assert.equal(error.message, "the service failed; no key was changed");
        assert.equal(error.cause, cause);
        assert.equal(error.stack, "TK011 (service): npx pulumi-two-key explain TK011");
    });
});
