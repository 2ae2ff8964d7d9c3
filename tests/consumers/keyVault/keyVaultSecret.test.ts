import assert from "node:assert/strict";
import type { Access } from "../../../components/consumers/access";
import type { GivenToPlace } from "../../../components/consumers/consumer";
import { type KeyVaultSecretPlace, keyVaultSecretKind } from "../../../components/consumers/keyVault/keyVaultSecret";
import { FINGERPRINT_TAG } from "../../../components/consumers/values/secretTags";
import type { Seen } from "../../../components/consumers/values/seenValue";
import { fakeAccess, Refused } from "../support/fakeAccess";

const UNREADABLE = "its value could not be read, for which this identity needs the role Key Vault Secrets User";

const SECRET = "https://vault.vault.azure.net/secrets/uploads";

const place: KeyVaultSecretPlace = {
    kind: "keyVaultSecret",
    argument: "consumers[0]",
    resourceGroupName: "rg",
    vaultName: "vault",
    secretName: "uploads",
};

const properties = { secretUri: SECRET, secretUriWithVersion: `${SECRET}/v2` };

function seen(answer: () => unknown) {
    const access = fakeAccess(answer);
    return { access, looked: keyVaultSecretKind.look?.(place, access) };
}

describe("a Key Vault secret", () => {
    it("is looked at by its tag, in one call, and never shows its value", async () => {
        const { access, looked } = seen(() => ({ properties, tags: { [FINGERPRINT_TAG]: "f2" } }));
        assert.deepEqual(await looked, { "": { fingerprint: "f2", uris: [SECRET, `${SECRET}/v2`] } });
        assert.deepEqual(access.calls, ["GET vault/secrets/uploads"]);
    });

    it("may hold any key where it has no such tag, and nothing where it does not exist", async () => {
        const untagged = await seen(() => ({ properties })).looked;
        assert.deepEqual(untagged, { "": { fingerprint: undefined, uris: [SECRET, `${SECRET}/v2`] } });
        const absent = seen(() => {
            throw new Refused(404);
        });
        assert.equal(await absent.looked, "absent");
    });

    it("is of no use to its readers while its current version is disabled, whatever its tag says", async () => {
        const disabled = { ...properties, attributes: { enabled: false } };
        const { looked } = seen(() => ({ properties: disabled, tags: { [FINGERPRINT_TAG]: "f2" } }));
        assert.deepEqual(await looked, {
            "": { unusable: "its current version is disabled", uris: [SECRET, `${SECRET}/v2`] },
        });
        const enabled = seen(() => ({ properties: { ...properties, attributes: { enabled: true } }, tags: null }));
        assert.deepEqual(await enabled.looked, { "": { fingerprint: undefined, uris: [SECRET, `${SECRET}/v2`] } });
    });

    it("is known by its tag in whatever case a policy has rewritten it", async () => {
        const { looked } = seen(() => ({ properties, tags: { [FINGERPRINT_TAG.toUpperCase()]: "f2" } }));
        assert.deepEqual(await looked, { "": { fingerprint: "f2", uris: [SECRET, `${SECRET}/v2`] } });
    });
});

describe("a closer look at a Key Vault secret", () => {
    const uris = [SECRET, `${SECRET}/v2`];
    const closer = (
        shown: Seen,
        found: Awaited<ReturnType<Access["readSecret"]>>,
        asked: string[] = [],
        given: GivenToPlace = { fingerprint: "f2" },
    ) => {
        const access = fakeAccess(
            () => undefined,
            5,
            [],
            async (uri) => {
                asked.push(uri);
                return found;
            },
        );
        return keyVaultSecretKind.lookCloser?.(place, shown, access, given);
    };

    it("tells by its value, where tags are missing or old", async () => {
        const asked: string[] = [];
        const old = { "": { fingerprint: "f1", uris } };
        assert.deepEqual(await closer(old, { value: "k2" }, asked), { "": { value: "k2", uris } });
        assert.deepEqual(asked, [SECRET]);
    });

    it("says what is known if the value may not be read", async () => {
        const remarkOn = async (fingerprint: string | undefined) => {
            const seen = await closer({ "": { fingerprint, uris } }, "refused");
            const value = seen?.[""];
            return value !== undefined && "fingerprint" in value ? [value.fingerprint, value.remark] : undefined;
        };
        assert.deepEqual(await remarkOn("f1"), ["f1", `as its tags say, which may be old; ${UNREADABLE}`]);
        assert.deepEqual(await remarkOn(undefined), [
            undefined,
            `it has no tag that says which key it holds; ${UNREADABLE}`,
        ]);
    });

    it("believes no tags of an earlier switch that happen to name the key in use", async () => {
        const marked = { fingerprint: "f2", rotatedAt: "2026-01-01T00:00:00.000Z", uris };
        assert.deepEqual(await closer({ "": marked }, "refused"), {
            "": { fingerprint: undefined, uris, remark: `its tags are of an earlier switch; ${UNREADABLE}` },
        });
    });

    it("believes the version that the stack wrote, where the value may not be read, but not one without its tags", async () => {
        const given = { fingerprint: "f2", version: `${SECRET}/v2` };
        const by = (fingerprint: string | undefined, version: string) =>
            closer({ "": { fingerprint, uris } }, "refused", [], { ...given, version });
        assert.deepEqual(await by("f1", `${SECRET}/v2`), { "": { fingerprint: "f2", uris } });
        for (const seen of [await by("f1", `${SECRET}/v1`), await by(undefined, `${SECRET}/v2`)]) {
            const value = seen?.[""];
            assert.ok(value !== undefined && "fingerprint" in value && value.fingerprint !== "f2");
        }
    });

    it("is not taken at what is disabled, and not needed for what was read", async () => {
        for (const shown of [{ "": { unusable: "disabled", uris } }, { "": { value: "k", uris } }, {}] as Seen[]) {
            assert.equal(await closer(shown, { value: "k2" }), shown);
        }
    });
});
