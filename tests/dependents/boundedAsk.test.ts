import assert from "node:assert/strict";
import { BoundedAsk } from "../../components/dependents/boundedAsk";
import { fakeAccess, Refused } from "../consumers/support/fakeAccess";

const LIST = {
    method: "GET",
    path: "/subscriptions/s/providers/Some.Service/things",
    apiVersion: "2020-01-01",
} as const;

describe("a bounded ask", () => {
    it("follows the pages of a list, by the host that it knows and not the one in the link", async () => {
        const access = fakeAccess((_, { path, query }) =>
            query === undefined
                ? {
                      value: [{ id: "1", name: "a" }],
                      nextLink: `https://evil.invalid${path}?api-version=2021-01-01&%24skip=1`,
                  }
                : { value: [{ id: "2", name: "b", tags: { owner: "o" }, properties: { p: 1 } }], nextLink: "" },
        );
        const ask = new BoundedAsk(access, 10);
        assert.deepEqual(await ask.about("thing").all(LIST, ""), [
            { id: "1", name: "a", tags: {}, properties: {} },
            { id: "2", name: "b", tags: { owner: "o" }, properties: { p: 1 } },
        ]);
        assert.deepEqual(access.requests[1], { ...LIST, apiVersion: "2021-01-01", query: { $skip: "1" } });
        assert.equal(ask.calls, 2);
        assert.deepEqual(ask.missed, []);
    });

    it("ends where a page names itself as the next one", async () => {
        const access = fakeAccess((_, { path }) => ({ value: [{}], nextLink: `https://x${path}?$skip=1` }));
        const ask = new BoundedAsk(access, 10);
        assert.equal((await ask.about("thing").all(LIST, "")).length, 2);
    });

    it("makes no more calls than it may, and names what is left", async () => {
        const access = fakeAccess(() => ({ value: [], nextLink: "https://x/y?a=1" }));
        const ask = new BoundedAsk(access, 2);
        const about = ask.about("thing");
        for (const place of ["a", "b", "c", "d", "e", "f", "g", "h"]) {
            await about.send({ ...LIST, method: "POST" }, place);
        }
        assert.equal(access.calls.length, 2);
        assert.deepEqual(ask.missed, [
            { kind: "thing", places: ["c", "d", "e", "f", "g", "h"], reason: "the limit of 2 calls was reached" },
        ]);
    });

    it("names what it was refused, by kind and reason, and goes on", async () => {
        const statuses: Readonly<Record<string, number>> = { one: 403, two: 403, three: 0, four: 500, gone: 404 };
        const access = fakeAccess((_, { path }) => {
            throw new Refused(statuses[path.slice(1)] ?? 404);
        });
        const ask = new BoundedAsk(access, 10);
        for (const place of Object.keys(statuses)) {
            assert.equal(await ask.about("thing").send({ ...LIST, path: `/${place}` }, place), undefined);
        }
        assert.deepEqual(
            ask.missed.map(({ places, reason }) => `${places.join(",")} ${reason}`),
            ["one,two 403: not allowed", "three no answer", "four answered 500"],
        );
    });

    it("does not take a kind for empty that could not be listed: also where it is not known, or answers what is no list", async () => {
        for (const answer of [404, 403, undefined]) {
            const access = fakeAccess(() => {
                if (answer !== undefined) {
                    throw new Refused(answer);
                }
                return { things: [] };
            });
            const ask = new BoundedAsk(access, 10);
            assert.deepEqual(await ask.about("thing").all(LIST, ""), []);
            assert.deepEqual(
                ask.missed.map(({ places }) => places),
                [[]],
            );
        }
    });

    it("does not take a mistake of its own for a refusal", async () => {
        const access = fakeAccess(() => {
            throw new TypeError("a mistake");
        });
        await assert.rejects(new BoundedAsk(access, 10).about("thing").send(LIST, "a"), TypeError);
    });
});
