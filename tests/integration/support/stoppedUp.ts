import { execFile } from "node:child_process";
import { access } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import type { JournalEntry } from "local-azure";
import type { Stack } from "./stack";
import { startUp } from "./startedUp";
import type { Testbed } from "./testbed";

/** Ways to stop an update, given the engine's process. */
export const STOPS = {
    "Ctrl-C in a terminal": (engine: number) => signal(-engine, "SIGINT"),
    "SIGINT of the engine alone": (engine: number) => signal(engine, "SIGINT"),
    "SIGTERM of the engine": (engine: number) => signal(engine, "SIGTERM"),
    "SIGTERM of the language host": async (engine: number) => signal(await languageHostOf(engine), "SIGTERM"),
    "kill -9 of the engine": (engine: number) => signal(engine, "SIGKILL"),
} as const;

export type Stop = keyof typeof STOPS;

/** The result of an update that was stopped. */
export interface Stopped {
    readonly all: string;
    /** How long it took to end, in milliseconds. */
    readonly endedAfterMs: number;
    /** The journal from the stop until a while after the end. */
    readonly entries: readonly JournalEntry[];
}

/** Work that is under way gets this time to do harm. */
const WATCH_MS = 15_000;

/** Runs an `up`, stops it once the moment is there, which may depend on its output, and watches the remaining work for a while. */
export async function stopUp(
    testbed: Testbed,
    stack: Stack,
    stop: Stop,
    moment: (printed: string) => Promise<boolean> | boolean,
): Promise<Stopped> {
    const { journal } = testbed.sandbox.azure;
    const { child } = await startUp(testbed, stack);
    let printed = "";
    child.all?.on("data", (chunk: Buffer) => {
        printed += chunk;
    });
    while (!(await moment(printed))) {
        if (child.exitCode !== null) {
            throw new Error(`The update ended before it was stopped:\n${printed}`);
        }
        await sleep(100);
    }
    const from = journal.entries.length;
    const stoppedAt = Date.now();
    await STOPS[stop](child.pid ?? 0);
    const { all } = await child;
    const endedAfterMs = Date.now() - stoppedAt;
    testbed.trail.print(all);
    await sleep(WATCH_MS);
    return { all, endedAfterMs, entries: journal.entries.slice(from) };
}

/** Whether a file is there. */
export function exists(path: string): Promise<boolean> {
    return access(path).then(
        () => true,
        () => false,
    );
}

function signal(process_: number, name: NodeJS.Signals): void {
    process.kill(process_, name);
}

async function languageHostOf(engine: number): Promise<number> {
    const { stdout } = await promisify(execFile)("ps", ["-A", "-o", "pid=,ppid=,args="]);
    const host = stdout
        .split("\n")
        .map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line))
        .find((match) => Number(match?.[2]) === engine && /languageHost|pulumi-language-/.test(match?.[3] ?? ""));
    if (host === undefined || host === null) {
        throw new Error(`No language host runs under ${engine}:\n${stdout}`);
    }
    return Number(host[1]);
}
