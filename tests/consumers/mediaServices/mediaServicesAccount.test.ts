import assert from "node:assert/strict";
import {
    type MediaServicesAccountPlace,
    mediaServicesAccountKind,
} from "../../../components/consumers/mediaServices/mediaServicesAccount";
import { mediaServicesAccount } from "../../../components/index";
import { changeOf } from "../support/changes";
import { describeCalls } from "../support/describeCalls";
import { fakeAccess } from "../support/fakeAccess";
import { problemsOf } from "../support/problems";

const at = { argument: "consumers[0]", resourceGroupName: "rg" };
const media: MediaServicesAccountPlace = {
    ...at,
    kind: "mediaServicesAccount",
    accountName: "films",
    storageAccountId: "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/uploads",
};

describe("a Media Services account", () => {
    it("is told which storage account's keys to read, and cannot be looked at", async () => {
        const access = fakeAccess(() => undefined);
        await mediaServicesAccountKind.switchOver(changeOf(media, { "": "new" }), access);
        assert.deepEqual(access.calls, ["POST films/syncStorageKeys"]);
        assert.deepEqual(access.bodies, [{ id: media.storageAccountId }]);
        assert.equal(mediaServicesAccountKind.isVisible?.(media), false);
    });

    it("is refused with a name in the place of an id", () => {
        const named = { ...media, storageAccountId: "uploads" };
        assert.deepEqual(problemsOf(mediaServicesAccountKind, named), ["consumers[0].storageAccountId"]);
    });
});

describeCalls(
    mediaServicesAccount({
        resourceGroupName: "rg",
        accountName: "m",
        storageAccountId: "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/uploads",
    }),
    {
        packageName: "@azure/arm-mediaservices",
        operations: ["mediaservices.syncStorageKeys"],
    },
);
