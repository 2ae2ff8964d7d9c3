import { createRequire } from "node:module";
import type { GateContext, GateModule } from "../../gates/gate";
import type { ModuleInputs } from "../../gates/gateInputs";
import type { GateAnswer } from "../../lifecycle/gate";

/** Asks a module of the user's own. One that throws has failed. */
export async function moduleGate({ module, config }: ModuleInputs, context: GateContext): Promise<GateAnswer> {
    try {
        const { check } = createRequire(`${process.cwd()}/_`)(module) as Partial<GateModule>;
        if (typeof check !== "function") {
            return { status: "failed", reason: "the module exports no function `check`" };
        }
        return understood(await check({ ...context, config }));
    } catch (error) {
        return { status: "failed", reason: error instanceof Error ? error.message : String(error) };
    }
}

function understood(answer: unknown): GateAnswer {
    const { status, reason, until } = (answer ?? {}) as Record<string, unknown>;
    const why = String(reason ?? "it gave no reason");
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
