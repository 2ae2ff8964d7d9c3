import assert from "node:assert/strict";
import { listAll } from "../../components/consumers/listAll";
import { fakeAccess, Refused } from "./support/fakeAccess";

const call = { method: "GET", path: "/a/providers/N/t/one", apiVersion: "2025-01-01" } as const;

describe("a list that comes in pages", () => {
    it("is read to its end, at Resource Manager and nowhere else", async () => {
        const { arm, requests } = fakeAccess((_, { query }) =>
            query === undefined
                ? {
                      value: [1, 2],
                      nextLink: "https://elsewhere.test/a/providers/N/t/one?api-version=2025-02-02&$skip=x",
                  }
                : { value: [3] },
        );
        assert.deepEqual(await listAll(call, arm), [1, 2, 3]);
        assert.deepEqual(requests[1], { ...call, apiVersion: "2025-02-02", query: { $skip: "x" } });
    });

    it("is empty where what it is of does not exist", async () => {
        const { arm } = fakeAccess(() => {
            throw new Refused(404);
        });
        assert.deepEqual(await listAll(call, arm), []);
    });
});
