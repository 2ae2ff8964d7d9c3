import assert from "node:assert/strict";
import type { IncomingMessage } from "node:http";
import {
    AccountSASPermissions,
    AccountSASResourceTypes,
    AccountSASServices,
    BlobSASPermissions,
    ContainerSASPermissions,
    generateAccountSASQueryParameters,
    generateBlobSASQueryParameters,
    StorageSharedKeyCredential,
} from "@azure/storage-blob";
import { Journal } from "../../azure/journal";
import { authenticationOf } from "../../azure/storage/signer";
import { fingerprint, StorageAccount } from "../../azure/storage/storageAccount";

const expiresOn = new Date("2026-12-01T00:00:00Z");

describe("the log of a storage account", () => {
    const account = new StorageAccount("uploads", "rg", "https://localhost/uploads", new Journal(), {
        acceptedAfterMs: 0,
        refusedAfterMs: 0,
    });
    const credential = new StorageSharedKeyCredential("uploads", account.keys.key2);
    const hash = fingerprint(account.keys.key2).toUpperCase();

    function seen(url: string, headers: IncomingMessage["headers"] = {}) {
        return authenticationOf({ method: "GET", url, headers } as IncomingMessage, account);
    }

    const tokens = {
        "an account SAS": generateAccountSASQueryParameters(
            {
                expiresOn,
                permissions: AccountSASPermissions.parse("rl"),
                resourceTypes: AccountSASResourceTypes.parse("sco").toString(),
                services: AccountSASServices.parse("bq").toString(),
            },
            credential,
        ),
        "a SAS of a container": generateBlobSASQueryParameters(
            { containerName: "photos", expiresOn, permissions: ContainerSASPermissions.parse("rl") },
            credential,
        ),
        "a SAS of a blob": generateBlobSASQueryParameters(
            { containerName: "photos", blobName: "a/b c.jpg", expiresOn, permissions: BlobSASPermissions.parse("r") },
            credential,
        ),
    };
    for (const [name, token] of Object.entries(tokens)) {
        it(`names the key that signed ${name} of the official library`, () => {
            const { type, hash: told } = seen(`/uploads/photos/a/b%20c.jpg?${token}`);
            assert.equal(type, "SAS");
            assert.match(told, new RegExp(`^key2\\(${hash}\\),SasSignature\\([0-9A-F]{64}\\)$`));
        });
    }

    it("names no key for a token that none signed, nor for a request without any", () => {
        const token = String(tokens["a SAS of a container"]).replace("sp=rl", "sp=rwdl");
        assert.deepEqual(seen(`/uploads/photos?${token}`), { type: "SAS", hash: "" });
        assert.deepEqual(seen("/uploads/photos"), { type: "Anonymous", hash: "" });
        assert.deepEqual(seen("/uploads/photos", { authorization: "SharedKey uploads:AAAA" }), {
            type: "AccountKey",
            hash: "",
        });
    });
});
