import { execFile, execFileSync } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import type { Victim } from "../crash/victim";

const COMMANDS: Readonly<Record<Exclude<Victim, "engine">, RegExp>> = {
    provider: /dynamic-?provider/i,
    program: /@pulumi\/pulumi\/cmd\/run[/ ]/,
};

const ONE_MINUTE = 60_000;

/**
 * Kills with -9. The engine is stopped meanwhile, so that it starts and ends nothing while its descendants are listed.
 *
 * @returns the processes that end by it; none where the victim is not there.
 */
export function kill(victim: Victim, engine: number): readonly number[] {
    if (!signal(engine, "SIGSTOP")) {
        return [];
    }
    const family = descendants(engine);
    if (victim === "engine") {
        signal(engine, "SIGKILL");
        return [engine, ...family.map(({ pid }) => pid)];
    }
    const killed = only(victim, family).filter((pid) => signal(pid, "SIGKILL"));
    signal(engine, "SIGCONT");
    return killed;
}

/** Keeps the program from asking for anything more. Returns how to let it go on. */
export function pauseProgram(engine: number): () => void {
    const paused = only("program", descendants(engine)).filter((pid) => signal(pid, "SIGSTOP"));
    return () => {
        for (const pid of paused) {
            signal(pid, "SIGCONT");
        }
    };
}

/** Returns when none of the processes is running. */
export async function ended(pids: readonly number[]): Promise<void> {
    for (const deadline = Date.now() + ONE_MINUTE; Date.now() < deadline; await sleep(20)) {
        if (pids.length === 0 || !(await areRunning(pids))) {
            return;
        }
    }
    throw new Error(`Of the processes ${pids.join(", ")}, which were killed, one did not end within a minute.`);
}

interface Process {
    readonly pid: number;
    readonly command: string;
}

function only(victim: Exclude<Victim, "engine">, processes: readonly Process[]): readonly number[] {
    return processes.filter(({ command }) => COMMANDS[victim].test(command)).map(({ pid }) => pid);
}

/** Every process beneath one. */
function descendants(root: number): readonly Process[] {
    const all = execFileSync("ps", ["-A", "-ww", "-o", "pid=,ppid=,args="], { encoding: "utf8" })
        .split("\n")
        .flatMap((line) => {
            const [, pid, parent, command = ""] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
            return pid === undefined ? [] : [{ pid: Number(pid), parent: Number(parent), command }];
        });
    const tree = all.filter(({ pid }) => pid === root);
    for (const { pid } of tree) {
        tree.push(...all.filter(({ parent }) => parent === pid));
    }
    return tree.slice(1);
}

/** Whether one of the processes runs still; one that has ended and is not collected yet does not. */
function areRunning(pids: readonly number[]): Promise<boolean> {
    return new Promise((resolve) => {
        // If no such process exists, the command fails and prints nothing.
        execFile("ps", ["-o", "state=", "-p", pids.join(",")], (_, states) =>
            resolve(/[^\sZ]/.test(states.replace(/Z\S*/g, ""))),
        );
    });
}

function signal(pid: number, name: NodeJS.Signals): boolean {
    try {
        return process.kill(pid, name);
    } catch {
        return false;
    }
}
