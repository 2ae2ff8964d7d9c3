import type { ProgramProcesses } from "../arguments/rotationInputs";

/** The SDK's runner, with which a language host runs a program. */
const RUNNER = /@pulumi[\\/]pulumi[\\/]cmd[\\/]run([\\/]|$)/;

/**
 * The processes that run this program. Under the SDK's runner, the parent is the language host. If a program drives the engine itself, by the
 * Automation API, its parent may end while the program goes on.
 */
export function thisProgram({
    pid,
    ppid,
    argv,
}: Pick<NodeJS.Process, "pid" | "ppid" | "argv"> = process): ProgramProcesses {
    return RUNNER.test(argv[1] ?? "") ? { pid, languageHost: ppid } : { pid };
}

let pairs = 0;

/** The program has made one more pair. */
export function countPair(): void {
    pairs += 1;
}

/** How many pairs the program has, once it has made those that it makes without waiting for anything. */
export function pairsOfProgram(): Promise<number> {
    return new Promise((resolve) => setImmediate(() => resolve(pairs)));
}
