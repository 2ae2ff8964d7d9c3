import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp } from "node:fs/promises";
import { Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A temporary folder that is gone when this process is, even after `kill -9`, and processes that end with it. */
export interface FolderGuard {
    readonly folder: string;
    /** Has a process end with the folder, unless it is released before. */
    guard(pid: number): void;
    release(pid: number): void;
    /** Whether the end has begun: a process that starts now would outlive the folder, or make it again. */
    readonly isEnding: boolean;
    /** Ends the guarded processes and removes the folder. */
    end(): Promise<void>;
}

export async function guardFolder(prefix: string): Promise<FolderGuard> {
    const folder = await mkdtemp(join(tmpdir(), prefix));
    const watchdog = spawn(process.execPath, [join(__dirname, "watchdog.js"), folder], {
        // Its own process group, so that a Ctrl-C in the terminal leaves it to do its work.
        detached: true,
        stdio: ["pipe", "ignore", "ignore"],
    });
    const exited = once(watchdog, "exit");
    // Without a watchdog (somebody killed it) the sandbox still works, and end() removes nothing.
    watchdog.stdin.on("error", () => {});
    // It must not keep this process running.
    watchdog.unref();
    if (watchdog.stdin instanceof Socket) {
        watchdog.stdin.unref();
    }
    let isEnding = false;
    return {
        folder,
        get isEnding() {
            return isEnding;
        },
        guard: (pid) => watchdog.stdin.write(`+${pid}\n`),
        release: (pid) => watchdog.stdin.write(`-${pid}\n`),
        end: async () => {
            isEnding = true;
            watchdog.ref();
            watchdog.stdin.end();
            await exited;
        },
    };
}
