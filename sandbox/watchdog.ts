// Run as a process by folderGuard.ts: node watchdog.js <folder>
//
// Lives as long as its stdin: when that closes, however the sandbox ended, it ends the processes that the sandbox still
// had and removes the sandbox's folder. It gets `+<pid>` when one starts and `-<pid>` when one has ended.
import { readFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";

/** How long a process gets to end by itself: `pulumi` then ends its plugins too. */
const graceMs = 3_000;

const [folder = ""] = process.argv.slice(2);
const running = new Set<number>();

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => {}); // a Ctrl-C is meant for the sandbox; its end is what counts here
}
createInterface({ input: process.stdin })
    .on("line", (line) => {
        const pid = Number(line.slice(1));
        line.startsWith("+") ? running.add(pid) : running.delete(pid);
    })
    .on("close", () => void cleanUp());

async function cleanUp(): Promise<void> {
    await Promise.all([...running].map(end));
    // A process that has just ended may still be writing its last file.
    await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
}

async function end(pid: number): Promise<void> {
    signal(pid, "SIGINT");
    for (const deadline = Date.now() + graceMs; isAlive(pid) && Date.now() < deadline; ) {
        await sleep(50);
    }
    signal(pid, "SIGKILL");
}

function isAlive(pid: number): boolean {
    return signal(pid, 0) && !isZombie(pid);
}

/** Ended, but its new parent has not looked yet: in a container the first process may never do. */
function isZombie(pid: number): boolean {
    try {
        return /\) Z /.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
    } catch {
        return false; // no /proc here
    }
}

function signal(pid: number, name: NodeJS.Signals | 0): boolean {
    try {
        return process.kill(pid, name);
    } catch {
        return false; // gone
    }
}
