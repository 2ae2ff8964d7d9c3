import { execFile } from "node:child_process";
import { withoutKeys } from "../../azure/armError";
import { durationMs } from "../../duration";
import type { GateContext } from "../../gates/gate";
import type { CommandInputs } from "../../gates/gateInputs";
import type { GateAnswer } from "../../lifecycle/gate";

/** `EX_TEMPFAIL` of sysexits.h: "try again later". */
const TRY_AGAIN_LATER = 75;

/** Runs the command; its exit code is the answer, and the last line that it prints is the reason. */
export function command({ command: argv, timeout }: CommandInputs, context: GateContext): Promise<GateAnswer> {
    const [file = "", ...args] = argv;
    const env = {
        ...process.env,
        TWO_KEY_PAIR: context.pair,
        TWO_KEY_GENERATION: String(context.generation),
        TWO_KEY_ACTIVE_SLOT: context.activeSlot,
        TWO_KEY_OUTGOING_SLOT: context.outgoingSlot,
    };
    return new Promise((resolve) => {
        execFile(file, args, { env, timeout: durationMs(timeout) ?? 0 }, (error, stdout, stderr) => {
            const said = `${stdout}\n${stderr}`.trim().split("\n").at(-1) ?? "";
            const reason = withoutKeys(said || error?.message || "it said nothing");
            if (error === null) {
                resolve({ status: "open" });
            } else if (error.killed) {
                resolve({ status: "failed", reason: `it did not end within ${timeout}` });
            } else {
                resolve({ status: error.code === TRY_AGAIN_LATER ? "waiting" : "failed", reason });
            }
        });
    });
}
