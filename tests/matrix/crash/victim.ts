import { execFileSync } from "node:child_process";

/** What is killed. With the engine its plugins end, as the engine's end of their pipes is closed. */
export type Victim = "engine" | "provider" | "program";

export const VICTIMS: readonly Victim[] = ["engine", "provider", "program"];

const COMMANDS: Readonly<Record<Exclude<Victim, "engine">, RegExp>> = {
    provider: /dynamic-?provider/i,
    program: /@pulumi\/pulumi\/cmd\/run[/ ]/,
};

/**
 * Kills with -9. The engine is stopped meanwhile, so that it starts and ends nothing while its descendants are listed.
 *
 * @returns whether the process was there.
 */
export function kill(victim: Victim, engine: number): boolean {
    if (victim === "engine") {
        return signal(engine, "SIGKILL");
    }
    signal(engine, "SIGSTOP");
    const found = descendants(engine).filter(({ command }) => COMMANDS[victim].test(command));
    const killed = found.filter(({ pid }) => signal(pid, "SIGKILL"));
    signal(engine, "SIGCONT");
    return killed.length > 0;
}

/** Every process beneath one. */
export function descendants(root: number): readonly { readonly pid: number; readonly command: string }[] {
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

/** Whether a process runs still; one that has ended and is not collected yet does not. */
export function isRunning(pid: number): boolean {
    try {
        const state = execFileSync("ps", ["-o", "state=", "-p", String(pid)], { encoding: "utf8" }).trim();
        return state !== "" && !state.startsWith("Z");
    } catch {
        return false;
    }
}

function signal(pid: number, name: NodeJS.Signals): boolean {
    try {
        return process.kill(pid, name);
    } catch {
        return false;
    }
}
