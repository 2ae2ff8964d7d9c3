import assert from "node:assert/strict";
import { type BatchAutoStoragePlace, batchAutoStorageKind } from "../../../components/consumers/batch/batchAutoStorage";
import { batchAutoStorage } from "../../../components/index";
import { changeOf } from "../support/changes";
import { describeCalls } from "../support/describeCalls";
import { fakeAccess } from "../support/fakeAccess";

const at = { argument: "consumers[0]", resourceGroupName: "rg" };
const batch: BatchAutoStoragePlace = { ...at, kind: "batchAutoStorage", accountName: "jobs" };

describe("a Batch account with auto-storage", () => {
    it("is told to read the keys, and is done when it says that it has read them since", async () => {
        let syncs = 0;
        const access = fakeAccess((call) => {
            syncs += call.startsWith("POST") ? 1 : 0;
            return { properties: { autoStorage: { lastKeySync: `2026-11-24T10:00:0${syncs}Z` } } };
        });
        await batchAutoStorageKind.switchOver(changeOf(batch, { "": "new" }), access);
        assert.deepEqual(access.calls, ["GET jobs", "POST jobs/syncAutoStorageKeys", "GET jobs"]);
        assert.deepEqual(access.bodies, []);
    });

    it("that has no auto-storage by keys stops the update", async () => {
        await assert.rejects(
            batchAutoStorageKind.switchOver(
                changeOf(batch, { "": "new" }),
                fakeAccess(() => ({ properties: {} })),
            ),
            /lastKeySync is as it was before; .*see that the account has auto-storage, and uses it by keys/,
        );
    });

    it("cannot be looked at, because it shows no key", () => {
        assert.equal(batchAutoStorageKind.isVisible?.(batch), false);
    });
});

describeCalls(batchAutoStorage({ resourceGroupName: "rg", accountName: "b" }), {
    packageName: "@azure/arm-batch",
    operations: ["batchAccountOperations.get", "batchAccountOperations.synchronizeAutoStorageKeys"],
});
