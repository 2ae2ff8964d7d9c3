import assert from "node:assert/strict";
import { armId } from "../../azure/arm/armId";
import type { KeyServiceType } from "../../azure/keyServices/keyServiceType";
import { checkType, operationOf, type Specification } from "../../azure/keyServices/specification";
import type { Operation } from "../../specs/operation";

const GROUP = "/subscriptions/s/resourceGroups/g/providers";

describe("the specification of a service", () => {
    const operation = (path: string, rest: Partial<Operation>): Operation => ({
        package: "some",
        name: path,
        method: "POST",
        path: `/subscriptions/{s}/resourceGroups/{g}/providers/Some.Service/${path}`,
        apiVersion: "2020-01-01",
        response: [],
        statuses: [200],
        isLongRunning: false,
        ...rest,
    });
    const list = operation("caches/{name}/listKeys", { response: ["firstKey", "secondKey"] });
    const regenerate = operation("caches/{name}/regenerateKey", {
        body: [{ name: "keyType", required: true, allowedValues: ["First", "Second"] }],
    });
    const anything = operation("caches/{name}/{anything}", {});
    const specification: Specification = {
        operations: [anything, list, regenerate],
        lists: new Set([list]),
        regenerates: new Set([regenerate]),
    };

    it("finds the operation of a path in any letter case, the most definite one first", () => {
        const path = `${GROUP}/some.service/CACHES/one/LISTKEYS`;
        assert.equal(operationOf(specification, "POST", path), list);
        assert.equal(operationOf(specification, "POST", `${GROUP}/Some.Service/caches/one/other`), anything);
        assert.equal(operationOf(specification, "GET", path), undefined);
        assert.equal(operationOf(specification, "POST", `${path}/more`), undefined);
    });

    for (const [what, slots, message] of [
        ["a member that no list answers", { First: "firstKey", Second: "otherKey" }, /answers 'otherKey'.*firstKey/],
        ["a slot that no regenerate takes", { First: "firstKey", Third: "secondKey" }, /takes 'Third'.*First, Second/],
    ] as const) {
        it(`contradicts a type with ${what}`, () => {
            assert.throws(
                () => checkType(typeWith(slots), armId(`${GROUP}/Some.Service/caches/one`), specification),
                message,
            );
        });
    }

    it("agrees with a type whose slots it takes and whose keys it shows", () => {
        const slots = { First: "firstKey", Second: "secondKey" };
        const id = armId(`${GROUP}/Some.Service/caches/one`);
        assert.doesNotThrow(() => checkType(typeWith(slots), id, specification));
    });

    function typeWith(slots: Readonly<Record<string, string>>): KeyServiceType {
        return { type: "Some.Service/caches", packageName: "some", slots, newKey: () => "key", encoding: "utf8" };
    }
});
