import assert from "node:assert/strict";
import { type LinkedServicePlace, linkedServiceKind } from "../../../components/consumers/dataFactory/linkedService";
import { linkedService } from "../../../components/index";
import { changeOf } from "../support/changes";
import { describeCalls } from "../support/describeCalls";
import { fakeAccess } from "../support/fakeAccess";
import { problemsOf } from "../support/problems";

const at = { argument: "consumers[0]", resourceGroupName: "rg" };

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
        assert.deepEqual(linkedServiceKind.contents(linked), { "": "connectionString" });
        await linkedServiceKind.switchOver(changeOf(linked, { "": "new" }), access);
        assert.deepEqual(access.calls, ["PUT factory/linkedservices/uploads"]);
        const typeProperties = { connectionString: { type: "SecureString", value: "new" } };
        assert.deepEqual(access.bodies, [{ properties: { ...linked.definition, typeProperties } }]);
    });

    it("cannot be looked at, and stays as it is when it is left out of the program", async () => {
        assert.equal(linkedServiceKind.isVisible?.(linked), false);
        const access = fakeAccess(() => undefined);
        await linkedServiceKind.remove(linked, [""], access);
        assert.deepEqual(access.calls, []);
    });

    it("is refused without a type, and with a place for the value that is none", () => {
        const wrong: readonly [Partial<LinkedServicePlace>, string][] = [
            [{ definition: { typeProperties: {} } }, "consumers[0].definition.type"],
            [{ contentAt: "connectionString" }, "consumers[0].contentAt"],
            [{ contentAt: "/type/value" }, "consumers[0].contentAt"],
            [{ factoryName: "" }, "consumers[0].factoryName"],
            [{ content: "password" as "key" }, "consumers[0].content"],
            [{ cachedFor: "a while" }, "consumers[0].cachedFor"],
        ];
        for (const [change, property] of wrong) {
            assert.deepEqual(problemsOf(linkedServiceKind, { ...linked, ...change }), [property]);
        }
    });
});

describeCalls(
    linkedService({
        resourceGroupName: "rg",
        factoryName: "f",
        linkedServiceName: "l",
        definition: { type: "AzureBlobStorage", typeProperties: { connectionString: { type: "SecureString" } } },
        contentAt: "/typeProperties/connectionString/value",
    }),
    {
        packageName: "@azure/arm-datafactory",
        operations: ["linkedServices.createOrUpdate"],
    },
);
