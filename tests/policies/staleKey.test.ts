import assert from "node:assert/strict";
import { staleKeys } from "../../policies/staleKey";
import { account, daysAgo, NOW, pairOf, pending, type Resources, stackOf, UNKNOWN_TEXT } from "./support/stacks";

const SETTINGS = { maxAgeDays: 90, warnDays: 14 };

function found(...resources: Resources) {
    return staleKeys(stackOf(...resources), SETTINGS, NOW);
}

describe("stale-key", () => {
    it("says how old the key of a pair is, whose turn it is, and what rotates it", () => {
        const [finding, ...others] = found(pairOf({ state: { rotatedAt: daysAgo(100) } }));
        assert.deepEqual(others, []);
        assert.match(finding?.message ?? "", /^uploads has used key1 for 100 days \(at most 90\)/);
        assert.match(
            finding?.message ?? "",
            /it is key2's turn\. Change `rotationTrigger` of uploads and run `pulumi up`/,
        );
        assert.equal(finding?.level, undefined);
        assert.match(finding?.urn ?? "", /RotatingKeyPair::uploads$/);
        assert.ok(finding?.names.includes("uploads"));
    });

    it("counts the age of an adopted key from when Azure made it", () => {
        const old = account({}, { keyCreationTime: { key1: daysAgo(300), key2: daysAgo(10) } });
        assert.match(found(pairOf(), old)[0]?.message ?? "", /has used key1 for 300 days/);
    });

    it("believes the pair, and not an account that was not refreshed since it rotated", () => {
        const old = account({}, { keyCreationTime: { key1: daysAgo(300), key2: daysAgo(300) } });
        assert.deepEqual(found(pending(1), old), []);
    });

    it("warns ahead, as advice", () => {
        const [finding] = found(pairOf({ state: { rotatedAt: daysAgo(80) } }));
        assert.match(finding?.message ?? "", /it is stale in 10 days, and then it is key2's turn/);
        assert.equal(finding?.level, "advisory");
    });

    it("does not warn ahead of a pair that rotates itself in time", () => {
        const pair = pairOf({ state: { rotatedAt: daysAgo(80) }, rotationInputs: { rotateEvery: "85d" } });
        assert.deepEqual(found(pair), []);
    });

    it("says nothing of a key that is young", () => {
        assert.deepEqual(found(pairOf({ state: { rotatedAt: daysAgo(70) } }), account()), []);
    });

    it("says nothing of a pair that a preview is about to rotate, whose state is not known", () => {
        assert.deepEqual(found(pairOf({ outputs: { state: UNKNOWN_TEXT } })), []);
    });

    it("flags an account that no pair rotates, by its older key, with the command that renews it", () => {
        const old = account({}, { keyCreationTime: { key1: daysAgo(200), key2: daysAgo(10) } });
        const [finding, ...others] = found(old);
        assert.deepEqual(others, []);
        assert.match(
            finding?.message ?? "",
            /^As of the last refresh, key1 of shopfiles is 200 days old, key2 of shopfiles is 10 days old/,
        );
        assert.match(
            finding?.message ?? "",
            /`az storage account keys renew --resource-group rg --account-name shopfiles --key key1`/,
        );
    });

    it("takes any API version of azure-native", () => {
        const keyCreationTime = { key1: daysAgo(200), key2: daysAgo(200) };
        for (const type of [
            "azure-native:storage/v20230101:StorageAccount",
            "azure-native_storage_v20230101:storage:StorageAccount",
        ]) {
            assert.equal(found({ ...account({}, { keyCreationTime }), type }).length, 1, type);
        }
    });

    it("says nothing of an account whose keys open nothing, or whose keys' age Azure does not tell", () => {
        const keyCreationTime = { key1: daysAgo(200), key2: daysAgo(200) };
        assert.deepEqual(found(account({ allowSharedKeyAccess: false }, { keyCreationTime })), []);
        assert.deepEqual(found(account({}, { keyCreationTime: undefined })), []);
        assert.deepEqual(found(account({}, { keyCreationTime: UNKNOWN_TEXT })), []);
    });
});
