import assert from "node:assert/strict";
import { holdersOf, keyIn, otherSlot, unlistedIn } from "../../components/lifecycle/state";

describe("what is seen of a pair", () => {
    it("names the consumers that hold a key, or may hold it", () => {
        const holdings = [
            { consumer: "web", holds: { fingerprint: "a" } },
            { consumer: "api", holds: { fingerprint: "b" } },
            { consumer: "vault", holds: "unknown" },
            { consumer: "job", holds: "missing" },
            { consumer: "new", holds: "nothing" },
        ] as const;
        assert.deepEqual(holdersOf("a", { holdings }), [
            { consumer: "web", why: "holds" },
            { consumer: "vault", why: "unknown" },
            { consumer: "job", why: "missing" },
        ]);
    });

    it("tells the keys of consumers that no slot shows", () => {
        const holdings = [
            { consumer: "web", holds: { fingerprint: "a" } },
            { consumer: "api", holds: { fingerprint: "x" } },
            { consumer: "old", holds: { fingerprint: "y" }, isOther: true },
            { consumer: "vault", holds: "unknown" },
            { consumer: "new", holds: "nothing" },
        ] as const;
        assert.deepEqual(unlistedIn({ fingerprints: { key1: "a", key2: "b" }, holdings }), ["x"]);
    });

    it("knows the slot beside each", () => {
        assert.equal(otherSlot(["key1", "key2"], "key1"), "key2");
        assert.equal(otherSlot(["key1", "key2"], "key2"), "key1");
    });

    it("has no fingerprint for a slot in which nothing stands", () => {
        assert.deepEqual(keyIn("key2", { fingerprints: { key1: "a" } }), { slot: "key2", fingerprint: "" });
    });
});
