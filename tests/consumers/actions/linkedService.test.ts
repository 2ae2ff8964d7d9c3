import assert from "node:assert/strict";
import { type LinkedServicePlace, linkedServiceConsumer } from "../../../components/consumers/actions/linkedService";
import { changeOf } from "../support/changes";
import { fakeAccess } from "../support/fakeAccess";
import { problemsOf } from "../support/problems";

const at = { argument: "holders[0]", resourceGroupName: "rg" };

describe("a linked service of Data Factory", () => {
    const linked: LinkedServicePlace = {
        ...at,
        kind: "linkedService",
        factoryName: "factory",
        linkedServiceName: "uploads",
        definition: {
            type: "AzureBlobStorage",
            annotations: ["ours"],
            typeProperties: { connectionString: { type: "SecureString" } },
        },
        contentAt: "/typeProperties/connectionString/value",
    };

    it("is written whole, with the connection string where the definition leaves room for it", async () => {
        const access = fakeAccess(() => undefined);
        assert.deepEqual(linkedServiceConsumer.contents(linked), { "": "connectionString" });
        await linkedServiceConsumer.switchOver(changeOf(linked, { "": "new" }), access);
        assert.deepEqual(access.calls, ["PUT factory/linkedservices/uploads"]);
        const typeProperties = { connectionString: { type: "SecureString", value: "new" } };
        assert.deepEqual(access.bodies, [{ properties: { ...linked.definition, typeProperties } }]);
    });

    it("cannot be looked at, and stays as it is when it is left out of the program", async () => {
        assert.equal(linkedServiceConsumer.isVisible?.(linked), false);
        const access = fakeAccess(() => undefined);
        await linkedServiceConsumer.remove(linked, [""], access);
        assert.deepEqual(access.calls, []);
    });

    it("is refused without a type, and with a place for the value that is none", () => {
        const wrong: readonly [Partial<LinkedServicePlace>, string][] = [
            [{ definition: { typeProperties: {} } }, "holders[0].definition.type"],
            [{ contentAt: "connectionString" }, "holders[0].contentAt"],
            [{ contentAt: "/type/value" }, "holders[0].contentAt"],
            [{ factoryName: "" }, "holders[0].factoryName"],
            [{ content: "password" as "key" }, "holders[0].content"],
            [{ cachedFor: "a while" }, "holders[0].cachedFor"],
        ];
        for (const [change, property] of wrong) {
            assert.deepEqual(problemsOf(linkedServiceConsumer, { ...linked, ...change }), [property]);
        }
    });
});
