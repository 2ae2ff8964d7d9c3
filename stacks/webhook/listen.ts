import type { Server } from "node:http";

/** Listens where the platform says; in the sandbox, on a free port of which it tells its parent. */
export function listen(server: Server): void {
    // The platform decides when a connection ends; one closed here while a request is on its way would be lost.
    server.keepAliveTimeout = 0;
    const { PORT } = process.env;
    server.listen(Number(PORT ?? 0), PORT === undefined ? "127.0.0.1" : undefined, () => {
        const address = server.address();
        process.send?.({ port: typeof address === "object" ? address?.port : undefined });
    });
    // The sandbox has gone, in whichever way: so does the program.
    process.on("disconnect", () => process.exit());
}
