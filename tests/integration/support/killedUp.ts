import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Fault, JournalEntry, LocalAzure } from "local-azure";
import type { Photos } from "./photos";
import type { Stack } from "./stack";
import { startUp } from "./startedUp";
import type { Testbed } from "./testbed";

/** Whose update is killed. */
interface Victim extends Pick<Photos, "stack" | "names"> {
    /** The cloud of the call; the local Azure unless given. */
    readonly cloud?: Pick<LocalAzure, "journal" | "faults">;
}

/**
 * Runs an `up` and kills all of it with -9 (engine, providers, program) at a call that has taken effect and is never
 * answered, so that the moment is the same in each run. Returns its part of the journal.
 */
export async function killUp(
    testbed: Testbed,
    { stack, names, cloud = testbed.sandbox.azure }: Victim,
    at: Pick<Fault, "operation" | "nth">,
    environment: Readonly<Record<string, string>> = {},
): Promise<readonly JournalEntry[]> {
    const { journal, faults } = cloud;
    const from = journal.entries.length;
    const match = ({ target }: { target: string }) => names.includes(target);
    const fault = faults.add({ ...at, match, hang: true, afterEffect: true });
    const reached = new Promise<void>((resolve) => {
        const end = journal.on(({ operation }) => {
            if (operation === at.operation && fault.hits > 0) {
                end();
                resolve();
            }
        });
    });
    await killUpWhen(
        testbed,
        stack,
        reached.then(() => fault.remove()),
        environment,
    );
    return journal.entries.slice(from);
}

/** Runs an `up` and kills all of it with -9 as soon as the moment is there. */
export async function killUpWhen(
    testbed: Testbed,
    stack: Stack,
    reached: Promise<void>,
    environment: Readonly<Record<string, string>> = {},
): Promise<void> {
    const { child } = await startUp(testbed, stack, [], environment);
    const outcome = await Promise.race([reached, child]);
    if (outcome !== undefined) {
        throw new Error(`The update ended before it was killed:\n${outcome.all}`);
    }
    await killTree(child.pid ?? 0);
    testbed.trail.print((await child).all);
}

/** The engine is stopped first, so that it starts and ends nothing while its descendants are listed. */
async function killTree(root: number): Promise<void> {
    process.kill(root, "SIGSTOP");
    const { stdout } = await promisify(execFile)("ps", ["-A", "-o", "pid=,ppid="]);
    const parents = stdout
        .trim()
        .split("\n")
        .map((line) => line.trim().split(/\s+/).map(Number));
    const tree = [root];
    for (const pid of tree) {
        tree.push(...parents.filter(([, parent]) => parent === pid).map(([child = 0]) => child));
    }
    // From the leaves up: a parent that lives on would take a dead child for a reason to end by itself, in order.
    for (const pid of tree.reverse()) {
        kill(pid);
    }
}

function kill(pid: number): void {
    try {
        process.kill(pid, "SIGKILL");
    } catch {
        // It has ended meanwhile.
    }
}
