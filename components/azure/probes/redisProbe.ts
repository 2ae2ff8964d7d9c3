import { isIP } from "node:net";
import { connect } from "node:tls";
import { type KeyProbe, soleEndpoint } from "./probe";

const TEN_SECONDS = 10_000;
const ACCEPTED = "+OK\r\n+PONG\r\n";

/**
 * Azure Cache for Redis and Azure Managed Redis: `AUTH` and `PING` over TLS.
 * Written out because the exchange is two lines, while a client library adds 11 MB to every installation, and reconnects, tries again
 * and negotiates where one try is wanted; the tests compare what is sent with what `@redis/client` sends.
 */
export const probeRedis: KeyProbe = (key, target) =>
    new Promise((resolve) => {
        const { hostname: host, port } = new URL(soleEndpoint(target));
        const socket = connect({ host, port: Number(port), ...(isIP(host) === 0 ? { servername: host } : {}) });
        const timer = setTimeout(() => socket.destroy(), TEN_SECONDS);
        let received = "";
        socket
            .setEncoding("utf8")
            .on("error", () => undefined)
            .on("data", (chunk: string) => {
                received += chunk;
                if (received === ACCEPTED || !ACCEPTED.startsWith(received)) {
                    socket.destroy();
                }
            })
            .on("close", () => {
                clearTimeout(timer);
                resolve(received === ACCEPTED);
            })
            .write(command("AUTH", key) + command("PING"));
    });

/** A command in the Redis serialization protocol. */
function command(...words: readonly string[]): string {
    return `*${words.length}\r\n${words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`).join("")}`;
}
