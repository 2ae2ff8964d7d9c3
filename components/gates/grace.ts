import type { Input } from "@pulumi/pulumi";
import { durationMs } from "../duration";
import { durationProblems } from "../shape/problem";
import { text } from "../shape/values";
import { type Gate, type GateKind, gateOf } from "./gate";

export interface GraceInputs {
    readonly kind: "grace";
    readonly duration: string;
}

/**
 * Keeps the old key valid for a while, counted from the moment when every consumer has switched.
 *
 * @param duration - such as `48h`
 * @example
 * ```ts
 * grace("48h")
 * ```
 */
export function grace(duration: Input<string>): Gate {
    return gateOf<GraceInputs>({ kind: "grace", duration });
}

export const graceGate: GateKind<GraceInputs> = {
    madeBy: "grace",
    members: { duration: text(100) },
    problems: ({ duration }, argument) => durationProblems(`${argument}.duration`, duration),
    label: ({ duration }) => duration,
    /** Over before anything is looked at, but in an emergency, which does not wait for it. */
    stands: true,
    graceMs,
    ask(gate, { switched, now }) {
        const until = new Date(new Date(switched.switchedAt).getTime() + graceMs(gate));
        const reason = `until ${until.toISOString()}`;
        return now() >= until.getTime()
            ? { status: "open" }
            : { status: "waiting", reason, until: until.toISOString() };
    },
};

function graceMs({ duration }: GraceInputs): number {
    return durationMs(duration) ?? 0;
}
