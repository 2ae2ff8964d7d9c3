import { connect } from "node:net";

const ADDRESS = /^(?<host>[\d.]+):(?<port>\d+)$/;

/** The engine's address, which is an argument of every provider, beside others; undefined if none was given. */
export function engineAddress(argv: readonly string[] = process.argv): string | undefined {
    return argv.find((argument) => ADDRESS.test(argument));
}

/** Whether the engine still listens; yes if no address was given. */
export function engineListens(argv: readonly string[] = process.argv): Promise<boolean> {
    const { host, port } = ADDRESS.exec(engineAddress(argv) ?? "")?.groups ?? {};
    if (host === undefined || port === undefined) {
        return Promise.resolve(true);
    }
    return new Promise((resolve) => {
        const socket = connect({ host, port: Number(port) });
        const answer = (listens: boolean) => {
            socket.destroy();
            resolve(listens);
        };
        socket.once("connect", () => answer(true));
        // Any other failure, such as too many open files, tells nothing of the engine.
        socket.once("error", (error: NodeJS.ErrnoException) => answer(error.code !== "ECONNREFUSED"));
    });
}
