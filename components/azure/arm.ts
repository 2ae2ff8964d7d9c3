import type { TokenCredential } from "@azure/core-auth";
import { createHttpPoller, type OperationResponse } from "@azure/core-lro";
import {
    bearerTokenAuthenticationPolicy,
    createDefaultHttpClient,
    createPipelineFromOptions,
    createPipelineRequest,
    type HttpMethods,
    type Pipeline,
    type PipelineResponse,
    throttlingRetryPolicy,
} from "@azure/core-rest-pipeline";
import { Semaphore } from "async-mutex";
import { ArmError, withoutKeys } from "./armError";
import type { Cloud } from "./cloud";

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
    /** Milliseconds; default one minute. */
    readonly timeoutMs?: number;
}

const ONE_MINUTE = 60_000;

/** Calls Azure Resource Manager. Every failure is an `ArmError` without key material. */
export class Arm {
    private readonly http = createDefaultHttpClient();
    private readonly repeatable: Pipeline;
    private readonly once: Pipeline;
    private readonly calls: Semaphore;

    /** @param maxConcurrentCalls how many calls may be under way; the others wait */
    constructor(
        private readonly cloud: Cloud,
        credential: TokenCredential,
        maxConcurrentCalls: number,
    ) {
        this.calls = new Semaphore(maxConcurrentCalls);
        this.repeatable = pipeline(cloud, credential);
        this.once = pipeline(cloud, credential);
        this.once.removePolicy({ phase: "Retry" });
        this.once.addPolicy(throttlingRetryPolicy(), { phase: "Retry" });
    }

    /** A call that may be repeated without harm; it is, after throttling and failures that pass. */
    async send(request: ArmRequest): Promise<unknown> {
        return bodyOf(request, await this.exchange(this.repeatable, request));
    }

    /**
     * A call that must not be repeated blindly, such as a regenerate: repeated only where the service said that it did
     * nothing yet (throttling), and followed to its end where it is long-running.
     */
    async sendOnce(request: ArmRequest): Promise<unknown> {
        const poller = createHttpPoller<
            unknown,
            { status: "running" | "succeeded" | "failed" | "canceled" | "notStarted" }
        >({
            sendInitialRequest: async () => operation(request, await this.exchange(this.once, request)),
            sendPollRequest: async (url) => {
                const poll = { method: "GET", path: new URL(url).pathname, apiVersion: "" } as const;
                return operation(poll, await this.exchange(this.repeatable, poll, url));
            },
        });
        try {
            return await poller.pollUntilDone();
        } catch (error) {
            throw error instanceof ArmError ? error : failed(request, 0, error);
        }
    }

    private async exchange(way: Pipeline, request: ArmRequest, url = this.urlOf(request)): Promise<PipelineResponse> {
        const message = createPipelineRequest({
            url,
            method: request.method,
            timeout: request.timeoutMs ?? ONE_MINUTE,
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
                throw failed(request, 0, error);
            });
        if (response.status >= 400) {
            throw failed(request, response.status, answerIn(response));
        }
        return response;
    }

    private urlOf({ path, apiVersion, query }: ArmRequest): string {
        const parameters = new URLSearchParams({ ...query, "api-version": apiVersion });
        return `${this.cloud.resourceManager}${path}?${parameters}`;
    }
}

function pipeline(cloud: Cloud, credential: TokenCredential): Pipeline {
    const made = createPipelineFromOptions({ userAgentOptions: { userAgentPrefix: "pulumi-two-key" } });
    made.addPolicy(bearerTokenAuthenticationPolicy({ credential, scopes: `${cloud.audience}/.default` }));
    return made;
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
        throw failed(request, 0, "the answer is not JSON");
    }
}

/** ARM's `{ error: { code, message } }`, as far as it is there. */
function answerIn(response: PipelineResponse): string {
    try {
        const { error } = JSON.parse(response.bodyAsText ?? "") as { error: { code?: string; message?: string } };
        return [error.code, error.message].filter(Boolean).join(": ");
    } catch {
        return "no further word";
    }
}

function failed({ method, path }: ArmRequest, status: number, cause: unknown): ArmError {
    const why = cause instanceof Error ? cause.message : String(cause);
    const answer = status === 0 ? "no usable answer" : `${status}`;
    return new ArmError(status, `${method} ${path}: ${answer} (${withoutKeys(why)})`);
}
