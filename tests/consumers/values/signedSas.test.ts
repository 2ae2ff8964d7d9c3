import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { authenticationOf, Journal, StorageAccount } from "local-azure";
import { type SasArgs, sas } from "../../../components/consumers/values/sas";
import {
    type SasOrigin,
    sasExpiry,
    signedSas,
    signerOf,
    tokenIn,
} from "../../../components/consumers/values/signedSas";

const account = new StorageAccount("uploads", "rg", "https://uploads.blob.local.test", new Journal(), {
    acceptedAfterMs: 0,
    refusedAfterMs: 0,
});
const { key1, key2 } = account.keys;
const origin: SasOrigin = {
    account: "uploads",
    key: key1,
    endpoints: { blob: "https://uploads.blob.local.test/", queue: "https://uploads.queue.local.test/" },
    rotatedAt: "2026-11-24T10:00:00.789Z",
};

const contents: Readonly<Record<string, SasArgs>> = {
    account: { permissions: "rl", validFor: "120d", services: "bq", resourceTypes: "sco" },
    container: { permissions: "rl", validFor: "120d", container: "photos" },
    blob: { permissions: "r", validFor: "120d", container: "photos", blob: "a/b c.jpg" },
};

function signedSlot(path: string, token: string): string {
    const request = { method: "GET", url: `${path}?${token}`, headers: {} } as IncomingMessage;
    return authenticationOf(request, account).hash.slice(0, 4);
}

describe("a SAS", () => {
    for (const [name, content] of Object.entries(contents)) {
        it(`is signed with the key, as the service itself would verify it: ${name}`, async () => {
            assert.equal(signedSlot("/uploads/photos/a/b%20c.jpg", await signedSas(content, origin)), "key1");
            const other = await signedSas(content, { ...origin, key: key2 });
            assert.equal(signedSlot("/uploads/photos/a/b%20c.jpg", other), "key2");
        });

        it(`is known by the key that signed it, whichever that is: ${name}`, async () => {
            for (const key of [key1, key2]) {
                const token = tokenIn(await signedSas(content, { ...origin, key }));
                assert.ok(token !== undefined);
                const declared = Object.values(contents);
                assert.equal(await signerOf(token, declared, "uploads", [key1, key2]), key);
                assert.equal(
                    await signerOf(token, declared, "uploads", [randomBytes(64).toString("base64"), ""]),
                    undefined,
                );
            }
        });
    }

    it("is the same for as long as the key is in use, and ends a fixed time after that was taken into use", async () => {
        const content = sas({ permissions: "r", validFor: "120d", container: "photos" });
        const token = await signedSas(content, origin);
        assert.equal(await signedSas(content, { ...origin }), token);
        const fields = new URLSearchParams(token);
        assert.equal(fields.get("se"), "2027-03-24T10:00:00Z");
        assert.equal(sasExpiry(content, origin.rotatedAt).toISOString(), "2027-03-24T10:00:00.000Z");
        assert.deepEqual([fields.get("sv"), fields.get("spr"), fields.get("st")], ["2022-11-02", "https", null]);
        assert.notEqual(await signedSas(content, { ...origin, rotatedAt: "2026-12-24T10:00:00Z" }), token);
    });

    it("may be an address or a connection string, and is found in either", async () => {
        const url = await signedSas(
            { permissions: "r", validFor: "1d", container: "photos", blob: "a/b c.jpg", form: "url" },
            origin,
        );
        assert.match(url, /^https:\/\/uploads\.blob\.local\.test\/photos\/a\/b%20c\.jpg\?sv=/);
        const whole = await signedSas({ permissions: "rl", validFor: "1d", form: "connectionString" }, origin);
        assert.match(
            whole,
            /^BlobEndpoint=https:\/\/uploads\.blob\.local\.test\/;QueueEndpoint=[^;]+;SharedAccessSignature=sv=/,
        );
        for (const value of [url, whole]) {
            const token = tokenIn(value);
            assert.ok(token !== undefined);
            const declared = [{ permissions: "r", validFor: "1d", container: "photos", blob: "a/b c.jpg" }];
            assert.equal(await signerOf(token, declared, "uploads", [key1, key2]), key1);
        }
    });

    it("is told from a key, a connection string and an address without one", () => {
        for (const value of [key1, account.connectionString("key1"), "https://photos.test/?se=1", "", "a=b&sig=c"]) {
            assert.equal(tokenIn(value), undefined, value);
        }
    });

    it("of another making says nothing: its key cannot be told", async () => {
        const token = new URLSearchParams(
            await signedSas({ permissions: "r", validFor: "1d", container: "other" }, origin),
        );
        assert.equal(await signerOf(token, Object.values(contents), "uploads", [key1, key2]), undefined);
        token.set("se", "never");
        assert.equal(await signerOf(token, Object.values(contents), "uploads", [key1, key2]), undefined);
    });
});
