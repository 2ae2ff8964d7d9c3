import { join } from "node:path";
import type { Stack } from "./stack";
import type { Testbed } from "./testbed";

/**
 * Starts an `up` as the stack is configured, for a caller that kills a part of it; its process id is the engine's, and that of
 * its process group, as in a terminal.
 */
export async function startUp(
    { sandbox, env }: Testbed,
    stack: Stack,
    args: readonly string[] = [],
    environment: Readonly<Record<string, string>> = {},
) {
    const { execa } = await import("execa");
    const child = execa(join(sandbox.engine.directory, "pulumi"), [...stack.upCommand(args), "--non-interactive"], {
        cwd: stack.project.folder,
        env: { ...sandbox.env, ...env, ...environment },
        extendEnv: false,
        stdin: "ignore",
        detached: true,
        all: true,
        reject: false,
    });
    // In an object: a process is a promise of its end.
    return { child };
}
