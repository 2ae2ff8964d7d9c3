import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { BlobServiceClient, StorageSharedKeyCredential } from "@azure/storage-blob";
import { cloudNamed } from "../../components/azure/cloud";
import { fingerprintOf } from "../../components/services/fingerprint";
import type { Endpoints } from "../../components/services/keyPairDescription";
import { storageRows } from "../../components/services/storage";

const KEY = Buffer.alloc(64, 7).toString("base64");

const row = storageRows.storageAccount;

function endpointsIn(cloud: string, resource: unknown = {}): Endpoints {
    return row.endpoints?.endpointsIn(["photos"], resource, cloudNamed(cloud).storageSuffix) ?? {};
}

describe("storage accounts", () => {
    const suffixes = {
        public: "core.windows.net",
        usgovernment: "core.usgovcloudapi.net",
        china: "core.chinacloudapi.cn",
    };
    for (const [cloud, suffix] of Object.entries(suffixes)) {
        it(`have endpoints and a connection string with ${suffix} in the ${cloud} cloud`, () => {
            const endpoints = endpointsIn(cloud);
            assert.deepEqual(endpoints, {
                blob: `https://photos.blob.${suffix}/`,
                file: `https://photos.file.${suffix}/`,
                queue: `https://photos.queue.${suffix}/`,
                table: `https://photos.table.${suffix}/`,
            });
            assert.equal(
                row.connectionString("photos", KEY, endpoints),
                `DefaultEndpointsProtocol=https;AccountName=photos;AccountKey=${KEY};EndpointSuffix=${suffix}`,
            );
        });
    }

    it("take the endpoints that the account names, as in a DNS zone or an emulator", () => {
        const primaryEndpoints = { blob: "https://127.0.0.1:10000/photos", queue: "https://127.0.0.1:10001/photos/" };
        const endpoints = endpointsIn("public", { properties: { primaryEndpoints } });
        assert.deepEqual(endpoints, {
            blob: "https://127.0.0.1:10000/photos/",
            queue: "https://127.0.0.1:10001/photos/",
        });
        assert.equal(
            row.connectionString("photos", KEY, endpoints),
            `DefaultEndpointsProtocol=https;AccountName=photos;AccountKey=${KEY};` +
                "BlobEndpoint=https://127.0.0.1:10000/photos/;QueueEndpoint=https://127.0.0.1:10001/photos/",
        );
    });

    it("have connection strings that the storage SDK reads as meant", () => {
        for (const resource of [
            {},
            { properties: { primaryEndpoints: { blob: "https://photos.z1.blob.storage.azure.net/" } } },
        ]) {
            const endpoints = endpointsIn("china", resource);
            const client = BlobServiceClient.fromConnectionString(row.connectionString("photos", KEY, endpoints));
            assert.equal(client.url, endpoints.blob);
            assert.deepEqual(client.credential, new StorageSharedKeyCredential("photos", KEY));
        }
    });

    it("find the key in a connection string wherever it stands", () => {
        assert.equal(row.keyInConnectionString(`AccountKey=${KEY};AccountName=photos`), KEY);
        assert.equal(row.keyInConnectionString(`AccountName=photos;accountkey=${KEY}`), KEY);
        assert.equal(row.keyInConnectionString(KEY), undefined);
    });

    it("read the keys of a list by slot, whatever the case of their names", () => {
        assert.deepEqual(
            row.list.keysIn(
                {
                    keys: [
                        { keyName: "Key1", value: "a" },
                        { keyName: "key2", value: "b" },
                    ],
                },
                [],
            ),
            {
                key1: "a",
                key2: "b",
            },
        );
    });
});

describe("fingerprintOf", () => {
    it("is SHA-256 of the decoded bytes of a base64 key, the form in which storage logs name it", () => {
        assert.equal(fingerprintOf(KEY, "base64"), createHash("sha256").update(Buffer.alloc(64, 7)).digest("hex"));
    });

    it("is SHA-256 of the text of any other key", () => {
        assert.equal(fingerprintOf("abc", "text"), createHash("sha256").update("abc").digest("hex"));
    });
});
