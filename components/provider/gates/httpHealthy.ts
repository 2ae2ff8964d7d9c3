import { createDefaultHttpClient, createPipelineFromOptions, createPipelineRequest } from "@azure/core-rest-pipeline";
import { withoutKeys } from "../../azure/armError";
import { durationMs } from "../../duration";
import type { HttpHealthyInputs } from "../../gates/gateInputs";
import type { GateAnswer } from "../../lifecycle/gate";
import { waitUntil } from "../waitUntil";

/** Asks until one answer is as expected. */
export async function httpHealthy(gate: HttpHealthyInputs): Promise<GateAnswer> {
    let problem: string | undefined;
    const healthy = await waitUntil(
        async () => {
            problem = await problemOf(gate);
            return problem === undefined;
        },
        { maxTries: gate.attempts, intervalMs: durationMs(gate.interval) ?? 0 },
        () => Promise.resolve(),
    );
    return healthy
        ? { status: "open" }
        : { status: "failed", reason: `${problem}, in each of ${gate.attempts} attempts` };
}

async function problemOf({ url, timeout, expect }: HttpHealthyInputs): Promise<string | undefined> {
    const { status = 200, body = "" } = expect;
    const pipeline = createPipelineFromOptions({ retryOptions: { maxRetries: 0 } });
    const request = createPipelineRequest({
        url,
        timeout: durationMs(timeout) ?? 0,
        disableKeepAlive: true,
        allowInsecureConnection: true,
    });
    try {
        const answer = await pipeline.sendRequest(createDefaultHttpClient(), request);
        if (answer.status !== status) {
            return `it answers ${answer.status} and not ${status}`;
        }
        return answer.bodyAsText?.includes(body) ? undefined : "its answer does not contain the expected text";
    } catch (error) {
        return `it does not answer (${withoutKeys(error instanceof Error ? error.message : String(error))})`;
    }
}
