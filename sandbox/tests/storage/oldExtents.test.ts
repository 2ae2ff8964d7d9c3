import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { BlobServiceClient, type ContainerClient } from "@azure/storage-blob";
import BlobServer from "azurite/dist/src/blob/BlobServer";
import BlobGCManager from "azurite/dist/src/blob/gc/BlobGCManager";
import { type LocalAzure, startLocalAzure } from "../../azure/localAzure";
import { removeOldExtents } from "../../azure/storage/oldExtents";

const SIZE = 100_000;

describe("what blobs of the local Azure were before they were written over", function () {
    this.timeout(10_000);
    let directory: string;
    let azure: LocalAzure;
    let photos: ContainerClient;
    /** The service that the local Azure has started. */
    let server: BlobServer;
    let collections = 0;

    before(async () => {
        const { start } = BlobServer.prototype;
        const { start: collect } = BlobGCManager.prototype;
        BlobServer.prototype.start = function (this: BlobServer) {
            server = this;
            return start.call(this);
        };
        BlobGCManager.prototype.start = function (this: BlobGCManager) {
            collections += 1;
            return collect.call(this);
        };
        directory = await mkdtemp(join(tmpdir(), "extents-"));
        azure = await startLocalAzure({ directory });
        Object.assign(BlobServer.prototype, { start });
        Object.assign(BlobGCManager.prototype, { start: collect });
        const account = azure.storage.create("uploads", "photos");
        // Its type does not name the option, which is one of every client's.
        const options = { retryOptions: { maxTries: 1 }, tlsOptions: { ca: azure.authority } };
        const client = BlobServiceClient.fromConnectionString(account.connectionString("key1"), options);
        photos = client.getContainerClient("photos");
        await photos.create();
    });
    after(async () => {
        await azure.stop();
        await rm(directory, { recursive: true });
    });

    it("is not left to Azurite's own collection, which stops the process", () => {
        assert.ok(server !== undefined);
        assert.equal(collections, 0);
    });

    it("is removed, and what blobs are now is kept", async () => {
        for (let version = 0; version < 20; version += 1) {
            await photos.getBlockBlobClient("one").upload(Buffer.alloc(SIZE, version), SIZE);
        }
        await photos.getBlockBlobClient("other").upload(Buffer.alloc(SIZE, "o"), SIZE);
        const { extentMetadataStore } = server;
        const kept = async () => (await extentMetadataStore.iteratorExtents().next()).value.length;
        assert.ok((await kept()) > 20);
        const end = removeOldExtents(server, 20);
        while ((await kept()) > 2) {
            await delay(20);
        }
        await delay(60);
        await end();
        assert.equal(await kept(), 2);
        const one = await photos.getBlockBlobClient("one").downloadToBuffer();
        assert.ok(one.equals(Buffer.alloc(SIZE, 19)));
        const other = await photos.getBlockBlobClient("other").downloadToBuffer();
        assert.ok(other.equals(Buffer.alloc(SIZE, "o")));
    });

    it("is let be until the sweep after the one that has seen it", async () => {
        const seen: (readonly string[])[] = [];
        let all = ["old", "used"];
        const pages = (ids: readonly string[]) =>
            (async function* () {
                yield ids;
            })();
        const end = removeOldExtents(
            {
                extentMetadataStore: { iteratorExtents: () => pages(all) },
                metadataStore: { iteratorExtents: () => pages(["used"]) },
                extentStore: {
                    async deleteExtents(ids) {
                        seen.push([...ids]);
                        all = ["used", "beingWritten"];
                        return 0;
                    },
                },
            },
            30,
        );
        while (seen.length < 3) {
            await delay(5);
        }
        await end();
        assert.deepEqual(seen.slice(0, 3), [[], [], ["beingWritten"]]);
    });
});
