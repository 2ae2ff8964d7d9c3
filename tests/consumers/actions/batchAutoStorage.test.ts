import assert from "node:assert/strict";
import {
    type BatchAutoStoragePlace,
    batchAutoStorageConsumer,
} from "../../../components/consumers/actions/batchAutoStorage";
import { changeOf } from "../support/changes";
import { fakeAccess } from "../support/fakeAccess";

const at = { argument: "holders[0]", resourceGroupName: "rg" };
const batch: BatchAutoStoragePlace = { ...at, kind: "batchAutoStorage", accountName: "jobs" };

describe("a Batch account with auto-storage", () => {
    it("is told to read the keys, and is done when it says that it has read them since", async () => {
        let syncs = 0;
        const access = fakeAccess((call) => {
            syncs += call.startsWith("POST") ? 1 : 0;
            return { properties: { autoStorage: { lastKeySync: `2026-11-24T10:00:0${syncs}Z` } } };
        });
        await batchAutoStorageConsumer.switchOver(changeOf(batch, { "": "new" }), access);
        assert.deepEqual(access.calls, ["GET jobs", "POST jobs/syncAutoStorageKeys", "GET jobs"]);
        assert.deepEqual(access.bodies, []);
    });

    it("that has no auto-storage by keys stops the update", async () => {
        await assert.rejects(
            batchAutoStorageConsumer.switchOver(
                changeOf(batch, { "": "new" }),
                fakeAccess(() => ({ properties: {} })),
            ),
            /lastKeySync is as it was before; .*see that the account has auto-storage, and uses it by keys/,
        );
    });

    it("cannot be looked at, because it shows no key", () => {
        assert.equal(batchAutoStorageConsumer.isVisible?.(batch), false);
    });
});
