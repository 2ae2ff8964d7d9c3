import { type Input, Output, output } from "@pulumi/pulumi";
import { unacknowledgedBy } from "../lifecycle/reasons";
import { membersOf } from "../shape/containers";
import { unless } from "../shape/problem";
import { optional } from "../shape/shape";
import { text } from "../shape/values";
import { type Acknowledgement, type Gate, type GateKind, gateOf } from "./gate";

export interface AcknowledgedInputs {
    readonly kind: "acknowledged";
    readonly name: string;
    /** The switch that was acknowledged last; absent before the first. */
    readonly given?: Acknowledgement["given"];
}

/** A switch of a pair, by its moment and its key: two outputs of the pair, which others pass on unchanged. */
export interface AcknowledgedSwitch {
    /** The pair's `rotatedAt`. */
    readonly rotatedAt: Input<string>;
    /** The pair's `keyFingerprint`. */
    readonly keyFingerprint: Input<string>;
}

/**
 * Waits until somebody, such as a team, a pipeline or another stack, says that it has taken the new key. `given` is the last switch that it
 * has taken: `rotatedAt` and `keyFingerprint` of the pair as it got them, for instance in an output of its stack (`StackReference`) or in a
 * configuration value. It is undefined before the first switch. The outgoing key is retired when all have acknowledged the last switch of
 * the pair. An acknowledgement of any other switch opens nothing.
 *
 * @param name - who says that it has taken the new key
 * @param given - the last switch that it has taken; undefined before the first one
 * @example
 * ```ts
 * acknowledged("media-team", { rotatedAt: "2026-11-27T10:00:00.000Z", keyFingerprint: "9f86d0…" })
 * ```
 */
export function acknowledged(name: Input<string>, given: Input<AcknowledgedSwitch | undefined>): Gate {
    const isPlain = !Output.isInstance(given) && !(given instanceof Promise);
    return gateOf<AcknowledgedInputs>({
        kind: "acknowledged",
        name,
        given: isPlain ? switchOf(given) : output(given).apply((known) => output(switchOf(known))),
    });
}

/** Only what tells the switch: a whole pair has these outputs, too. */
function switchOf(given: AcknowledgedSwitch | undefined) {
    return given ? { rotatedAt: given.rotatedAt, keyFingerprint: given.keyFingerprint } : undefined;
}

export const acknowledgedGate: GateKind<AcknowledgedInputs> = {
    madeBy: "acknowledged",
    members: {
        name: text(),
        given: optional(
            membersOf<NonNullable<AcknowledgedInputs["given"]>>({ rotatedAt: text(), keyFingerprint: text() }),
        ),
    },
    problems: ({ name, given }, argument) => [
        ...unless(name !== "", `${argument}.name`, "must say who acknowledges", name),
        ...unless(
            given === undefined || isSwitch(given),
            `${argument}.given`,
            "must be what the pair put out, `{ rotatedAt, keyFingerprint }`, or undefined if nothing was acknowledged yet",
            given,
        ),
    ],
    label: ({ name }) => name,
    /** As with a grace: a missing acknowledgement holds the retirement before any call, except in an emergency. */
    stands: true,
    acknowledgement: ({ name, given }) => ({ by: name, given }),
    ask({ name, given }, { switched: { generation, rotatedAt, keyFingerprint } }) {
        return given?.rotatedAt === rotatedAt && given.keyFingerprint === keyFingerprint
            ? { status: "open" }
            : { status: "waiting", reason: unacknowledgedBy([name], generation) };
    },
};

/** A value from another stack or from configuration may be anything. */
function isSwitch({ rotatedAt, keyFingerprint }: NonNullable<AcknowledgedInputs["given"]>): boolean {
    return !Number.isNaN(Date.parse(rotatedAt)) && /^[0-9a-f]{64}$/.test(keyFingerprint);
}
