import "./quietAzurite";

import { randomBytes } from "node:crypto";
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { join } from "node:path";
import BlobConfiguration from "azurite/dist/src/blob/BlobConfiguration";
import BlobServer from "azurite/dist/src/blob/BlobServer";
import StorageErrorFactory from "azurite/dist/src/blob/errors/StorageErrorFactory";
import { type CallPipeline, clientOf } from "../callPipeline";
import type { Certificates } from "../certificates";
import { close, portOf } from "../listener";
import type { LogWorkspaces } from "../logs/keptLogs";
import { blobRequest } from "./blobRequest";
import { removeOldExtents } from "./oldExtents";
import { STORAGE_SLOTS, type StorageAccount } from "./storageAccount";

// Azurite refuses a key that it does not know in the words with which Azure refuses an address.
StorageErrorFactory.getAuthorizationFailure = (contextId) => StorageErrorFactory.getAuthenticationFailed(contextId);

/** The data plane of blobs. */
export interface BlobService {
    /** `https://127.0.0.1:PORT` */
    readonly origin: string;
    stop(): Promise<void>;
}

/** Starts Azurite's blob service in this process, in memory, without logs and telemetry. */
export async function startBlobService(
    directory: string,
    certificates: Certificates,
    find: (account: string) => StorageAccount | undefined,
    pipeline: CallPipeline,
    logs?: LogWorkspaces,
): Promise<BlobService> {
    const server = new BlobServer(
        new BlobConfiguration(
            "127.0.0.1",
            0,
            0,
            join(directory, "blobs.json"),
            join(directory, "extents.json"),
            [{ locationId: "Default", locationPath: join(directory, "blobs"), maxConcurrency: 10 }],
            false,
            undefined,
            false,
            undefined,
            false,
            true,
            certificates.certificateFile,
            certificates.privateKeyFile,
            "",
            undefined,
            true,
            true,
        ),
    );
    // Azurite takes its accounts from the environment variable AZURITE_ACCOUNTS, once a minute. That would hand the keys
    // to every child process and mix two local Azures in one process; so it asks the accounts themselves instead.
    server.accountDataStore.getAccount = (name) => acceptedKeys(find(name));
    const azurite = server.httpServer.listeners("request");
    server.httpServer
        .removeAllListeners("request")
        .on("request", (request: IncomingMessage, response: ServerResponse) => {
            const call = blobCall(request);
            void pipeline.run(call, response, async () => {
                const account = find(call.target);
                const logged = account === undefined ? undefined : blobRequest(request, account);
                await new Promise<void>((resolve) => {
                    response.once("close", resolve);
                    for (const listener of azurite) {
                        (listener as RequestListener)(request, response);
                    }
                });
                if (logged !== undefined) {
                    logs?.note(call.target, "blob", { ...logged, status: response.statusCode });
                }
                return "sent";
            });
        });
    server.gcManager = undefined;
    await server.start();
    const endSweeping = removeOldExtents(server);
    server.httpServer.keepAliveTimeout = 0;
    return {
        origin: `https://127.0.0.1:${portOf(server.httpServer)}`,
        async stop() {
            await endSweeping();
            await close(server.httpServer);
            await server.close();
        },
    };
}

function acceptedKeys(account: StorageAccount | undefined): { name: string; key1: Buffer; key2: Buffer } | undefined {
    if (account === undefined) {
        return undefined;
    }
    // A slot without an accepted key still has to hold one: bytes that nobody knows.
    const [key1, key2] = STORAGE_SLOTS.map((slot) => {
        const key = account.acceptedKey(slot);
        return key === undefined ? randomBytes(64) : Buffer.from(key, "base64");
    });
    return key1 === undefined || key2 === undefined ? undefined : { name: account.name, key1, key2 };
}

/** Names a blob request by what its path addresses: the service, a container or a blob. */
function blobCall(request: IncomingMessage) {
    const path = new URL(`https://localhost${request.url}`).pathname;
    const [account = "", ...rest] = path.split("/").filter((segment) => segment !== "");
    const method = request.method ?? "GET";
    const subject = rest.length === 0 ? "blobService" : rest.length === 1 ? "containers" : "blobs";
    return { method, path, operation: `${subject}/${method.toLowerCase()}`, target: account, ...clientOf(request) };
}
