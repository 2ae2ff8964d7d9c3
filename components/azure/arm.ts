import type { TokenCredential } from "@azure/core-auth";
import { createHttpPoller, type OperationResponse, type RunningOperation } from "@azure/core-lro";
import {
    createPipelineRequest,
    type HttpClient,
    type HttpMethods,
    type Pipeline,
    type PipelineResponse,
} from "@azure/core-rest-pipeline";
import { Semaphore } from "async-mutex";
import { RotationError } from "../lifecycle/rotationError";
import { answerFailed, callFailed, endUnknown, operationFailed } from "./armFailures";
import { boundedCredential } from "./boundedCredential";
import type { Cloud } from "./cloud";
import { boundedHttpClient, isUnansweredInTime } from "./httpClient";
import { repeatAfterConflict } from "./repeatAfterConflict";
import { tokenPipeline } from "./tokenPipeline";

/** A call of Azure Resource Manager. */
export interface ArmRequest {
    readonly method: HttpMethods;
    /** ARM id of the resource, and what is asked of it. */
    readonly path: string;
    readonly apiVersion: string;
    /** Further query parameters. */
    readonly query?: Readonly<Record<string, string>>;
    readonly headers?: Readonly<Record<string, string>>;
    /** Sent as JSON. */
    readonly body?: unknown;
    /** Answers only when its work is done, so it is given ten times as long as other calls. */
    readonly isSlow?: true;
}

/** How calls are held back. */
export interface CallLimits {
    /** How long one try may take, in milliseconds. */
    readonly timeoutMs: number;
    /** How many calls may be under way at a time; the others wait. */
    readonly maxConcurrentCalls: number;
}

const SLOW = 10;

/** Calls Azure Resource Manager. Every failure is a `RotationError` without key material, an `ArmError` once the call was sent. */
export class Arm {
    private readonly repeatable: Pipeline;
    private readonly once: Pipeline;
    private readonly calls: Semaphore;

    constructor(
        private readonly cloud: Cloud,
        credential: TokenCredential,
        private readonly limits: CallLimits,
        private readonly http: HttpClient = boundedHttpClient(),
    ) {
        this.calls = new Semaphore(limits.maxConcurrentCalls);
        const patient = boundedCredential(credential, limits.timeoutMs);
        this.repeatable = tokenPipeline(patient, cloud.audience);
        this.repeatable.addPolicy(repeatAfterConflict(), { phase: "Retry" });
        this.once = tokenPipeline(patient, cloud.audience);
        this.once.removePolicy({ phase: "Retry" });
    }

    /** A call that may be repeated without harm; it is, after throttling, conflicts and failures that pass. */
    send(request: ArmRequest): Promise<unknown> {
        return this.carryOut(this.repeatable, request);
    }

    /** A call that must not be repeated blindly, such as a regenerate: sent once, whatever the answer. */
    sendOnce(request: ArmRequest): Promise<unknown> {
        return this.carryOut(this.once, request);
    }

    private async carryOut(way: Pipeline, request: ArmRequest): Promise<unknown> {
        const response = await this.exchange(way, request);
        return response.status === 202 ? this.followed(request, response) : bodyOf(request, response);
    }

    /** The end of a long-running operation. */
    private async followed(request: ArmRequest, accepted: PipelineResponse): Promise<unknown> {
        const calls: RunningOperation<unknown> = {
            sendInitialRequest: () => Promise.resolve(operation(request, accepted)),
            sendPollRequest: async (url) => {
                const poll = { method: "GET", path: new URL(url).pathname, apiVersion: "" } as const;
                return operation(poll, await this.exchange(this.repeatable, poll, url));
            },
        };
        // The library's own error for a failed operation is a text alone.
        const poller = createHttpPoller<unknown, OperationState>(calls, { resolveOnUnsuccessful: true });
        const limitMs = SLOW * this.limits.timeoutMs;
        const last = await poller
            .pollUntilDone({ abortSignal: AbortSignal.timeout(limitMs) })
            .catch((error: unknown) => {
                throw isUnansweredInTime(error) ? callFailed(request, error, limitMs) : endUnknown(request, error);
            });
        if (poller.operationState?.status !== "succeeded") {
            throw operationFailed(request, last);
        }
        return last;
    }

    private async exchange(way: Pipeline, request: ArmRequest, url = this.urlOf(request)): Promise<PipelineResponse> {
        const timeout = request.isSlow ? SLOW * this.limits.timeoutMs : this.limits.timeoutMs;
        const message = createPipelineRequest({
            url,
            method: request.method,
            timeout,
            ...(request.isSlow ? { abortSignal: AbortSignal.timeout(timeout) } : {}),
            ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
        });
        message.headers.set("Accept", "application/json");
        for (const [name, value] of Object.entries(request.headers ?? {})) {
            message.headers.set(name, value);
        }
        if (request.body !== undefined) {
            message.headers.set("Content-Type", "application/json");
        }
        const response = await this.calls
            .runExclusive(() => way.sendRequest(this.http, message))
            .catch((error: unknown) => {
                throw error instanceof RotationError ? error : callFailed(request, error, timeout);
            });
        if (response.status >= 400) {
            throw answerFailed(request, response);
        }
        return response;
    }

    private urlOf({ path, apiVersion, query }: ArmRequest): string {
        const parameters = new URLSearchParams({ ...query, "api-version": apiVersion });
        return `${this.cloud.resourceManager}${path}?${parameters}`;
    }
}

interface OperationState {
    status: "running" | "succeeded" | "failed" | "canceled" | "notStarted";
}

function operation(request: ArmRequest, response: PipelineResponse): OperationResponse<unknown> {
    const body = bodyOf(request, response);
    return {
        flatResponse: body,
        rawResponse: {
            statusCode: response.status,
            headers: response.headers.toJSON(),
            body,
            request: { method: request.method, url: response.request.url },
        },
    };
}

function bodyOf(request: ArmRequest, response: PipelineResponse): unknown {
    if (!response.bodyAsText) {
        return undefined;
    }
    try {
        return JSON.parse(response.bodyAsText);
    } catch {
        throw callFailed(request, "the answer is not JSON");
    }
}
