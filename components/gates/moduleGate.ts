import type { Input } from "@pulumi/pulumi";
import { answerOfModule } from "../boundedAnswer";
import type { GateAnswer } from "../lifecycle/gateAnswer";
import { errorLine, oneLine } from "../oneLine";
import { record } from "../shape/containers";
import { data } from "../shape/data";
import { unless } from "../shape/problem";
import { text } from "../shape/values";
import { type Gate, type GateKind, type GateModule, gateOf } from "./gate";

export interface ModuleInputs {
    readonly kind: "module";
    readonly module: string;
    readonly config: Readonly<Record<string, unknown>>;
}

/**
 * A gate of one's own: a module of your project that exports `check`, as `GateModule` says. It is loaded from the folder of the
 * program when the gate is asked.
 *
 * @param module - as `require` takes it, such as `./gate.js`
 * @param config - told to the module; no secrets
 * @example
 * ```ts
 * moduleGate("./gate.js", { team: "media" })
 * ```
 */
export function moduleGate(module: Input<string>, config: Readonly<Record<string, Input<unknown>>> = {}): Gate {
    return gateOf<ModuleInputs>({ kind: "module", module, config });
}

export const moduleGateKind: GateKind<ModuleInputs> = {
    madeBy: "moduleGate",
    members: { module: text(500), config: record(data) },
    problems: ({ module }, argument) => unless(module !== "", `${argument}.module`, "must name a module"),
    label: ({ module }) => module,
    async ask({ module, config }, { load, switched }) {
        try {
            const { check } = load(module) as Partial<GateModule>;
            if (typeof check !== "function") {
                return { status: "failed", reason: "the module exports no function `check`" };
            }
            return understood(await answerOfModule(() => check({ ...switched, config })));
        } catch (error) {
            return { status: "failed", reason: errorLine(error) };
        }
    },
};

function understood(answer: unknown): GateAnswer {
    const { status, reason, until } = (answer ?? {}) as Record<string, unknown>;
    const why = oneLine(String(reason ?? "it gave no reason"));
    switch (status) {
        case "open":
            return { status };
        case "waiting":
            return { status, reason: why, ...(typeof until === "string" ? { until } : {}) };
        case "failed":
            return { status, reason: why };
        default:
            return { status: "failed", reason: `it answered with status ${JSON.stringify(status)}` };
    }
}
