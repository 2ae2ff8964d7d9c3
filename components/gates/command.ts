import type { Input } from "@pulumi/pulumi";
import { durationMs } from "../duration";
import { list } from "../shape/containers";
import { durationProblems, unless } from "../shape/problem";
import { programArgument, text } from "../shape/values";
import { type Gate, type GateKind, gateOf } from "./gate";

export interface CommandInputs {
    readonly kind: "command";
    readonly command: readonly string[];
    readonly timeout: string;
}

/**
 * Runs a command: exit code 0 opens the gate, 75 ("try again later") keeps it waiting, any other fails it; the last line it
 * prints is the reason. It finds the pair in `TWO_KEY_PAIR`, `TWO_KEY_GENERATION`, `TWO_KEY_ACTIVE_SLOT` and
 * `TWO_KEY_OUTGOING_SLOT`, and never a key.
 *
 * @param argv - the program and its arguments
 * @example
 * ```ts
 * command(["./smoke-test.sh", "--quick"], { timeout: "2m" })
 * ```
 */
export function command(
    argv: readonly Input<string>[],
    options: {
        /** How long the program may take; default `60s`. */
        readonly timeout?: Input<string>;
    } = {},
): Gate {
    return gateOf<CommandInputs>({ kind: "command", command: argv, timeout: "60s", ...options });
}

/** `EX_TEMPFAIL` of sysexits.h: "try again later". */
const TRY_AGAIN_LATER = 75;

export const commandGate: GateKind<CommandInputs> = {
    madeBy: "command",
    members: { command: list(programArgument), timeout: text(100) },
    problems: ({ command, timeout }, argument) => [
        ...unless((command[0] ?? "") !== "", `${argument}.command`, "must name a program", command),
        ...durationProblems(`${argument}.timeout`, timeout, "timer"),
    ],
    label: ({ command }) => command.join(" "),
    async ask({ command, timeout }, { run, switched }) {
        const env = {
            TWO_KEY_GENERATION: String(switched.generation),
            TWO_KEY_ACTIVE_SLOT: switched.activeSlot,
            TWO_KEY_OUTGOING_SLOT: switched.outgoingSlot,
        };
        const { ending, lastLine } = await run({ command, env, timeoutMs: durationMs(timeout) ?? 0 });
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
    },
};
