import assert from "node:assert/strict";
import {
    type AutomationVariablePlace,
    automationVariableKind,
} from "../../../components/consumers/automation/automationVariable";
import { automationVariable } from "../../../components/index";
import { changeOf } from "../support/changes";
import { describeCalls } from "../support/describeCalls";
import { fakeAccess, Refused } from "../support/fakeAccess";
import { problemsOf } from "../support/problems";

const at = { argument: "consumers[0]", resourceGroupName: "rg" };

describe("a variable of an Automation account", () => {
    const variable: AutomationVariablePlace = {
        ...at,
        kind: "automationVariable",
        automationAccountName: "runbooks",
        variableName: "uploads",
    };
    const plain = { ...variable, isEncrypted: false };

    it("is written as the JSON text that Automation takes, encrypted unless the program says otherwise", async () => {
        const access = fakeAccess(() => undefined);
        await automationVariableKind.switchOver(changeOf(variable, { "": "new" }, { known: [""] }), access);
        assert.deepEqual(access.calls, ["PUT runbooks/variables/uploads"]);
        assert.deepEqual(access.bodies, [{ name: "uploads", properties: { isEncrypted: true, value: '"new"' } }]);
    });

    it("is confirmed and looked at where it is not encrypted", async () => {
        const access = fakeAccess(() => ({ properties: { value: '"new"' } }));
        await automationVariableKind.switchOver(changeOf(plain, { "": "new" }, { known: [""] }), access);
        assert.deepEqual(access.calls, ["PUT runbooks/variables/uploads", "GET runbooks/variables/uploads"]);
        assert.deepEqual(await automationVariableKind.look?.(plain, access), { "": { value: "new" } });
        assert.equal(automationVariableKind.isVisible?.(plain), true);
        assert.equal(automationVariableKind.isVisible?.(variable), false);
        const byHand = fakeAccess(() => ({ properties: { value: "no JSON" } }));
        assert.deepEqual(await automationVariableKind.look?.(plain, byHand), { "": { value: "no JSON" } });
    });

    it("is somebody else's to delete if it was there before (rule 27)", async () => {
        const first = changeOf(variable, { "": "new" });
        const there = fakeAccess((call) => (call.startsWith("GET") ? {} : undefined));
        assert.deepEqual((await automationVariableKind.switchOver(first, there)).found, [""]);
        const absent = fakeAccess((call) => (call.startsWith("GET") ? refuse() : undefined));
        assert.deepEqual((await automationVariableKind.switchOver(first, absent)).found, []);
    });

    it("is deleted on demand", async () => {
        const access = fakeAccess(() => undefined);
        await automationVariableKind.remove(variable, [""], access);
        assert.deepEqual(access.calls, ["DELETE runbooks/variables/uploads"]);
    });

    it("is refused without a name, and with a content that is none", () => {
        assert.deepEqual(problemsOf(automationVariableKind, { ...variable, variableName: "" }), [
            "consumers[0].variableName",
        ]);
        const wrong = { ...variable, content: "password" as "key" };
        assert.deepEqual(problemsOf(automationVariableKind, wrong), ["consumers[0].content"]);
    });
});

function refuse(): never {
    throw new Refused(404);
}

describeCalls(
    automationVariable({ resourceGroupName: "rg", automationAccountName: "a", variableName: "v", isEncrypted: false }),
    {
        packageName: "@azure/arm-automation",
        operations: ["variable.createOrUpdate", "variable.get", "variable.deleteMethod"],
    },
);
