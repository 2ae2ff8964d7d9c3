import assert from "node:assert/strict";
import {
    type MachineLearningWorkspacePlace,
    machineLearningWorkspaceKind,
} from "../../../components/consumers/machineLearning/machineLearningWorkspace";
import { machineLearningWorkspace } from "../../../components/index";
import { changeOf } from "../support/changes";
import { describeCalls } from "../support/describeCalls";
import { fakeAccess } from "../support/fakeAccess";
import { problemsOf } from "../support/problems";

const at = { argument: "consumers[0]", resourceGroupName: "rg" };
const workspace: MachineLearningWorkspacePlace = { ...at, kind: "machineLearningWorkspace", workspaceName: "ml" };

describe("a Machine Learning workspace", () => {
    it("is told to read the key of its storage account, and is done when it shows the one in use", async () => {
        const keys = ["old", "new"];
        const access = fakeAccess((call) =>
            call.endsWith("/resyncKeys") ? undefined : { userStorageKey: keys.shift() },
        );
        await machineLearningWorkspaceKind.switchOver(changeOf(workspace, { "": "new" }), access);
        const shown = "POST ml/listStorageAccountKeys";
        assert.deepEqual(access.calls, ["POST ml/resyncKeys", shown, shown]);
    });

    it("that keeps taking the other key of the account stops the update, and is told what can be done", async () => {
        const access = fakeAccess(() => ({ userStorageKey: "old" }));
        await assert.rejects(
            machineLearningWorkspaceKind.switchOver(changeOf(workspace, { "": "new" }), access),
            /ml\/listStorageAccountKeys does not show the key of key2 .*; the old key still works; .*`pinnedSlot`/,
        );
    });

    it("is looked at by the key that it has", async () => {
        const access = fakeAccess(() => ({ userStorageKey: "old" }));
        assert.deepEqual(await machineLearningWorkspaceKind.look?.(workspace, access), { "": { value: "old" } });
    });

    it("is refused without a name, and twice", () => {
        const { workspaceName: _, ...rest } = workspace;
        const nameless = { ...rest, workspaceName: "" };
        assert.deepEqual(problemsOf(machineLearningWorkspaceKind, nameless), ["consumers[0].workspaceName"]);
        const twin = { ...workspace, argument: "consumers[1]", workspaceName: "ML" };
        assert.deepEqual(problemsOf(machineLearningWorkspaceKind, twin, workspace), ["consumers[1].workspaceName"]);
        const hasty = { ...workspace, timeout: "0s" };
        assert.deepEqual(problemsOf(machineLearningWorkspaceKind, hasty), ["consumers[0].timeout"]);
        const other = { ...twin, resourceGroupName: "other" };
        assert.deepEqual(problemsOf(machineLearningWorkspaceKind, other, workspace), []);
    });
});

describeCalls(machineLearningWorkspace({ resourceGroupName: "rg", workspaceName: "w" }), {
    packageName: "@azure/arm-machinelearning",
    operations: ["workspaces.beginResyncKeys", "workspaces.listStorageAccountKeys"],
});
