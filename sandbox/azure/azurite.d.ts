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
        start(): Promise<void>;
        close(): Promise<void>;
    }

    // biome-ignore lint/style/noDefaultExport: what the package exports.
    export { BlobServer as default };
}
