import assert from "node:assert/strict";
import {
    type AutomationVariablePlace,
    automationVariableConsumer,
} from "../../../components/consumers/actions/automationVariable";
import { changeOf } from "../support/changes";
import { fakeAccess } from "../support/fakeAccess";
import { problemsOf } from "../support/problems";

const at = { argument: "holders[0]", resourceGroupName: "rg" };

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
        await automationVariableConsumer.switchOver(changeOf(variable, { "": "new" }), access);
        assert.deepEqual(access.calls, ["PUT runbooks/variables/uploads"]);
        assert.deepEqual(access.bodies, [{ name: "uploads", properties: { isEncrypted: true, value: '"new"' } }]);
    });

    it("is confirmed and looked at where it is not encrypted", async () => {
        const access = fakeAccess(() => ({ properties: { value: '"new"' } }));
        await automationVariableConsumer.switchOver(changeOf(plain, { "": "new" }), access);
        assert.deepEqual(access.calls, ["PUT runbooks/variables/uploads", "GET runbooks/variables/uploads"]);
        assert.deepEqual(await automationVariableConsumer.look?.(plain, access), { "": { value: "new" } });
        assert.equal(automationVariableConsumer.isVisible?.(plain), true);
        assert.equal(automationVariableConsumer.isVisible?.(variable), false);
        const byHand = fakeAccess(() => ({ properties: { value: "no JSON" } }));
        assert.deepEqual(await automationVariableConsumer.look?.(plain, byHand), { "": { value: "no JSON" } });
    });

    it("is deleted when it is left out of the program", async () => {
        const access = fakeAccess(() => undefined);
        await automationVariableConsumer.remove(variable, [""], access);
        assert.deepEqual(access.calls, ["DELETE runbooks/variables/uploads"]);
    });

    it("is refused without a name, and with a content that is none", () => {
        assert.deepEqual(problemsOf(automationVariableConsumer, { ...variable, variableName: "" }), [
            "holders[0].variableName",
        ]);
        const wrong = { ...variable, content: "password" as "key" };
        assert.deepEqual(problemsOf(automationVariableConsumer, wrong), ["holders[0].content"]);
    });
});
