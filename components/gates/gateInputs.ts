import { durationMs } from "../duration";

/** The gates as plain values. At preview, any value may still be unknown. */
export type GateInputs = GraceInputs | HttpHealthyInputs | KeyAcceptedInputs | CommandInputs | ModuleInputs;

export interface GraceInputs {
    readonly kind: "grace";
    readonly duration: string;
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

/** The longest grace among the gates, in milliseconds. */
export function graceMs(gates: readonly GateInputs[]): number {
    return Math.max(0, ...gates.map((gate) => (gate.kind === "grace" ? (durationMs(gate.duration) ?? 0) : 0)));
}

/** The gate as a user knows it. */
export function gateName(gate: GateInputs): string {
    switch (gate.kind) {
        case "grace":
            return `grace(${gate.duration})`;
        case "httpHealthy":
            return `httpHealthy(${gate.url})`;
        case "keyAccepted":
            return "keyAccepted()";
        case "command":
            return `command(${gate.command.join(" ")})`;
        case "module":
            return `moduleGate(${gate.module})`;
    }
}
