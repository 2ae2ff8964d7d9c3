import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";

const running = new Set<ChildProcess>();

/** Starts Node on a script; the child is known to {@link killChildren} until it ends. */
export function startNode(args: readonly string[], options: SpawnOptions): ChildProcess {
    const child = spawn(process.execPath, args, options);
    running.add(child);
    const forget = () => running.delete(child);
    child.once("exit", forget);
    child.once("error", forget);
    return child;
}

/** Kills every program and plugin that this language host still runs. */
export function killChildren(): void {
    for (const child of running) {
        child.kill("SIGKILL");
    }
}

/** The exit code of a child, or the code a shell would report where a signal ended it. Rejects if it never started. */
export function exitOf(child: ChildProcess): Promise<number> {
    return new Promise((resolve, reject) => {
        child.once("error", reject);
        child.once("close", (code) => resolve(code ?? 137));
    });
}
