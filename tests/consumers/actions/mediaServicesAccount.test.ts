import assert from "node:assert/strict";
import {
    type MediaServicesAccountPlace,
    mediaServicesAccountConsumer,
} from "../../../components/consumers/actions/mediaServicesAccount";
import { changeOf } from "../support/changes";
import { fakeAccess } from "../support/fakeAccess";
import { problemsOf } from "../support/problems";

const at = { argument: "holders[0]", resourceGroupName: "rg" };
const media: MediaServicesAccountPlace = {
    ...at,
    kind: "mediaServicesAccount",
    accountName: "films",
    storageAccountId: "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/uploads",
};

describe("a Media Services account", () => {
    it("is told which storage account's keys to read, and cannot be looked at", async () => {
        const access = fakeAccess(() => undefined);
        await mediaServicesAccountConsumer.switchOver(changeOf(media, { "": "new" }), access);
        assert.deepEqual(access.calls, ["POST films/syncStorageKeys"]);
        assert.deepEqual(access.bodies, [{ id: media.storageAccountId }]);
        assert.equal(mediaServicesAccountConsumer.isVisible?.(media), false);
    });

    it("is refused with a name in the place of an id", () => {
        const named = { ...media, storageAccountId: "uploads" };
        assert.deepEqual(problemsOf(mediaServicesAccountConsumer, named), ["holders[0].storageAccountId"]);
    });
});
