import { once } from "node:events";
import { createServer, type TLSSocket } from "node:tls";
import RedisParser from "redis-parser";
import type { Certificates } from "../certificates";
import { portOf } from "../listener";

/** The data plane of one cache: authentication only. */
export interface RedisServer {
    /** `https://127.0.0.1:PORT/`: what stands for the cache's host and TLS port. */
    readonly endpoint: string;
    stop(): Promise<void>;
}

/** Starts a Redis that knows its password only, which is any of the keys that are accepted at that moment. */
export async function startRedisServer(
    certificates: Pick<Certificates, "certificate" | "privateKey">,
    acceptedKeys: () => readonly string[],
): Promise<RedisServer> {
    const sockets = new Set<TLSSocket>();
    const server = createServer({ cert: certificates.certificate, key: certificates.privateKey }, (socket) => {
        sockets.add(socket.on("close", () => sockets.delete(socket)).on("error", () => socket.destroy()));
        const session = newSession(acceptedKeys);
        const parser = new RedisParser({
            returnReply: (command: unknown) => socket.write(`${session(asWords(command))}\r\n`),
            returnError: () => socket.destroy(),
        });
        socket.on("data", (chunk: Buffer) => parser.execute(chunk));
    });
    // A client that does not trust the certificate hangs up.
    server.on("tlsClientError", () => undefined);
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return {
        endpoint: `https://127.0.0.1:${portOf(server)}/`,
        async stop() {
            server.close();
            for (const socket of sockets) {
                socket.destroy();
            }
            await once(server, "close");
        },
    };
}

/** Answers the commands of one connection. */
function newSession(acceptedKeys: () => readonly string[]): (command: readonly string[]) => string {
    let authenticated = false;
    return ([name = "", ...args]) => {
        if (name.toUpperCase() === "AUTH") {
            const [password, user = "default"] = [...args].reverse();
            authenticated = user === "default" && password !== undefined && acceptedKeys().includes(password);
            return authenticated ? "+OK" : "-WRONGPASS invalid username-password pair or user is disabled.";
        }
        if (!authenticated) {
            return "-NOAUTH Authentication required.";
        }
        return name.toUpperCase() === "PING" ? "+PONG" : "-ERR unknown command";
    };
}

function asWords(command: unknown): readonly string[] {
    return Array.isArray(command) ? command.map(String) : [];
}
