import assert from "node:assert/strict";
import {
    type MachineLearningWorkspacePlace,
    machineLearningWorkspaceConsumer,
} from "../../../components/consumers/actions/machineLearningWorkspace";
import { changeOf } from "../support/changes";
import { fakeAccess } from "../support/fakeAccess";
import { problemsOf } from "../support/problems";

const at = { argument: "holders[0]", resourceGroupName: "rg" };
const workspace: MachineLearningWorkspacePlace = { ...at, kind: "machineLearningWorkspace", workspaceName: "ml" };

describe("a Machine Learning workspace", () => {
    it("is told to read the key of its storage account, and is done when it shows the one in use", async () => {
        const keys = ["old", "new"];
        const access = fakeAccess((call) =>
            call.endsWith("/resyncKeys") ? undefined : { userStorageKey: keys.shift() },
        );
        await machineLearningWorkspaceConsumer.switchOver(changeOf(workspace, { "": "new" }), access);
        const shown = "POST ml/listStorageAccountKeys";
        assert.deepEqual(access.calls, ["POST ml/resyncKeys", shown, shown]);
    });

    it("that keeps taking the other key of the account stops the update, and is told what can be done", async () => {
        const access = fakeAccess(() => ({ userStorageKey: "old" }));
        await assert.rejects(
            machineLearningWorkspaceConsumer.switchOver(changeOf(workspace, { "": "new" }), access),
            /ml\/listStorageAccountKeys does not show the key of key2 .*; the old key still works; .*`pinnedSlot`/,
        );
    });

    it("is looked at by the key that it has", async () => {
        const access = fakeAccess(() => ({ userStorageKey: "old" }));
        assert.deepEqual(await machineLearningWorkspaceConsumer.look?.(workspace, access), { "": { value: "old" } });
    });

    it("is refused without a name, and twice", () => {
        const { workspaceName: _, ...rest } = workspace;
        const nameless = { ...rest, workspaceName: "" };
        assert.deepEqual(problemsOf(machineLearningWorkspaceConsumer, nameless), ["holders[0].workspaceName"]);
        const twin = { ...workspace, argument: "holders[1]", workspaceName: "ML" };
        assert.deepEqual(problemsOf(machineLearningWorkspaceConsumer, twin, workspace), ["holders[1].workspaceName"]);
        const hasty = { ...workspace, timeout: "0s" };
        assert.deepEqual(problemsOf(machineLearningWorkspaceConsumer, hasty), ["holders[0].timeout"]);
        const other = { ...twin, resourceGroupName: "other" };
        assert.deepEqual(problemsOf(machineLearningWorkspaceConsumer, other, workspace), []);
    });
});
