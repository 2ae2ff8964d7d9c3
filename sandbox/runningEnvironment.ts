import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { cacheFolder } from "./engine/engineCache";

/**
 * The file with which a running sandbox tells the other terminals of its user how to reach it. Nobody else may write there, because it is
 * sourced.
 */
const FILE = join(cacheFolder(), "running-sandbox.json");

interface Running {
    readonly pid: number;
    readonly commands: string;
}

/** Tells how to reach this process's sandbox, until the returned function is called. The file names the newest sandbox. */
export function tellEnvironment(commands: string, file = FILE): () => void {
    const mine: Running = { pid: process.pid, commands };
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(mine), { mode: 0o600 });
    return () => {
        if (readRunning(file)?.pid === process.pid) {
            rmSync(file, { force: true });
        }
    };
}

/** The shell commands that turn a terminal into one of the sandbox; nothing if none runs. */
export function toldEnvironment(file = FILE): string | undefined {
    const running = readRunning(file);
    return running !== undefined && isAlive(running.pid) ? running.commands : undefined;
}

function readRunning(file: string): Running | undefined {
    try {
        return JSON.parse(readFileSync(file, "utf8")) as Running;
    } catch {
        return undefined;
    }
}

function isAlive(pid: number): boolean {
    try {
        process.kill(pid, 0);
        return true;
    } catch {
        return false;
    }
}
