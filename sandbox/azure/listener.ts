import type { Server } from "node:http";
import type { Server as SocketServer } from "node:net";

/** Lets the server listen on a free port of this machine only, and returns the port. */
export async function listen(server: Server): Promise<number> {
    // Clients keep connections for as long as they like: a server that closes idle ones races with their next request.
    server.keepAliveTimeout = 0;
    await new Promise<void>((resolve, reject) => {
        server.once("error", reject).listen(0, "127.0.0.1", resolve);
    });
    return portOf(server);
}

/** The port that the server listens on. */
export function portOf(server: SocketServer): number {
    const address = server.address();
    if (address === null || typeof address === "string") {
        throw new Error("The server does not listen on a port.");
    }
    return address.port;
}

/** Closes the server with every connection, and returns when its port is free. */
export async function close(server: Server): Promise<void> {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    server.closeAllConnections();
    await closed;
}
