import assert from "node:assert/strict";
import { afterExemptions, idleExemptions } from "../../../policies/analyzer/exemptions";

const NOW = new Date("2027-01-01T12:00:00Z");
const finding = { urn: "urn:1", names: ["web", "uploads"], message: "web holds a key." };

function exemption(name: string, until: string) {
    return { name, reason: "moves in spring", until };
}

describe("exemptions", () => {
    it("leave out the findings of a resource, by any of its names, up to their last day", () => {
        assert.deepEqual(afterExemptions([finding], [exemption("web", "2027-01-01")], NOW), []);
        assert.deepEqual(afterExemptions([finding], [exemption("uploads", "2027-06-30")], NOW), []);
    });

    it("do not touch other resources", () => {
        assert.deepEqual(afterExemptions([finding], [exemption("worker", "2027-06-30")], NOW), [finding]);
    });

    it("are told with the finding once they have ended", () => {
        assert.equal(
            afterExemptions([finding], [exemption("web", "2026-12-31")], NOW)[0]?.message,
            "web holds a key. The exemption of web (moves in spring) ended on 2026-12-31: it must be renewed or removed from the configuration.",
        );
    });

    it("count while one of several has not ended", () => {
        const both = [exemption("web", "2026-12-31"), exemption("web", "2027-06-30")];
        assert.deepEqual(afterExemptions([finding], both, NOW), []);
    });

    it("never hold for ever: a day that is none has ended", () => {
        assert.equal(afterExemptions([finding], [exemption("web", "2027-13-45")], NOW).length, 1);
    });

    it("that have ended and concern nothing are to be removed", () => {
        const ended = exemption("worker", "2026-12-31");
        assert.deepEqual(idleExemptions([finding], [ended, exemption("web", "2026-12-31")], NOW), [ended]);
        assert.deepEqual(idleExemptions([], [exemption("worker", "2027-06-30")], NOW), []);
    });
});
