import { setTimeout } from "node:timers/promises";
import type { TokenCredential } from "@azure/core-auth";
import {
    createPipelineRequest,
    type HttpClient,
    type Pipeline,
    type PipelineResponse,
} from "@azure/core-rest-pipeline";
import { Semaphore } from "async-mutex";
import type { ArmCall } from "../armCall";
import { RotationError } from "../lifecycle/rotationError";
import { noteContent } from "../redaction/redacted";
import { answerFailed, callFailed } from "./armFailures";
import { boundedCredential } from "./boundedCredential";
import type { Cloud } from "./cloud";
import { boundedHttpClient } from "./httpClient";
import { followed } from "./longRunning";
import { repeatAfterConflict } from "./repeatAfterConflict";
import { repeatUntilUsable, type Sleep } from "./repeatUntilUsable";
import { tokenPipeline } from "./tokenPipeline";
import { isRead, usableAnswer } from "./usableAnswer";

/** How calls are held back. */
export interface CallLimits {
    /** How long one try may take, in milliseconds. */
    readonly timeoutMs: number;
    /** How many calls may be under way at a time; the others wait. */
    readonly maxConcurrentCalls: number;
}

/** How time passes between calls. */
export interface Pace {
    readonly sleep: Sleep;
    /** Between two questions after a long-running operation, unless the service names another time. */
    readonly askEveryMs: number;
}

/** As it does. */
export const REAL_PACE: Pace = { sleep: setTimeout, askEveryMs: 2_000 };
const SLOW = 10;

/** Calls Azure Resource Manager. Every failure is a `RotationError`, an `ArmError` once the call was sent. */
export class Arm {
    private readonly repeatable: Pipeline;
    private readonly once: Pipeline;
    private readonly calls: Semaphore;

    constructor(
        private readonly cloud: Cloud,
        credential: TokenCredential,
        private readonly limits: CallLimits,
        private readonly http: HttpClient = boundedHttpClient(),
        private readonly pace: Pace = REAL_PACE,
    ) {
        this.calls = new Semaphore(limits.maxConcurrentCalls);
        const patient = boundedCredential(credential, limits.timeoutMs);
        this.repeatable = tokenPipeline(patient, cloud.audience);
        this.once = tokenPipeline(patient, cloud.audience);
        this.once.removePolicy({ phase: "Retry" });
    }

    /** A call that may be repeated without harm; it is, after throttling, conflicts, failures that pass and answers that cannot be used. */
    send(request: ArmCall): Promise<unknown> {
        const { sleep } = this.pace;
        const isConditional = Object.keys(request.headers ?? {}).some((name) => name.toLowerCase() === "if-match");
        const sent = () => repeatUntilUsable(() => this.carryOut(this.repeatable, request), sleep);
        return repeatAfterConflict(sent, isConditional, sleep);
    }

    /** A call that must not be repeated blindly, such as a regenerate: sent once, whatever the answer. */
    sendOnce(request: ArmCall): Promise<unknown> {
        return this.carryOut(this.once, request);
    }

    private async carryOut(way: Pipeline, request: ArmCall): Promise<unknown> {
        // A service may repeat the request in an error. And the content of a list of keys or settings is sent elsewhere.
        noteContent(request.body);
        const response = await this.exchange(way, request);
        if (response.status !== 202) {
            const answer = usableAnswer(request, response);
            if (isRead(request)) {
                if (request.method === "POST") {
                    noteContent(answer);
                }
                return answer;
            }
        }
        return followed(request, response, {
            ask: (call, url, read) =>
                repeatUntilUsable(async () => read(await this.exchange(this.repeatable, call, url)), this.pace.sleep),
            limitMs: SLOW * this.limits.timeoutMs,
            intervalMs: this.pace.askEveryMs,
        });
    }

    private async exchange(way: Pipeline, request: ArmCall, url = this.urlOf(request)): Promise<PipelineResponse> {
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

    private urlOf({ path, apiVersion, query }: ArmCall): string {
        const parameters = new URLSearchParams({ ...query, "api-version": apiVersion });
        return `${this.cloud.resourceManager}${path}?${parameters}`;
    }
}
