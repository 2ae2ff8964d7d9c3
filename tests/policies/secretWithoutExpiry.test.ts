import assert from "node:assert/strict";
import { fingerprintOf } from "../../components/services/fingerprint";
import { expiryFor, secretsWithoutExpiry } from "../../policies/secretWithoutExpiry";
import type { StackResource } from "../../policies/stack/stackResource";
import {
    connectionStringOf,
    daysAgo,
    KEYS,
    keyOf,
    NOW,
    pairOf,
    type Resources,
    resource,
    secret,
    stackOf,
    UNKNOWN_TEXT,
} from "./support/stacks";

function found(...resources: Resources) {
    return secretsWithoutExpiry(stackOf(...resources), { maxAgeDays: 90 }, NOW);
}

function inDays(days: number): number {
    return NOW.getTime() / 1000 + days * 86_400;
}

/** A secret that holds the pair's key, and expires in 80 days. */
function vaultSecret(properties: object = {}, more: object = {}): StackResource {
    const inputs = {
        vaultName: "vault",
        properties: { value: secret(KEYS.key1), attributes: { expires: inDays(80) }, ...properties },
        ...more,
    };
    return resource("azure-native:keyvault:Secret", "uploads-secret", { inputs });
}

const never = { attributes: undefined };

describe("secret-without-expiry", () => {
    it("flags a secret that holds a pair's key and never expires, and says what to set", () => {
        const [finding, ...others] = found(pairOf(), vaultSecret(never));
        assert.deepEqual(others, []);
        assert.match(
            finding?.message ?? "",
            /^uploads-secret holds key1 of uploads and never expires: a copy that nobody renews/,
        );
        assert.match(
            finding?.message ?? "",
            /Set `properties\.attributes\.expires`; with the enforcement level `remediate`/,
        );
    });

    it("knows a pair's secret by its tag, also before its value is known", () => {
        const tags = { "two-key-fingerprint": fingerprintOf(KEYS.key1, "base64") };
        assert.equal(found(pairOf(), vaultSecret({ ...never, value: UNKNOWN_TEXT }, { tags })).length, 1);
        assert.match(
            found(vaultSecret({ ...never, value: UNKNOWN_TEXT }, { tags }))[0]?.message ?? "",
            /holds a pair's key and never expires: .* Set `expiresAfter: "90d"` in `keyVaultSecret` of the pair;/,
        );
    });

    it("flags a key that no pair rotates, by what it looks like", () => {
        const value = secret(connectionStringOf("photos", keyOf("photos")));
        assert.match(
            found(vaultSecret({ ...never, value }))[0]?.message ?? "",
            /holds a connection string with AccountKey and never expires/,
        );
    });

    it("flags an expiry beyond the longest age, counted from when the key was taken into use", () => {
        const expires = (days: number) => ({ attributes: { expires: inDays(days) } });
        assert.match(
            found(pairOf(), vaultSecret(expires(100)))[0]?.message ?? "",
            /expires only on 2027-04-11 \(at most 90 days\)/,
        );
        assert.deepEqual(found(pairOf(), vaultSecret(expires(90))), []);
    });

    it("says nothing of other secrets, of those that expire in time, and of what is not known yet", () => {
        assert.deepEqual(found(pairOf(), vaultSecret()), []);
        assert.deepEqual(found(pairOf(), vaultSecret({ ...never, value: secret("a password, and no key") })), []);
        assert.deepEqual(found(pairOf(), vaultSecret({ attributes: UNKNOWN_TEXT })), []);
        assert.deepEqual(found(pairOf(), vaultSecret({ attributes: { expires: UNKNOWN_TEXT } })), []);
        assert.deepEqual(found(vaultSecret({ ...never, value: UNKNOWN_TEXT })), []);
    });
});

describe("the expiry that secret-without-expiry sets", () => {
    it("counts from when the key was taken into use", () => {
        assert.equal(expiryFor({ rotatedAt: Date.parse(daysAgo(30)) }, 90, NOW), inDays(60));
    });

    it("does not change from day to day where that is not known, and is never more than the age away, nor less than half", () => {
        const seen = new Set<number>();
        for (let day = 0; day < 365; day += 1) {
            const now = new Date(NOW.getTime() + day * 86_400_000);
            const expires = expiryFor({ rotatedAt: undefined }, 90, now);
            seen.add(expires);
            const left = (expires * 1000 - now.getTime()) / 86_400_000;
            assert.ok(left <= 90 && left >= 45, `${left} days`);
        }
        assert.ok(seen.size <= 10, `${seen.size} values in a year`);
    });

    it("is not in the past, however old the key is", () => {
        assert.ok(expiryFor({ rotatedAt: Date.parse(daysAgo(200)) }, 90, NOW) > inDays(0));
    });
});
