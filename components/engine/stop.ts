/*
 * Stop means stop (rule 32): after a cancel or a signal nothing is regenerated, and what was under way is told by the next
 * update. This process has four ways to know:
 *
 * - the engine says so, on Ctrl-C or SIGTERM, by the call `Cancel`;
 * - the program, or the language host that runs it, has ended: the engine then finishes what is under way and says nothing;
 * - the parent of this process has ended;
 * - the engine, whose address this process was given, no longer listens: it was killed.
 *
 * A signal to this process itself ends it, and nothing of it goes on.
 */
import type { OfThisCommand } from "../arguments/rotationInputs";
import { onCancelCall } from "./cancelCall";
import { engineListens } from "./engineAddress";
import { UpdateWatch } from "./updateWatch";

const LOOK_EVERY_MS = 250;
const parent = process.ppid;
let program: readonly number[] = [];
let isWatching = false;

const watch = new UpdateWatch({
    processes: () => [parent, ...program],
    isRunning: (id) => (id !== parent || process.ppid === parent) && isRunning(id),
    engineListens,
});

/** Aborted as soon as a stop is noticed, with the error to throw as its reason. For waits, gates and other slow steps. */
export const whenStopped: AbortSignal = watch.signal;

/** Begins to look for signs of a stop. Called by the engine's first message to the handlers. */
export function watchUpdate(): void {
    if (!isWatching) {
        isWatching = true;
        onCancelCall(stopUpdate);
        setInterval(() => watch.look(), LOOK_EVERY_MS).unref();
    }
}

/** Takes note of the processes of the program, and returns the inputs that the engine keeps: without the values of this command alone. */
export function noteProgram<Inputs extends OfThisCommand>(inputs: Inputs): Omit<Inputs, keyof OfThisCommand> {
    const { program: processes, ahead: _, pairs: __, ...kept } = inputs;
    if (processes !== undefined) {
        program = Object.values(processes);
    }
    return kept;
}

/** The update is being stopped: for a host that gets this signal. */
export function stopUpdate(): void {
    watch.stop();
}

/** Whether the update is being stopped. Asked immediately before every regenerate. */
export function isStopped(): Promise<boolean> {
    return watch.isStopped();
}

/** @throws RotationError `stopped` */
export function throwIfStopped(): Promise<void> {
    return watch.throwIfStopped();
}

/** The result of slow work, or, as soon as the update is stopped, the error of the stop. */
export function unlessStopped<Result>(work: Promise<Result>): Promise<Result> {
    return watch.unlessStopped(work);
}

/** A process of somebody else runs as well. */
function isRunning(id: number): boolean {
    try {
        return process.kill(id, 0);
    } catch (error) {
        return !(error instanceof Error && "code" in error && error.code === "ESRCH");
    }
}
