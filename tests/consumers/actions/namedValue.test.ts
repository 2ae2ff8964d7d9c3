import assert from "node:assert/strict";
import { type NamedValuePlace, namedValueConsumer } from "../../../components/consumers/actions/namedValue";
import { changeOf } from "../support/changes";
import { fakeAccess, Refused } from "../support/fakeAccess";
import { problemsOf } from "../support/problems";

const at = { argument: "holders[0]", resourceGroupName: "rg" };
const value: NamedValuePlace = { ...at, kind: "namedValue", serviceName: "api", namedValueId: "uploads" };

describe("a named value of API Management", () => {
    it("is written whole, as a secret, and is done when the service shows it", async () => {
        const shown = [undefined, "new"];
        const access = fakeAccess((call) => (call.startsWith("PUT") ? undefined : { value: shown.shift() }));
        const tagged = { ...value, displayName: "uploads-key", tags: ["storage"] };
        await namedValueConsumer.switchOver(changeOf(tagged, { "": "new" }), access);
        const listed = "POST api/namedValues/uploads/listValue";
        assert.deepEqual(access.calls, ["PUT api/namedValues/uploads", listed, listed]);
        const properties = { displayName: "uploads-key", secret: true, tags: ["storage"], value: "new" };
        assert.deepEqual(access.bodies, [{ properties }]);
    });

    it("is looked at by its value, and is nothing where it is not there", async () => {
        const there = fakeAccess(() => ({ value: "old" }));
        assert.deepEqual(await namedValueConsumer.look?.(value, there), { "": { value: "old" } });
        const absent = fakeAccess(() => {
            throw new Refused(404);
        });
        assert.equal(await namedValueConsumer.look?.(value, absent), undefined);
    });

    it("is deleted when it is left out of the program, also where somebody has done so", async () => {
        const access = fakeAccess(() => {
            throw new Refused(404);
        });
        await namedValueConsumer.remove(value, [""], access);
        assert.deepEqual(access.calls, ["DELETE api/namedValues/uploads"]);
        assert.deepEqual(access.requests[0]?.headers, { "If-Match": "*" });
    });

    it("is refused with a name that policies cannot take, a content that is none, and a lag in words", () => {
        const { argument } = at;
        const wrong: readonly [Partial<NamedValuePlace>, string][] = [
            [{ displayName: "up loads" }, `${argument}.displayName`],
            [{ content: "password" as "key" }, `${argument}.content`],
            [{ cachedFor: "a while" }, `${argument}.cachedFor`],
            [{ serviceName: "" }, `${argument}.serviceName`],
        ];
        for (const [change, property] of wrong) {
            assert.deepEqual(problemsOf(namedValueConsumer, { ...value, ...change }), [property]);
        }
        const twin = { ...value, argument: "holders[1]" };
        assert.deepEqual(problemsOf(namedValueConsumer, twin, value), ["holders[1].namedValueId"]);
        assert.deepEqual(problemsOf(namedValueConsumer, { ...twin, namedValueId: "other" }, value), []);
    });
});
