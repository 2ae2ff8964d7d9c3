import { execFile } from "node:child_process";
import type { ProgramCall, ProgramEnd } from "../consumers/access";
import { oneLine } from "../oneLine";
import { noteValue } from "../redaction/redacted";

/** How long a program may take to end that was asked to. */
const ENDS_WITHIN_MS = 5_000;

/** Runs a program in the folder of the user's own. Its standard input is secret. */
export function runProgram({ command, env, timeoutMs, stdin = "", signal }: ProgramCall): Promise<ProgramEnd> {
    noteValue(stdin);
    const [file = "", ...args] = command;
    const options = { env: { ...process.env, ...env }, timeout: timeoutMs, signal };
    return new Promise((resolve) => {
        const child = execFile(file, args, options, (error, stdout, stderr) => {
            clearTimeout(lastChance);
            const said = `${stdout}\n${stderr}`.trim().split("\n").at(-1) ?? "";
            const lastLine = oneLine(said || startProblem(error) || "it said nothing");
            resolve({ ending: endingOf(error), stdout, lastLine });
        });
        // A program may ignore that it was asked to end when its time was up.
        const lastChance = setTimeout(() => child.kill("SIGKILL"), timeoutMs + ENDS_WITHIN_MS);
        // A program that does not read its input is judged by its exit code.
        child.stdin?.on("error", () => undefined);
        child.stdin?.end(stdin);
    });
}

type Failure = Parameters<NonNullable<Parameters<typeof execFile>[3]>>[0];

function endingOf(error: Failure): ProgramEnd["ending"] {
    if (error === null) {
        return 0;
    }
    if (typeof error.code === "number") {
        return error.code;
    }
    // Too long an output ends a program as well, and has a code of its own.
    return error.killed === true && typeof error.code !== "string" ? "timeout" : "failure";
}

/** The reason why it did not run to its end, if it has no exit code; the text of any other error repeats the arguments. */
function startProblem(error: Failure): string | undefined {
    return typeof error?.code === "string" ? error.message : undefined;
}
