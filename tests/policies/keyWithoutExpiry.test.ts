import assert from "node:assert/strict";
import { keysWithoutExpiry } from "../../policies/keyWithoutExpiry";
import { account, pairOf, type Resources, stackOf, UNKNOWN_TEXT } from "./support/stacks";

function found(...resources: Resources) {
    return keysWithoutExpiry(stackOf(...resources));
}

const rotatesEvery120Days = pairOf({ rotationInputs: { rotateEvery: "120d" } });

describe("key-without-expiry", () => {
    it("flags an account that does not say when its keys expire, and says what to set", () => {
        const [finding, ...others] = found(account({ keyPolicy: undefined }));
        assert.deepEqual(others, []);
        assert.match(
            finding?.message ?? "",
            /^shopfiles does not say when its keys expire, so that Azure cannot report/,
        );
        assert.match(finding?.message ?? "", /Set `keyPolicy: \{ keyExpirationPeriodInDays: 90 \}`/);
        assert.deepEqual(finding?.names, ["files", "shopfiles"]);
    });

    it("proposes the pair's own period", () => {
        const [finding] = found(rotatesEvery120Days, account({ keyPolicy: undefined }));
        assert.match(finding?.message ?? "", /keyExpirationPeriodInDays: 120/);
    });

    it("flags a period that is shorter than the pair's", () => {
        const [finding] = found(rotatesEvery120Days, account());
        assert.match(
            finding?.message ?? "",
            /^The keys of shopfiles expire after 90 days, but uploads rotates them every 120/,
        );
        assert.match(finding?.message ?? "", /Set `keyExpirationPeriodInDays: 120`, or a shorter `rotateEvery`/);
    });

    it("says nothing of a period that is long enough, or that no pair contradicts", () => {
        assert.deepEqual(found(rotatesEvery120Days, account({ keyPolicy: { keyExpirationPeriodInDays: 120 } })), []);
        assert.deepEqual(found(pairOf(), account()), []);
        assert.deepEqual(found(account()), []);
    });

    it("says nothing of keys that open nothing, nor of what is not known yet", () => {
        assert.deepEqual(found(account({ keyPolicy: undefined, allowSharedKeyAccess: false })), []);
        assert.deepEqual(found(account({ keyPolicy: UNKNOWN_TEXT })), []);
        assert.deepEqual(found(account({ keyPolicy: { keyExpirationPeriodInDays: UNKNOWN_TEXT } })), []);
    });
});
