import { durationMs } from "../duration";

/** The gates as plain values. At preview, any value may still be unknown. */
export type GateInputs =
    | GraceInputs
    | AcknowledgedInputs
    | HttpHealthyInputs
    | KeyAcceptedInputs
    | CommandInputs
    | ModuleInputs
    | UnusedInputs;

export interface GraceInputs {
    readonly kind: "grace";
    readonly duration: string;
}

export interface AcknowledgedInputs {
    readonly kind: "acknowledged";
    readonly name: string;
    /** Absent where nothing was acknowledged yet. */
    readonly generation?: number | undefined;
}

export interface HttpHealthyInputs {
    readonly kind: "httpHealthy";
    readonly url: string;
    readonly attempts: number;
    readonly interval: string;
    readonly timeout: string;
    readonly expect: { readonly status?: number; readonly body?: string };
}

export interface KeyAcceptedInputs {
    readonly kind: "keyAccepted";
}

export interface CommandInputs {
    readonly kind: "command";
    readonly command: readonly string[];
    readonly timeout: string;
}

export interface ModuleInputs {
    readonly kind: "module";
    readonly module: string;
    readonly config: Readonly<Record<string, unknown>>;
}

/** A service of a storage account, each with a table of its own in the logs. */
export type LoggedService = "blob" | "file" | "queue" | "table";

export interface UnusedInputs {
    readonly kind: "unused";
    /** The GUID of the Log Analytics workspace that the account's logs are sent to. */
    readonly workspaceId: string;
    readonly quietFor: string;
    readonly showsUpWithin: string;
    readonly beforeRotation: boolean;
    /** Absent for all that the account has. */
    readonly services?: readonly LoggedService[];
}

/** The longest grace among the gates, in milliseconds. */
export function graceMs(gates: readonly GateInputs[]): number {
    return Math.max(0, ...gates.map((gate) => (gate.kind === "grace" ? (durationMs(gate.duration) ?? 0) : 0)));
}

/** Whether the gate is decided by what the program and the state say, without asking anybody. */
export function isStanding({ kind }: GateInputs): boolean {
    return kind === "grace" || kind === "acknowledged";
}

/** Who has not acknowledged the generation yet, by the names that the program gives them. */
export function unacknowledged(gates: readonly GateInputs[], generation: number): readonly string[] {
    return gates.flatMap((gate) =>
        gate.kind === "acknowledged" && (gate.generation ?? -1) < generation ? [gate.name] : [],
    );
}

/** Everybody who has to acknowledge a generation before the key that it left is retired. */
export function acknowledgers(gates: readonly GateInputs[]): readonly string[] {
    return gates.flatMap((gate) => (gate.kind === "acknowledged" ? [gate.name] : []));
}

/** The gate as a user knows it. */
export function gateName(gate: GateInputs): string {
    switch (gate.kind) {
        case "grace":
            return `grace(${gate.duration})`;
        case "acknowledged":
            return `acknowledged(${gate.name})`;
        case "httpHealthy":
            return `httpHealthy(${gate.url})`;
        case "keyAccepted":
            return "keyAccepted()";
        case "command":
            return `command(${gate.command.join(" ")})`;
        case "module":
            return `moduleGate(${gate.module})`;
        case "unused":
            return `unused(${gate.quietFor})`;
    }
}

/** The gates that a rotation asks before it regenerates the standby key. */
export function askedBeforeRotation(gates: readonly GateInputs[]): readonly UnusedInputs[] {
    return gates.filter((gate): gate is UnusedInputs => gate.kind === "unused" && gate.beforeRotation);
}

/** The longest time for which nobody is to have used the outgoing key, such as `7d`; undefined where nobody looks. */
export function quietTime(gates: readonly GateInputs[]): string | undefined {
    const times = gates.flatMap((gate) => (gate.kind === "unused" ? [gate.quietFor] : []));
    return times.toSorted((one, other) => (durationMs(other) ?? 0) - (durationMs(one) ?? 0))[0];
}
