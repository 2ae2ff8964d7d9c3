// The sample web app: a photo store that keeps its photos in the storage account of its connection string.
// Run by a site: node server.js <name of the setting>. It listens on a free port and tells its parent which.

import { createServer, type ServerResponse } from "node:http";
import { BlobServiceClient, type ContainerClient, RestError } from "@azure/storage-blob";

const PHOTOS = 20;

const setting = process.argv[2] ?? "UPLOADS";
const server = createServer((_request, response) => {
    void serve(response);
});
// The platform decides when a connection ends; one closed here while a request is on its way would be lost.
server.keepAliveTimeout = 0;

// The platform has gone, in whichever way: so does the app.
process.on("disconnect", () => process.exit());

let photos: ContainerClient | undefined;
let served = 0;

async function serve(response: ServerResponse): Promise<void> {
    try {
        if (photos === undefined) {
            throw new Error(`The setting ${setting} is no connection string.`);
        }
        const name = `photo-${served++ % PHOTOS}`;
        const photo = photos.getBlockBlobClient(name);
        const pixels = `${name} of process ${process.pid}`;
        await photo.upload(pixels, pixels.length);
        await photo.downloadToBuffer();
        response.writeHead(200).end("ok\n");
    } catch (error) {
        const status = error instanceof RestError ? error.statusCode : undefined;
        const reason = error instanceof RestError ? error.code : "not configured";
        response.writeHead(status ?? 503).end(`${reason}\n`);
    }
}

async function start(): Promise<void> {
    try {
        // Without retries: the load is to see every refusal.
        const client = BlobServiceClient.fromConnectionString(process.env[setting] ?? "", {
            retryOptions: { maxTries: 1 },
        });
        photos = client.getContainerClient("photos");
        await photos.createIfNotExists();
    } catch {
        // An app with a wrong setting starts all the same, and answers what its storage answers.
    }
    server.listen(0, "127.0.0.1", () => {
        const address = server.address();
        process.send?.({ port: typeof address === "object" ? address?.port : undefined });
    });
}

void start();
