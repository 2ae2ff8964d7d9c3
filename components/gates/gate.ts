import type { InputsOf } from "../inputsOf";
import type { GateAnswer } from "../lifecycle/gateAnswer";
import type { ArgumentProblem } from "../shape/problem";
import type { Shape } from "../shape/shape";
import type { GateAccess, GateContext } from "./gateAccess";

/** A check between the switch and the retirement of a pair. Made by a function such as `grace`. */
export interface Gate {
    /** The kind of the gate: the name of its function, in most cases. */
    readonly kind: string;
}

/** A module for `moduleGate`. */
export interface GateModule {
    /** Answers open, waiting or failed. An error that it throws fails the gate, with that message. */
    check(context: GateContext): GateAnswer | Promise<GateAnswer>;
}

/** The service of a pair, as a gate depends on it. */
export interface GatedService {
    /** Its name among the services, such as `storageAccount`. */
    readonly service: string;
    /** Whether a call tells if it accepts a key. */
    readonly canBeAsked: boolean;
}

/** A switch that somebody has to acknowledge (rule 22). */
export interface Acknowledgement {
    readonly by: string;
    /** The switch that was acknowledged last; absent before the first. */
    readonly given?: { readonly rotatedAt: string; readonly keyFingerprint: string } | undefined;
}

/** All that there is to know of one kind of gate. `Inputs` are its arguments as plain values; at preview, any may still be unknown. */
export interface GateKind<Inputs extends Gate> {
    /** The function that makes it, for messages. */
    readonly madeBy: string;
    /** The rule for each of its arguments. */
    readonly members: { readonly [Name in keyof Required<Omit<Inputs, "kind">>]: Shape };
    /** The problems of arguments that each have the right type. */
    problems(gate: Inputs, argument: string, service: GatedService): readonly ArgumentProblem[];
    /** The argument that tells it from others of its kind. */
    label(gate: Inputs): string;
    /** Whether it is open. A failure is an answer as well, and not an error. */
    ask(gate: Inputs, access: GateAccess): GateAnswer | Promise<GateAnswer>;
    /** The program and the state decide it, without a call. */
    readonly stands?: true;
    /** It takes so long that an emergency does not ask it. */
    readonly isSlow?: true;
    /** For how long it keeps the key that consumers left, in milliseconds. */
    graceMs?(gate: Inputs): number;
    /** The acknowledgement that it waits for. */
    acknowledgement?(gate: Inputs): Acknowledgement;
    /** For how long nobody is to have used the key that consumers left, such as `7d`. */
    quietFor?(gate: Inputs): string;
    /** Whether a rotation asks it, too, before it regenerates the standby key. */
    asksBeforeRotation?(gate: Inputs): boolean;
    /** The actions of Azure that it takes. */
    actions?(gate: Inputs): readonly string[];
}

/** A gate as a program makes it: its arguments may be outputs. */
export function gateOf<Inputs extends Gate>(inputs: InputsOf<Inputs> & Gate): Gate {
    return inputs;
}
