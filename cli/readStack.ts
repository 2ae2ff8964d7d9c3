import { execFile } from "node:child_process";
import { fstatSync } from "node:fs";
import { text } from "node:stream/consumers";
import { readPlan } from "./previewPlan";
import { readStackExport, type StackExport, StackProblem } from "./stackExport";

/** Which stack is asked for; what is not given is as `pulumi` chooses it. */
export interface StackChoice {
    readonly stack?: string | undefined;
    readonly cwd?: string | undefined;
}

/** How long nothing is said while somebody may be waiting. */
const SILENT_MS = 3_000;

/** The export that is piped in; without a pipe, and where a stack is named, what `pulumi stack export` says of it. */
export async function readStack(choice: StackChoice): Promise<StackExport> {
    return readStackExport((await piped(choice)) ?? (await run(choice, ["stack", "export"])));
}

/** What an update would make, before there has been one: as `pulumi preview --json` says, which is run, or piped in. */
export async function readPreview(choice: StackChoice): Promise<StackExport> {
    return readPlan((await piped(choice)) ?? (await run(choice, ["preview", "--json"], "mayFail")), process.env);
}

/** What comes by a pipe; nothing where a stack is named, or where nobody pipes. */
async function piped({ stack, cwd }: StackChoice): Promise<string | undefined> {
    if (stack !== undefined || cwd !== undefined || !isPipe()) {
        return undefined;
    }
    const read = await told("reading from the pipe; to have the stack read instead, name it with --stack", () => {
        return text(process.stdin);
    });
    return read.trim() === "" ? undefined : read;
}

/** Nobody is waited for at a terminal. */
function isPipe(): boolean {
    const stdin = fstatSync(0);
    return stdin.isFIFO() || stdin.isFile() || stdin.isSocket();
}

/**
 * What a command of the engine prints. Secrets in it stay encrypted, and nothing is asked.
 *
 * @param failing `mayFail`: what it printed until it failed, if that is anything
 */
function run({ stack, cwd }: StackChoice, command: readonly string[], failing?: "mayFail"): Promise<string> {
    const args = [...command, ...(stack === undefined ? [] : ["--stack", stack])];
    const options = { cwd, maxBuffer: Number.POSITIVE_INFINITY };
    const end = () =>
        new Promise<string>((resolve, reject) => {
            const child = execFile("pulumi", [...args, "--non-interactive"], options, (error, stdout, stderr) => {
                if (error === null || (failing !== undefined && stdout.trimStart().startsWith("{"))) {
                    resolve(stdout);
                } else {
                    const why = stderr.trim() || error.message;
                    reject(new StackProblem(`\`pulumi ${args.join(" ")}\` failed: ${why}`));
                }
            });
            child.stdin?.end();
        });
    return told(`\`pulumi ${args.join(" ")}\` runs`, end);
}

/** Says on the terminal what is waited for, if that takes a while. */
async function told<Result>(what: string, wait: () => Promise<Result>): Promise<Result> {
    const timer = setTimeout(() => process.stderr.write(`${what} …\n`), SILENT_MS);
    try {
        return await wait();
    } finally {
        clearTimeout(timer);
    }
}
