import { execFile } from "node:child_process";
import { join } from "node:path";

/** The counts in the last line that a command of the matrices prints, in a process of its own. */
export function lastLineOf(file: string, args: readonly string[]): Promise<Readonly<Record<string, number>>> {
    const command = ["--expose-gc", join(__dirname, "..", file), ...args];
    return new Promise((resolve, reject) => {
        execFile(process.execPath, command, { maxBuffer: Number.POSITIVE_INFINITY }, (error, stdout, stderr) => {
            if (error !== null) {
                reject(new Error(`${file} ended with ${error.code}:\n${stdout}\n${stderr}`));
            } else {
                resolve(JSON.parse(stdout.trim().split("\n").at(-1) ?? ""));
            }
        });
    });
}
