import { durationMs } from "../duration";
import type { GivenSwitch } from "../lifecycle/proof";
import { membersOf, oneOfKinds } from "../shape/containers";
import type { ArgumentProblem } from "../shape/problem";
import type { Shape } from "../shape/shape";
import { text } from "../shape/values";
import type { Acknowledgement, Gate, GatedService, GateKind } from "./gate";
import { gateKinds } from "./gates";

/** That a gate of the program is one of these is looked at first. */
const kinds: Readonly<Record<string, GateKind<Gate>>> = gateKinds;

const makers = Object.values(kinds).map(({ madeBy }) => madeBy);
const NO_GATE = `is no gate; make one with ${makers.slice(0, -1).join(", ")} or ${makers.at(-1)}`;

/** The shape of a gate. */
export const gateShape: Shape = oneOfKinds(
    "kind",
    Object.fromEntries(
        Object.entries(kinds).map(([kind, { members }]) => [kind, membersOf<Gate>({ kind: text(), ...members })]),
    ),
    NO_GATE,
);

/** The kind of a gate that may be asked. */
export function gateKindOf({ kind }: Gate): GateKind<Gate> {
    const known = Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
    if (known === undefined) {
        throw new Error(`"${kind}" ${NO_GATE}`);
    }
    return known;
}

/** The problems of one gate. */
export function gateProblems(gate: Gate, argument: string, service: GatedService): readonly ArgumentProblem[] {
    return Object.hasOwn(kinds, gate.kind)
        ? gateKindOf(gate).problems(gate, argument, service)
        : [{ property: argument, reason: NO_GATE }];
}

/** The gate as a user knows it, such as `grace(48h)`. */
export function gateName(gate: Gate): string {
    const { madeBy, label } = gateKindOf(gate);
    return `${madeBy}(${label(gate)})`;
}

/** The longest grace among the gates, in milliseconds. */
export function graceMs(gates: readonly Gate[]): number {
    return Math.max(0, ...gates.map((gate) => gateKindOf(gate).graceMs?.(gate) ?? 0));
}

/** Whether the program and the state decide the gate, without a call. */
export function isStanding(gate: Gate): boolean {
    return gateKindOf(gate).stands === true;
}

/** Whether asking takes so long that an emergency does not. */
export function isSlow(gate: Gate): boolean {
    return gateKindOf(gate).isSlow === true;
}

/** Those who have not acknowledged this switch yet, by the names that the program gives them (rule 22). */
export function unacknowledged(gates: readonly Gate[], { rotatedAt, fingerprint }: GivenSwitch): readonly string[] {
    return acknowledgements(gates)
        .filter(({ given }) => given?.rotatedAt !== rotatedAt || given.keyFingerprint !== fingerprint)
        .map(({ by }) => by);
}

/** Everybody who has to acknowledge a switch before the key that it left is retired. */
export function acknowledgers(gates: readonly Gate[]): readonly string[] {
    return acknowledgements(gates).map(({ by }) => by);
}

function acknowledgements(gates: readonly Gate[]): readonly Acknowledgement[] {
    return gates.flatMap((gate) => gateKindOf(gate).acknowledgement?.(gate) ?? []);
}

/** The gates that a rotation asks before it regenerates the standby key. */
export function askedBeforeRotation<Given extends Gate>(gates: readonly Given[]): readonly Given[] {
    return gates.filter((gate) => gateKindOf(gate).asksBeforeRotation?.(gate));
}

/** The longest time for which nobody is to have used the outgoing key, such as `7d`; undefined if no gate looks. */
export function quietTime(gates: readonly Gate[]): string | undefined {
    const times = gates.flatMap((gate) => gateKindOf(gate).quietFor?.(gate) ?? []);
    return times.toSorted((one, other) => (durationMs(other) ?? 0) - (durationMs(one) ?? 0))[0];
}

/** The actions of Azure that a gate takes. */
export function gateActions(gate: Gate): readonly string[] {
    return gateKindOf(gate).actions?.(gate) ?? [];
}
