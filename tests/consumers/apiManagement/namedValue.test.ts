import assert from "node:assert/strict";
import { type NamedValuePlace, namedValueKind } from "../../../components/consumers/apiManagement/namedValue";
import { namedValue } from "../../../components/index";
import { changeOf } from "../support/changes";
import { describeCalls } from "../support/describeCalls";
import { fakeAccess, Refused } from "../support/fakeAccess";
import { problemsOf } from "../support/problems";

const at = { argument: "consumers[0]", resourceGroupName: "rg" };
const value: NamedValuePlace = { ...at, kind: "namedValue", serviceName: "api", namedValueId: "uploads" };

describe("a named value of API Management", () => {
    it("is written whole, as a secret, and is done when the service shows it", async () => {
        const shown = [undefined, "new"];
        const access = fakeAccess((call) => (call.startsWith("PUT") ? undefined : { value: shown.shift() }));
        const tagged = { ...value, displayName: "uploads-key", tags: ["storage"] };
        await namedValueKind.switchOver(changeOf(tagged, { "": "new" }, { known: [""] }), access);
        const listed = "POST api/namedValues/uploads/listValue";
        assert.deepEqual(access.calls, ["PUT api/namedValues/uploads", listed, listed]);
        const properties = { displayName: "uploads-key", secret: true, tags: ["storage"], value: "new" };
        assert.deepEqual(access.bodies, [{ properties }]);
    });

    it("is looked at by its value, and is nothing where it is not there", async () => {
        const there = fakeAccess(() => ({ value: "old" }));
        assert.deepEqual(await namedValueKind.look?.(value, there), { "": { value: "old" } });
        const absent = fakeAccess(() => {
            throw new Refused(404);
        });
        assert.equal(await namedValueKind.look?.(value, absent), "absent");
    });

    it("is somebody else's to delete if it was there before (rule 27)", async () => {
        const found = async (isThere: boolean) => {
            let written = isThere;
            const access = fakeAccess((call) => {
                if (call.startsWith("PUT")) {
                    written = true;
                } else if (!written) {
                    throw new Refused(404);
                }
                return { value: "new" };
            });
            return (await namedValueKind.switchOver(changeOf(value, { "": "new" }), access)).found;
        };
        assert.deepEqual([await found(true), await found(false)], [[""], []]);
    });

    it("is deleted on demand, also where somebody has done so", async () => {
        const access = fakeAccess(() => {
            throw new Refused(404);
        });
        await namedValueKind.remove(value, [""], access);
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
            assert.deepEqual(problemsOf(namedValueKind, { ...value, ...change }), [property]);
        }
        const twin = { ...value, argument: "consumers[1]" };
        assert.deepEqual(problemsOf(namedValueKind, twin, value), ["consumers[1].namedValueId"]);
        assert.deepEqual(problemsOf(namedValueKind, { ...twin, namedValueId: "other" }, value), []);
    });
});

describeCalls(namedValue({ resourceGroupName: "rg", serviceName: "api", namedValueId: "uploads", tags: ["storage"] }), {
    packageName: "@azure/arm-apimanagement",
    operations: ["namedValue.beginCreateOrUpdate", "namedValue.listValue", "namedValue.delete"],
});
