import assert from "node:assert/strict";
import type { Seen } from "../../components/consumers/consumer";
import { holdingsIn } from "../../components/consumers/holdings";
import { referenceTo, secretUriOf } from "../../components/consumers/keyVaultReference";

const SECRET = "https://vault.vault.azure.net/secrets/uploads";

const secret: Seen = { "": { fingerprint: "f2", uris: [SECRET, `${SECRET}/v2`] } };

function heldBy(value: string) {
    const places = [
        { name: "vault/uploads", seen: secret },
        { name: "web", seen: { UPLOADS: { value } } },
    ];
    return holdingsIn(places, (text) => `fingerprint of ${text}`)[1];
}

describe("rule 14: what a place holds", () => {
    it("is, for a value, the key in it", () => {
        assert.deepEqual(heldBy("AccountKey=x"), {
            consumer: "web/UPLOADS",
            holds: { fingerprint: "fingerprint of AccountKey=x" },
        });
    });

    it("is what stands beside a value that is not shown, and cannot be told where nothing does", () => {
        const seen: Seen = { one: { fingerprint: "f2" }, other: { fingerprint: undefined } };
        assert.deepEqual(
            holdingsIn([{ name: "apps", seen }], () => ""),
            [
                { consumer: "apps/one", holds: { fingerprint: "f2" } },
                { consumer: "apps/other", holds: "unknown" },
            ],
        );
    });

    it("is, for a reference to the current version or to no version, what the secret is marked with", () => {
        for (const uri of [`${SECRET}/v2`, `${SECRET}/`, SECRET]) {
            assert.deepEqual(heldBy(referenceTo(uri))?.holds, { fingerprint: "f2" });
        }
    });

    it("cannot be told of a reference to another version, another secret or another form", () => {
        assert.equal(heldBy(referenceTo(`${SECRET}/v1`))?.holds, "unknown");
        assert.equal(heldBy(referenceTo("https://other.vault.azure.net/secrets/uploads/v2"))?.holds, "unknown");
        assert.equal(heldBy("@Microsoft.KeyVault(VaultName=vault;SecretName=uploads)")?.holds, "unknown");
    });

    it("is nothing where the place does not exist yet, and a place of one value is named by itself", () => {
        const places = [
            { name: "web", seen: undefined },
            { name: "vault/uploads", seen: secret },
        ];
        assert.deepEqual(
            holdingsIn(places, () => ""),
            [
                { consumer: "web", holds: "nothing" },
                { consumer: "vault/uploads", holds: { fingerprint: "f2" } },
            ],
        );
    });

    it("is told of what was looked at besides, but for references to secrets of others", () => {
        const around: Seen = {
            "staging/KEY": { value: "k" },
            "staging/OLD": { value: referenceTo(`${SECRET}/v1`) },
            "staging/THEIRS": { value: referenceTo("https://other.vault.azure.net/secrets/uploads/v1") },
        };
        const [, ...besides] = holdingsIn(
            [
                { name: "vault/uploads", seen: secret },
                { name: "web", seen: {}, around },
            ],
            (text) => text,
        );
        assert.deepEqual(besides, [
            { consumer: "web/staging/KEY (not in the program: add it)", holds: { fingerprint: "k" } },
            { consumer: "web/staging/OLD (not in the program: add it)", holds: "unknown" },
        ]);
    });
});

describe("a Key Vault reference", () => {
    it("names a URI, with or without a trailing slash", () => {
        assert.equal(secretUriOf(referenceTo(`${SECRET}/v2`)), `${SECRET}/v2`);
        assert.equal(secretUriOf(referenceTo(`${SECRET}/`)), SECRET);
        assert.equal(secretUriOf("@Microsoft.KeyVault(VaultName=v;SecretName=s)"), undefined);
    });
});
