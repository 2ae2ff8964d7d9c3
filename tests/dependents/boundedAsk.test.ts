import assert from "node:assert/strict";
import { BoundedAsk } from "../../components/dependents/boundedAsk";
import { fakeAccess, Refused } from "../consumers/support/fakeAccess";
import { reading } from "./support/reading";

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
        const ask = new BoundedAsk(reading(access), 10);
        assert.deepEqual(await ask.about("thing").all(LIST, ""), [
            { id: "1", name: "a", tags: {}, properties: {} },
            { id: "2", name: "b", tags: { owner: "o" }, properties: { p: 1 } },
        ]);
        assert.deepEqual(access.requests[1], { ...LIST, apiVersion: "2021-01-01", query: { $skip: "1" } });
        assert.equal(ask.calls, 2);
        assert.deepEqual(ask.missed, []);
    });

    it("follows the link of a service that calls it as OData does", async () => {
        const access = fakeAccess((_, { path, query }) => ({
            value: [{}],
            ...(query === undefined ? { "@odata.nextLink": `https://x${path}?$skip=1` } : {}),
        }));
        assert.equal((await new BoundedAsk(reading(access), 10).about("thing").all(LIST, "")).length, 2);
    });

    it("ends where a page names itself as the next one", async () => {
        const access = fakeAccess((_, { path }) => ({ value: [{}], nextLink: `https://x${path}?$skip=1` }));
        const ask = new BoundedAsk(reading(access), 10);
        assert.equal((await ask.about("thing").all(LIST, "")).length, 2);
    });

    it("makes no more calls than it may, and names what is left", async () => {
        const access = fakeAccess(() => ({ value: [], nextLink: "https://x/y?a=1" }));
        const ask = new BoundedAsk(reading(access), 2);
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
        const ask = new BoundedAsk(reading(access), 10);
        for (const place of Object.keys(statuses)) {
            assert.equal(await ask.about("thing").send({ ...LIST, path: `/${place}` }, place), undefined);
        }
        assert.deepEqual(
            ask.missed.map(({ places, reason }) => `${places.join(",")} ${reason}`),
            ["one,two 403: not allowed", "three no answer", "four answered 500"],
        );
    });

    it("believes that something is gone which was listed a moment ago, if that is said twice (rule 31)", async () => {
        let asked = 0;
        const access = fakeAccess((_, { path }) => {
            asked += 1;
            if (path === "/gone" || asked === 1) {
                throw new Refused(404);
            }
            return { properties: { key: "k" } };
        });
        const ask = new BoundedAsk(reading(access), 10);
        const about = ask.about("thing");
        assert.deepEqual(await about.send({ ...LIST, path: "/there" }, "there"), { properties: { key: "k" } });
        assert.equal(await about.send({ ...LIST, path: "/gone" }, "gone"), undefined);
        assert.deepEqual([ask.calls, ask.missed], [4, []]);
    });

    it("takes an empty list for one if the service answers null for it", async () => {
        const ask = new BoundedAsk(reading(fakeAccess(() => ({ value: null }))), 10);
        assert.deepEqual(await ask.about("thing").all(LIST, ""), []);
        assert.deepEqual(ask.missed, []);
    });

    it("does not take a kind for empty that could not be listed: also where it is not known, or answers what is no list", async () => {
        for (const answer of [404, 403, undefined]) {
            const access = fakeAccess(() => {
                if (answer !== undefined) {
                    throw new Refused(answer);
                }
                return { things: [] };
            });
            const ask = new BoundedAsk(reading(access), 10);
            assert.deepEqual(await ask.about("thing").all(LIST, ""), []);
            assert.deepEqual(
                ask.missed.map(({ places }) => places),
                [[]],
            );
        }
    });

    it("takes a kind for empty whose service the subscription has never had", async () => {
        const access = fakeAccess(() => {
            throw new Refused(409, true);
        });
        const ask = new BoundedAsk(reading(access), 10);
        assert.deepEqual(await ask.about("thing").all(LIST, ""), []);
        assert.deepEqual(ask.missed, []);
    });

    it("does not take a mistake of its own for a refusal", async () => {
        const access = fakeAccess(() => {
            throw new TypeError("a mistake");
        });
        await assert.rejects(new BoundedAsk(reading(access), 10).about("thing").send(LIST, "a"), TypeError);
    });
});

describe("a bounded ask of a data plane", () => {
    const nobody = fakeAccess(() => ({}));
    const LIST_OF_STORE = {
        url: "https://store.azconfig.io/kv?key=*&api-version=1.0",
        audience: "https://appconfig.azure.com",
        accept: "application/json",
        role: "Reader of Things",
    };

    it("follows the pages of a list where the first one was, whatever host and path the link names", async () => {
        const urls: string[] = [];
        const access = reading(nobody, ({ url, audience }) => {
            urls.push(url);
            assert.equal(audience, LIST_OF_STORE.audience);
            return urls.length === 1 ? { items: [1], "@nextLink": "https://evil.invalid/x?after=1" } : { items: [2] };
        });
        const ask = new BoundedAsk(access, 10);
        assert.deepEqual(await ask.about("thing").items(LIST_OF_STORE, "store"), [1, 2]);
        assert.deepEqual(urls, [LIST_OF_STORE.url, "https://store.azconfig.io/kv?after=1"]);
        assert.equal(ask.calls, 2);
        assert.deepEqual(ask.missed, []);
    });

    it("ends where a page names itself as the next one, and where no more calls may be made", async () => {
        const again = reading(nobody, () => ({ items: [1], "@nextLink": "/kv?after=1" }));
        assert.equal((await new BoundedAsk(again, 10).about("thing").items(LIST_OF_STORE, "store")).length, 2);
        let page = 0;
        const endless = reading(nobody, () => ({ items: [1], "@nextLink": `/kv?after=${page++}` }));
        const ask = new BoundedAsk(endless, 3);
        assert.equal((await ask.about("thing").items(LIST_OF_STORE, "store")).length, 3);
        assert.deepEqual(
            ask.missed.map(({ places, reason }) => `${places} ${reason}`),
            ["store the limit of 3 calls was reached"],
        );
    });

    const refusals: Readonly<Record<number, string>> = {
        0: "no answer: it may have a private endpoint alone",
        401: "401: whoever looks needs the role Reader of Things, and the network must let them in",
        403: "403: whoever looks needs the role Reader of Things, and the network must let them in",
        404: "answered 404",
        500: "answered 500",
    };
    for (const [status, reason] of Object.entries(refusals)) {
        it(`says what is missing where the answer is ${status}: ${reason}`, async () => {
            const access = reading(nobody, () => {
                throw new Refused(Number(status));
            });
            const ask = new BoundedAsk(access, 10);
            assert.deepEqual(await ask.about("thing").items(LIST_OF_STORE, "store"), []);
            assert.deepEqual(ask.missed, [{ kind: "thing", places: ["store"], reason }]);
        });
    }

    it("does not take an answer that is no list for an empty one", async () => {
        for (const answer of [{}, null, { items: "none" }, []]) {
            const ask = new BoundedAsk(
                reading(nobody, () => answer),
                10,
            );
            assert.deepEqual(await ask.about("thing").items(LIST_OF_STORE, "store"), []);
            assert.equal(ask.missed[0]?.reason, "no usable answer");
        }
    });
});
