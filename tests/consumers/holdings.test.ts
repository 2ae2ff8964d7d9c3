import assert from "node:assert/strict";
import { holdingsIn, type SeenPlace } from "../../components/consumers/holdings";
import { referenceTo, secretUriOf } from "../../components/consumers/values/keyVaultReference";
import type { Seen } from "../../components/consumers/values/seenValue";

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

    it("is told of a reference in whatever case it names the vault and the secret (rule 24)", () => {
        const spelt = referenceTo(`${SECRET}/v2`.replace("uploads", "Uploads"));
        assert.deepEqual(heldBy(spelt)?.holds, { fingerprint: "f2" });
        const around: Seen = { "staging/OLD": { value: referenceTo(`${SECRET}/v1`.replace("vault.v", "Vault.v")) } };
        const places = [
            { name: "vault/uploads", seen: secret },
            { name: "web", seen: {}, around },
        ];
        assert.deepEqual(
            holdingsIn(places, () => "")
                .map(({ holds }) => holds)
                .slice(-1),
            ["unknown"],
        );
    });

    it("cannot be told of a secret that readers cannot use, nor of what refers to it, and why is said", () => {
        const disabled: Seen = { "": { unusable: "its current version is disabled", uris: [SECRET] } };
        const places = [
            { name: "vault/uploads", seen: disabled },
            { name: "web", seen: { UPLOADS: { value: referenceTo(`${SECRET}/`) } } },
        ];
        assert.deepEqual(
            holdingsIn(places, () => ""),
            [
                { consumer: "vault/uploads (its current version is disabled)", holds: "unknown" },
                { consumer: "web/UPLOADS", holds: "unknown" },
            ],
        );
    });

    it("is what a secret holds by its value, if that was read, and for what refers to it, too", () => {
        const read: Seen = { "": { value: "k2", uris: [SECRET] } };
        const places = [
            { name: "vault/uploads", seen: read },
            { name: "web", seen: { UPLOADS: { value: referenceTo(`${SECRET}/`) } } },
        ];
        const holds = holdingsIn(places, (text) => `fingerprint of ${text}`).map((holding) => holding.holds);
        assert.deepEqual(holds, Array(2).fill({ fingerprint: "fingerprint of k2" }));
    });

    it("is the key in a text of another form, and what is known of it is said", () => {
        const seen: Seen = {
            JAAS: { value: 'password="k2";', part: "k2" },
            TAGGED: { fingerprint: "f1", remark: "as its tags say" },
        };
        assert.deepEqual(
            holdingsIn([{ name: "web", seen }], (text) => text),
            [
                { consumer: "web/JAAS", holds: { fingerprint: "k2" } },
                { consumer: "web/TAGGED (as its tags say)", holds: { fingerprint: "f1" } },
            ],
        );
    });

    it("is nothing where the place does not exist yet, and a place of one value is named by itself", () => {
        const places: readonly SeenPlace[] = [
            { name: "web", seen: "absent" },
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
            { consumer: "web/staging/KEY (not in the program: add it)", holds: { fingerprint: "k" }, isOther: true },
            { consumer: "web/staging/OLD (not in the program: add it)", holds: "unknown", isOther: true },
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
