import assert from "node:assert/strict";
import { findAll, listAll } from "../../../components/consumers/lists/listAll";
import { fakeAccess, Refused } from "../support/fakeAccess";

const call = { method: "GET", path: "/a/providers/N/t/one", apiVersion: "2025-01-01" } as const;

describe("a list that comes in pages", () => {
    it("is read to its end, at Resource Manager and nowhere else", async () => {
        const access = fakeAccess((_, { query }) =>
            query === undefined
                ? {
                      value: [1, 2],
                      nextLink: "https://elsewhere.test/a/providers/N/t/one?api-version=2025-02-02&$skip=x",
                  }
                : { value: [3] },
        );
        assert.deepEqual(await listAll(call, access), [1, 2, 3]);
        assert.deepEqual(access.requests[1], { ...call, apiVersion: "2025-02-02", query: { $skip: "x" } });
    });

    it("is empty where what it is of does not exist", async () => {
        const access = fakeAccess(() => {
            throw new Refused(404);
        });
        assert.equal(await findAll(call, access.arm), "absent");
        assert.deepEqual(await listAll(call, access), []);
        assert.deepEqual(access.paused, [1_000, 2_000]);
    });

    it("is empty if the service answers null, and unknown if it answers no list at all", async () => {
        assert.deepEqual(
            await listAll(
                call,
                fakeAccess(() => ({ value: null })),
            ),
            [],
        );
        for (const answer of [{}, { value: "none" }]) {
            const access = fakeAccess(() => answer);
            await assert.rejects(listAll(call, access), /GET \/a\/providers\/N\/t\/one: no usable answer/);
        }
    });
});
