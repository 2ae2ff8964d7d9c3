import assert from "node:assert/strict";
import { type StorageMountsPlace, storageMountsKind } from "../../../components/consumers/appService/storageMounts";
import { changeOf } from "../support/changes";
import { fakeSite } from "./fakeSite";

const LIST = "POST web/config/azurestorageaccounts/list";
const PUT = "PUT web/config/azurestorageaccounts";

const declared = { accountName: "uploads", shareName: "photos", mountPath: "/photos" };
const written = { type: "AzureFiles", ...declared };

const place: StorageMountsPlace = {
    kind: "storageMounts",
    argument: "consumers[0]",
    resourceGroupName: "rg",
    site: "web",
    mounts: { photos: declared },
};

function app(mounts: Readonly<Record<string, unknown>>, rest: Parameters<typeof fakeSite>[0] = {}) {
    return fakeSite({ ...rest, maps: { "web/config/azurestorageaccounts": mounts, ...rest.maps } });
}

const { look, lookAround, switchOver, remove } = storageMountsKind;

describe("storage mounts", () => {
    it("are looked at in one call, and are not as declared where they lead elsewhere", async () => {
        const access = app({ photos: { ...written, accessKey: "k", state: "Ok" }, theirs: { accessKey: "t" } });
        assert.deepEqual(await look?.(place, access), { photos: { value: "k", isChanged: false } });
        assert.deepEqual(access.calls, [LIST]);
        const moved = await look?.(place, app({ photos: { ...written, mountPath: "/old", accessKey: "k" } }));
        assert.deepEqual(moved, { photos: { value: "k", isChanged: true } });
    });

    it("may hold any key where App Service does not show it", async () => {
        assert.deepEqual(await look?.(place, app({ photos: written })), { photos: { fingerprint: undefined } });
    });

    it("are looked at in slots that no place names", async () => {
        const maps = { "web/slots/staging/config/azurestorageaccounts": { photos: { ...written, accessKey: "old" } } };
        const seen = await lookAround?.(place, [place], app({}, { slots: ["staging"], maps }));
        assert.deepEqual(seen, { "staging/photos": { value: "old", isChanged: false } });
    });

    it("get the key, keep what else App Service says of them, and leave all other mounts as they are", async () => {
        const theirs = { accountName: "other", accessKey: "t" };
        const access = app({ theirs, photos: { ...written, protocol: "Smb", accessKey: "k1" } });
        await switchOver(changeOf(place, { photos: "k2" }), access);
        assert.deepEqual(access.calls, [LIST, PUT, "POST web/restart", LIST, LIST]);
        assert.deepEqual(access.bodies, [
            { properties: { theirs, photos: { ...written, protocol: "Smb", accessKey: "k2" } } },
        ]);
    });

    it("are not written where they are so already", async () => {
        const access = app({ photos: { ...written, accessKey: "k2", state: "Ok" } });
        await switchOver(changeOf(place, { photos: "k2" }), access);
        assert.deepEqual(access.bodies, []);
    });

    it("are a failure where App Service says that it cannot mount them with the key", async () => {
        const access = app({ photos: { ...written, accessKey: "k2", state: "InvalidCredentials" } });
        await assert.rejects(
            switchOver(changeOf(place, { photos: "k2" }), access),
            /web\/photos: InvalidCredentials\); the old key still works/,
        );
    });

    it("are taken away by name", async () => {
        const access = app({ theirs: { accessKey: "t" }, photos: { ...written, accessKey: "k" } });
        await remove(place, ["photos"], access);
        assert.deepEqual(access.bodies, [{ properties: { theirs: { accessKey: "t" } } }]);
    });

    it("are refused by name where they lead nowhere or are somebody else's", () => {
        const problemsOf = (mounts: StorageMountsPlace["mounts"], ...others: StorageMountsPlace[]) => {
            const one = { ...place, argument: "consumers[1]", mounts };
            return storageMountsKind.problems(one, [...others, one]).map(({ property }) => property);
        };
        assert.deepEqual(problemsOf({}), ["consumers[1].mounts"]);
        assert.deepEqual(problemsOf({ photos: { ...declared, shareName: "" } }), [
            "consumers[1].mounts.photos.shareName",
        ]);
        assert.deepEqual(problemsOf({ photos: { ...declared, mountPath: "photos" } }), [
            "consumers[1].mounts.photos.mountPath",
        ]);
        assert.deepEqual(problemsOf({ photos: { ...declared, type: "Nfs" as "AzureFiles" } }), [
            "consumers[1].mounts.photos.type",
        ]);
        assert.deepEqual(problemsOf({ photos: declared }, place), ["consumers[1].mounts.photos"]);
        assert.deepEqual(problemsOf({ thumbnails: declared }, place), []);
    });
});
