// The parts of Azurite that the sandbox runs; the package has no types of its own.

declare module "azurite/dist/src/blob/BlobConfiguration" {
    class BlobConfiguration {
        constructor(
            host: string,
            port: number,
            keepAliveTimeoutSeconds: number,
            metadataDBPath: string,
            extentDBPath: string,
            persistencePathArray: readonly { locationId: string; locationPath: string; maxConcurrency: number }[],
            enableAccessLog: boolean,
            accessLogWriteStream: undefined,
            enableDebugLog: boolean,
            debugLogFilePath: undefined,
            loose: boolean,
            skipApiVersionCheck: boolean,
            certificateFile: string,
            privateKeyFile: string,
            pwd: string,
            oauth: undefined,
            disableProductStyleUrl: boolean,
            isMemoryPersistence: boolean,
        );
    }

    // biome-ignore lint/style/noDefaultExport: what the package exports.
    export { BlobConfiguration as default };
}

declare module "azurite/dist/src/blob/BlobServer" {
    import type { Server } from "node:https";
    import type BlobConfiguration from "azurite/dist/src/blob/BlobConfiguration";

    class BlobServer {
        constructor(configuration: BlobConfiguration);
        readonly httpServer: Server;
        readonly accountDataStore: {
            getAccount(name: string): { name: string; key1: Buffer; key2?: Buffer } | undefined;
        };
        /** Its collection of old extents; it is not started where it is gone. */
        gcManager: object | undefined;
        readonly metadataStore: { iteratorExtents(): AsyncIterator<readonly string[]> };
        readonly extentMetadataStore: { iteratorExtents(): AsyncIterator<readonly string[]> };
        readonly extentStore: { deleteExtents(ids: Iterable<string>): Promise<number> };
        start(): Promise<void>;
        close(): Promise<void>;
    }

    // biome-ignore lint/style/noDefaultExport: what the package exports.
    export { BlobServer as default };
}

declare module "azurite/dist/src/blob/errors/StorageErrorFactory" {
    const StorageErrorFactory: {
        getAuthorizationFailure(contextId: string): Error;
        getAuthenticationFailed(contextId: string): Error;
    };

    // biome-ignore lint/style/noDefaultExport: what the package exports.
    export { StorageErrorFactory as default };
}

declare module "azurite/dist/src/blob/gc/BlobGCManager" {
    class BlobGCManager {
        start(): Promise<void>;
    }

    // biome-ignore lint/style/noDefaultExport: what the package exports.
    export { BlobGCManager as default };
}

declare module "azurite/dist/src/common/persistence/MemoryExtentStore" {
    /** The memory that all blob services of a process share. */
    const SharedChunkStore: { totalSize(): number };
}
