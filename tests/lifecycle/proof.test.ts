import assert from "node:assert/strict";
import { digestsOf, unproven, type WrittenProof } from "../../components/lifecycle/proof";

const NOW = { rotatedAt: "2026-11-24T10:00:00.000Z", fingerprint: "new" };

describe("rule 23: every consumer proves itself", () => {
    const web = (changes: Partial<typeof NOW> = {}): WrittenProof => ({ consumer: "web", ...NOW, ...changes });
    const own = (digest: string): WrittenProof => ({ consumer: "own", digest });

    it("takes a consumer for written that was written by this switch", () => {
        assert.deepEqual(unproven([web()], NOW, {}), []);
    });

    it("names one that was written with another key, or at another moment with the same key", () => {
        assert.deepEqual(unproven([web({ fingerprint: "old" })], NOW, {}), ["web"]);
        assert.deepEqual(unproven([web({ rotatedAt: "2026-11-20T10:00:00.000Z" })], NOW, {}), ["web"]);
    });

    it("takes a secret for written by the version that its resource wrote since the switch, whatever its tags say", () => {
        const secret = (createdAt: string, since?: string): WrittenProof => ({
            ...web({ fingerprint: "old", rotatedAt: "2026-11-20T10:00:00.000Z" }),
            version: { uri: "v", createdAt, ...(since === undefined ? {} : { since }) },
        });
        // A vault counts in seconds.
        for (const at of ["2026-11-24T10:00:00.000Z", "2026-11-24T10:00:07.000Z"]) {
            assert.deepEqual(unproven([secret(at)], { ...NOW, rotatedAt: "2026-11-24T10:00:00.700Z" }, {}), []);
        }
        assert.deepEqual(unproven([secret("2026-11-24T09:59:59.000Z")], NOW, {}), ["web"]);
        const since = "2026-11-25T00:00:00.000Z";
        assert.deepEqual(unproven([secret("2026-11-24T12:00:00.000Z", since)], NOW, {}), ["web"]);
        assert.deepEqual(unproven([secret(since, since)], NOW, {}), []);
    });

    it("names one whose outputs are those from before the switch, and only that one", () => {
        const other: WrittenProof = { consumer: "other", digest: "d" };
        assert.deepEqual(unproven([own("a"), other, web()], NOW, { own: "a", other: "c" }), ["own"]);
    });

    it("takes a resource of the user's own for written whose outputs have changed, or which is new", () => {
        assert.deepEqual(unproven([own("b")], NOW, { own: "a" }), []);
        assert.deepEqual(unproven([own("b")], NOW, { other: "b" }), []);
        assert.deepEqual(unproven([own("b")], NOW, undefined), []);
    });

    it("never believes a resource without outputs", () => {
        assert.deepEqual(unproven([own("")], NOW, {}), ["own"]);
        assert.deepEqual(unproven([own("")], NOW, { own: "a" }), ["own"]);
        assert.deepEqual(unproven([own("")], NOW, undefined), ["own"]);
    });

    it("asks nobody where there are no consumers", () => {
        assert.deepEqual(unproven([], NOW, undefined), []);
        assert.deepEqual(digestsOf([]), {});
    });

    it("keeps the digests, and nothing of those who say which switch wrote them", () => {
        assert.deepEqual(digestsOf([web(), own("a"), { consumer: "other", digest: "" }]), { own: "a", other: "" });
    });
});
