import assert from "node:assert/strict";
import { type PairEnd, restartsIn, summaryOf } from "../../components/lifecycle/summary";

const settled: PairEnd = { kind: "settled", isNew: true };
const asBefore: PairEnd = { kind: "settled", isNew: false };

function summary(...ends: readonly PairEnd[]): string | undefined {
    return summaryOf(ends.map((end, index) => [`pair${index}`, end]));
}

describe("the last line of a stack with several pairs", () => {
    it("says how many are settled, and who waits for what", () => {
        const waits: PairEnd = { kind: "waits", until: "2026-11-28T10:00:00.000Z", why: "grace", for: ["media-team"] };
        assert.equal(
            summary(settled, settled, waits),
            "3 pairs: 2 settled on the new key, pair2 waits until 2026-11-28 (grace) and for media-team",
        );
        assert.equal(summary(asBefore, { kind: "waits", for: [] }), "2 pairs: 1 settled as before, pair1 waits");
        assert.match(summary(settled, { kind: "waits", for: ["a", "b"] }) ?? "", /pair1 waits for a and b$/);
        const until = { kind: "waits", until: "2026-11-28T10:00:00.000Z", for: [] } as const;
        assert.match(summary(settled, until) ?? "", /pair1 waits until 2026-11-28$/);
    });

    it("counts what a preview would do, what was adopted and what stopped", () => {
        assert.equal(
            summary({ kind: "would adopt" }, { kind: "would change" }, { kind: "adopted" }, { kind: "stopped" }),
            "4 pairs: 1 to adopt, 1 to change, 1 adopted, 1 stopped",
        );
    });

    it("names ten that wait, and counts the others", () => {
        const text = summary(...Array.from({ length: 12 }, () => ({ kind: "waits", for: [] }) as const));
        assert.match(text ?? "", /^12 pairs: pair0 waits, .*pair9 waits, 2 more wait$/);
    });

    it("is not said of a pair alone, nor where nothing has happened", () => {
        assert.equal(summary(settled), undefined);
        assert.equal(summary(asBefore, asBefore), undefined);
    });
});

describe("the restarts of an update", () => {
    it("are counted where an application has more than one", () => {
        assert.equal(
            restartsIn(["web", "jobs", "web"]),
            "web restarts 2 times: each pair writes when its own new key is accepted",
        );
        assert.equal(restartsIn(["web", "jobs"]), undefined);
    });
});
