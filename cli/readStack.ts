import { execFile } from "node:child_process";
import { fstatSync } from "node:fs";
import { text } from "node:stream/consumers";
import { readStackExport, type StackExport, StackProblem } from "./stackExport";

/** Which stack is asked for; what is not given is as `pulumi` chooses it. */
export interface StackChoice {
    readonly stack?: string | undefined;
    readonly cwd?: string | undefined;
}

/** The export that is piped in; without a pipe, and where a stack is named, what `pulumi stack export` says of it. */
export async function readStack({ stack, cwd }: StackChoice): Promise<StackExport> {
    const piped = stack === undefined && cwd === undefined && isPipe() ? await text(process.stdin) : "";
    return readStackExport(piped.trim() === "" ? await exported({ stack, cwd }) : piped);
}

/** Nobody is waited for at a terminal. */
function isPipe(): boolean {
    const stdin = fstatSync(0);
    return stdin.isFIFO() || stdin.isFile() || stdin.isSocket();
}

/** Secrets in it stay encrypted. */
function exported({ stack, cwd }: StackChoice): Promise<string> {
    const args = ["stack", "export", ...(stack === undefined ? [] : ["--stack", stack])];
    return new Promise((resolve, reject) => {
        execFile("pulumi", args, { cwd, maxBuffer: Number.POSITIVE_INFINITY }, (error, stdout, stderr) => {
            if (error === null) {
                resolve(stdout);
            } else {
                const why = stderr.trim() || error.message;
                reject(new StackProblem(`\`pulumi ${args.join(" ")}\` failed: ${why}`));
            }
        });
    });
}
