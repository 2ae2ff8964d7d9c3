import assert from "node:assert/strict";
import { sasWithoutPolicies } from "../../policies/sasWithoutPolicy";
import { account, pairOf, type Resources, stackOf, UNKNOWN_TEXT } from "./support/stacks";

function found(...resources: Resources) {
    return sasWithoutPolicies(stackOf(...resources));
}

function limitedTo(sasExpirationPeriod: string) {
    return account({ sasPolicy: { sasExpirationPeriod, expirationAction: "Log" } });
}

describe("sas-without-policy", () => {
    it("flags an account that does not limit its signatures, and says what to set", () => {
        const [finding, ...others] = found(account({ sasPolicy: undefined }));
        assert.deepEqual(others, []);
        assert.match(
            finding?.message ?? "",
            /^shopfiles does not limit how long a shared access signature may be valid/,
        );
        assert.match(
            finding?.message ?? "",
            /Set `sasPolicy: \{ sasExpirationPeriod: "1\.00:00:00", expirationAction: "Log" \}`/,
        );
    });

    it("flags a limit above the period of the keys: the account's own, or the pair's", () => {
        assert.match(found(limitedTo("91.00:00:00"))[0]?.message ?? "", /valid for 91 days, but its keys for 90 only/);
        const pair = pairOf({ rotationInputs: { rotateEvery: "30d" } });
        assert.match(
            found(pair, limitedTo("31.12:00:00"))[0]?.message ?? "",
            /valid for 31\.5 days, but its keys for 30/,
        );
    });

    it("says nothing of a limit within that period, or of one that cannot be read", () => {
        assert.deepEqual(found(limitedTo("90.00:00:00")), []);
        assert.deepEqual(found(limitedTo("23:59:59")), []);
        assert.deepEqual(found(limitedTo("a day")), []);
    });

    it("says nothing of an account whose keys sign nothing, nor of what is not known yet", () => {
        assert.deepEqual(found(account({ sasPolicy: undefined, allowSharedKeyAccess: false })), []);
        assert.deepEqual(found(account({ sasPolicy: undefined, allowSharedKeyAccess: UNKNOWN_TEXT })), []);
        assert.deepEqual(found(account({ sasPolicy: UNKNOWN_TEXT })), []);
        assert.deepEqual(found(account({ sasPolicy: { sasExpirationPeriod: UNKNOWN_TEXT } })), []);
    });
});
