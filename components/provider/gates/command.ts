import { durationMs } from "../../duration";
import type { GateContext } from "../../gates/gate";
import type { CommandInputs } from "../../gates/gateInputs";
import type { GateAnswer } from "../../lifecycle/gate";
import { runProgram } from "../runProgram";

/** `EX_TEMPFAIL` of sysexits.h: "try again later". */
const TRY_AGAIN_LATER = 75;

/** Runs the command; its exit code is the answer, and the last line that it prints is the reason. */
export async function command({ command, timeout }: CommandInputs, context: GateContext): Promise<GateAnswer> {
    const env = {
        TWO_KEY_PAIR: context.pair,
        TWO_KEY_GENERATION: String(context.generation),
        TWO_KEY_ACTIVE_SLOT: context.activeSlot,
        TWO_KEY_OUTGOING_SLOT: context.outgoingSlot,
    };
    const { ending, lastLine } = await runProgram({ command, env, timeoutMs: durationMs(timeout) ?? 0 });
    switch (ending) {
        case 0:
            return { status: "open" };
        case TRY_AGAIN_LATER:
            return { status: "waiting", reason: lastLine };
        case "timeout":
            return { status: "failed", reason: `it did not end within ${timeout}` };
        default:
            return { status: "failed", reason: lastLine };
    }
}
