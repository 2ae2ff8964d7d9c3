import assert from "node:assert/strict";
import { applied } from "../../kubernetes/applied";

describe("server-side apply, in the sandbox's cluster", () => {
    it("sets what is given beside what others have set", () => {
        const live = { data: { theirs: "t" }, metadata: { labels: { team: "media" } } };
        assert.deepEqual(applied(live, {}, { data: { key: "k" } }), { ...live, data: { theirs: "t", key: "k" } });
    });

    it("takes away what the manager has set and does not set any more, with what is empty then", () => {
        const live = { data: { theirs: "t", key: "k" }, spec: { template: { annotations: { a: "1" } } } };
        const before = { data: { key: "k" }, spec: { template: { annotations: { a: "1" } } } };
        assert.deepEqual(applied(live, before, {}), { data: { theirs: "t" } });
        assert.deepEqual(applied(live, before, { data: { other: "o" } }), { data: { theirs: "t", other: "o" } });
    });

    it("leaves what somebody has given another value since", () => {
        assert.deepEqual(applied({ data: { key: "by hand" } }, { data: { key: "k" } }, {}), {
            data: { key: "by hand" },
        });
        assert.deepEqual(applied({ data: { key: "by hand" } }, { data: { key: "k" } }, { data: { key: "k" } }), {
            data: { key: "k" },
        });
    });
});
