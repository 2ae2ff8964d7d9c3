import { withoutKeys } from "../../azure/armError";
import { durationMs } from "../../duration";
import type { GateContext } from "../../gates/gate";
import {
    type AcknowledgedInputs,
    type GateInputs,
    type GraceInputs,
    gateName,
    type UnusedInputs,
} from "../../gates/gateInputs";
import type { GateAnswer, GateResult } from "../../lifecycle/gate";
import { unacknowledgedBy } from "../../lifecycle/reasons";
import { command } from "./command";
import { httpHealthy } from "./httpHealthy";
import { moduleGate } from "./module";

/** What gates ask of the service itself. */
export interface AskedService {
    /** Whether its data plane accepts the active key. */
    isKeyAccepted(): Promise<boolean>;
    /** Whether its logs show that nobody uses the outgoing key. */
    isUnused(gate: UnusedInputs): Promise<GateAnswer>;
}

/** Asks every gate, in the order of the program. */
export async function askGates(
    gates: readonly GateInputs[],
    context: Omit<GateContext, "config">,
    service: AskedService,
): Promise<readonly GateResult[]> {
    const results: GateResult[] = [];
    for (const gate of gates) {
        const answer = await ask(gate, { ...context, config: {} }, service);
        const shown = answer.status === "open" ? answer : { ...answer, reason: withoutKeys(answer.reason) };
        results.push({ gate: gateName(gate), ...shown });
    }
    return results;
}

/** Over before anything is looked at, but in an emergency, which does not wait for it. */
function grace({ duration }: GraceInputs, { switchedAt }: GateContext): GateAnswer {
    const until = new Date(new Date(switchedAt).getTime() + (durationMs(duration) ?? 0));
    const reason = `until ${until.toISOString()}`;
    return new Date() >= until ? { status: "open" } : { status: "waiting", reason, until: until.toISOString() };
}

/** As with a grace: what is still missing holds the retirement before anything is looked at, but in an emergency. */
function acknowledged({ name, generation = -1 }: AcknowledgedInputs, context: GateContext): GateAnswer {
    return generation >= context.generation
        ? { status: "open" }
        : { status: "waiting", reason: unacknowledgedBy([name], context.generation) };
}

async function ask(gate: GateInputs, context: GateContext, service: AskedService): Promise<GateAnswer> {
    switch (gate.kind) {
        case "grace":
            return grace(gate, context);
        case "acknowledged":
            return acknowledged(gate, context);
        case "httpHealthy":
            return httpHealthy(gate);
        case "keyAccepted":
            return (await service.isKeyAccepted())
                ? { status: "open" }
                : { status: "failed", reason: `the data plane does not accept ${context.activeSlot}` };
        case "command":
            return command(gate, context);
        case "module":
            return moduleGate(gate, context);
        case "unused":
            return service.isUnused(gate);
    }
}
