import assert from "node:assert/strict";
import type { TokenCredential } from "@azure/core-auth";
import { createHttpHeaders, type HttpClient, type PipelineRequest, RestError } from "@azure/core-rest-pipeline";
import { Arm } from "../../../components/azure/arm";
import { ArmError } from "../../../components/azure/armError";
import { cloudNamed } from "../../../components/azure/cloud";
import { boundedHttpClient } from "../../../components/azure/httpClient";

/** How the service answers one try. A body that is a text goes out unchanged. */
export type Answer = { status: number; body?: unknown; headers?: Record<string, string> } | "reset" | "hang";

export const TOKEN: TokenCredential = {
    getToken: () => Promise.resolve({ token: "t", expiresOnTimestamp: Date.now() + 1e7 }),
};

export const SECONDS = 1_000;

/** An answer of success. */
export const OK: Answer = { status: 200, body: { keys: [] } };

/** A refusal in ARM's own words. */
export function refusal(status: number, code: string): Answer {
    return { status, body: { error: { code, message: "No." } } };
}

export interface FakeService {
    readonly arm: Arm;
    /** The calls that it saw. */
    readonly calls: string[];
    /** The requests themselves. */
    readonly requests: PipelineRequest[];
    /** The waits before calls were repeated, which the test does not wait for. */
    readonly waits: number[];
}

/** A service that answers as told, and with an empty object when no answer is left. */
export function service(answers: Answer[], timeoutMs = 60 * SECONDS, credential = TOKEN): FakeService {
    const requests: PipelineRequest[] = [];
    const calls: string[] = [];
    const waits: number[] = [];
    const transport: HttpClient = {
        async sendRequest(request: PipelineRequest) {
            requests.push(request);
            calls.push(`${request.method} ${new URL(request.url).pathname}`);
            const answer = answers.shift() ?? { status: 200, body: {} };
            if (answer === "hang") {
                return new Promise((_, reject) => {
                    request.abortSignal?.addEventListener("abort", () => reject(new Error("aborted")));
                });
            }
            if (answer === "reset") {
                throw new RestError("socket hang up", { code: "ECONNRESET", request });
            }
            const { status, body, headers = {} } = answer;
            const bodyAsText = typeof body === "string" ? body : body === undefined ? "" : JSON.stringify(body);
            return { request, status, headers: createHttpHeaders(headers), bodyAsText };
        },
    };
    const limits = { timeoutMs, maxConcurrentCalls: 20 };
    const pace = { sleep: async (ms: number) => waits.push(ms), askEveryMs: 1 };
    const arm = new Arm(cloudNamed("public"), credential, limits, boundedHttpClient(transport), pace);
    return { arm, calls, requests, waits };
}

/** The error with which Azure refused or failed a call. */
export async function failureOf(answer: Promise<unknown>): Promise<ArmError> {
    const error = await answer.catch((caught: unknown) => caught);
    assert.ok(error instanceof ArmError, String(error));
    return error;
}
