import assert from "node:assert/strict";
import { standbysNeverRotated } from "../../policies/standbyNeverRotated";
import { account, daysAgo, NOW, pairOf, pending, type Resources, stackOf } from "./support/stacks";

function found(...resources: Resources) {
    return standbysNeverRotated(stackOf(...resources), { minAgeDays: 30 }, NOW);
}

/** An account of 400 days with a key2 of the same age. */
const untouched = account({}, { keyCreationTime: { key1: daysAgo(20), key2: daysAgo(400) } });

describe("standby-never-rotated", () => {
    it("flags a pair whose standby key is as old as the account", () => {
        const [finding, ...others] = found(pairOf(), untouched);
        assert.deepEqual(others, []);
        assert.match(
            finding?.message ?? "",
            /^key2 of uploads is as old as the account \(400 days\): the second key is a way in/,
        );
        assert.match(finding?.message ?? "", /Change `rotationTrigger` of uploads and run `pulumi up`/);
    });

    it("goes by the pair's own state where the account is in another stack", () => {
        const [finding] = found(pairOf({ state: { rotatedAt: daysAgo(50) } }));
        assert.match(
            finding?.message ?? "",
            /^key2 of uploads has not been regenerated since the pair was adopted \(50 days ago\)/,
        );
    });

    it("says nothing of a pair that has rotated, or whose standby key Azure says is newer", () => {
        assert.deepEqual(found(pending(40)), []);
        assert.deepEqual(
            found(pending(40), account({}, { keyCreationTime: { key1: daysAgo(400), key2: daysAgo(40) } })),
            [],
        );
        assert.deepEqual(found(pairOf({ state: { rotatedAt: daysAgo(50) } }), account()), []);
    });

    it("says nothing where everything is new", () => {
        const young = { creationTime: daysAgo(5), keyCreationTime: { key1: daysAgo(5), key2: daysAgo(5) } };
        assert.deepEqual(found(pairOf(), account({}, young)), []);
        assert.deepEqual(found(account({}, young)), []);
    });

    it("flags an account that no pair rotates, and says which key to regenerate", () => {
        const [finding] = found(untouched);
        assert.match(
            finding?.message ?? "",
            /^As of the last refresh, key2 of shopfiles is as old as the account \(400 days\)/,
        );
        assert.match(finding?.message ?? "", /`az storage account keys renew --account-name shopfiles --key key2`/);
    });

    it("says nothing of an account whose keys open nothing", () => {
        assert.deepEqual(found({ ...untouched, inputs: { allowSharedKeyAccess: false } }), []);
    });
});
