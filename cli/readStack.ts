import { execFile } from "node:child_process";
import { fstatSync } from "node:fs";
import { text } from "node:stream/consumers";
import { readPlan } from "./previewPlan";
import { readStackExport, type StackExport, StackProblem } from "./stackExport";

/** The requested stack; `pulumi` chooses the parts that are not given. */
export interface StackChoice {
    readonly stack?: string | undefined;
    readonly cwd?: string | undefined;
}

/** The time of silence while a person may be waiting. */
const SILENT_MS = 3_000;

/** The export that is piped in; without a pipe, or if a stack is named, the output of `pulumi stack export`. */
export async function readStack(choice: StackChoice): Promise<StackExport> {
    return readStackExport((await piped(choice)) ?? (await run(choice, ["stack", "export"])));
}

/** The resources that an update would make, before the first one: the output of `pulumi preview --json`, which is run, or piped in. */
export async function readPreview(choice: StackChoice): Promise<StackExport> {
    return readPlan((await piped(choice)) ?? (await run(choice, ["preview", "--json"], "mayFail")), process.env);
}

/** The text from a pipe; nothing if a stack is named, or if nobody pipes. */
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
 * The output of a command of the engine. Secrets in it stay encrypted, and nothing is asked.
 *
 * @param failing `mayFail`: its output until it failed, if there is any
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

/** Says on the terminal why it waits, if that takes a while. */
async function told<Result>(what: string, wait: () => Promise<Result>): Promise<Result> {
    const timer = setTimeout(() => process.stderr.write(`${what} …\n`), SILENT_MS);
    try {
        return await wait();
    } finally {
        clearTimeout(timer);
    }
}
