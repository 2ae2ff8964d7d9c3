import { once } from "node:events";
import type { AddressInfo, Server } from "node:net";

/** Lets the server listen on a free port of this machine, and says which. */
export async function listen(server: Server): Promise<number> {
    await once(server.listen(0, "127.0.0.1"), "listening");
    return (server.address() as AddressInfo).port;
}

/** Closes the server with every connection. */
export async function close(server: Server & { closeAllConnections?(): void }): Promise<void> {
    const closed = once(server, "close");
    server.close();
    server.closeAllConnections?.();
    await closed;
}
