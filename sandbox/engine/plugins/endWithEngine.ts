/**
 * Ends this process when the engine that started it is gone. The engine holds the other end of stdin until it ends,
 * however it ends, so a `kill -9` of the engine leaves no plugin behind.
 *
 * @param cleanUp runs first, synchronously: for children, which would otherwise live on.
 */
export function endWithEngine(cleanUp: () => void = () => {}): void {
    const end = (code: number) => {
        cleanUp();
        process.exit(code);
    };
    process.stdin.on("end", () => end(0));
    process.stdin.on("error", () => end(0));
    process.stdin.resume();
    process.on("SIGINT", () => end(130));
    process.on("SIGTERM", () => end(143));
}
