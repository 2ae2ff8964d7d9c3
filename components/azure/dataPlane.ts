import type { TokenCredential } from "@azure/core-auth";
import { createPipelineRequest, type HttpClient, type Pipeline } from "@azure/core-rest-pipeline";
import { Semaphore } from "async-mutex";
import { noteContent } from "../redaction/redacted";
import type { CallLimits } from "./arm";
import { ArmError } from "./armError";
import { answerFailed, callFailed } from "./armFailures";
import { boundedCredential } from "./boundedCredential";
import { boundedHttpClient } from "./httpClient";
import { repeatUntilUsable, type Sleep } from "./repeatUntilUsable";
import { tokenPipeline } from "./tokenPipeline";
import { usableAnswer } from "./usableAnswer";

/** A GET of a data plane that takes tokens of Entra ID. */
export interface DataPlaneRequest {
    readonly url: string;
    /** Whom the token is meant for, without a slash at its end. */
    readonly audience: string;
    /** The media types that are taken. */
    readonly accept: string;
}

/** Behind a private endpoint nobody answers: that is found out sooner than a slow answer of Resource Manager is given up. */
const PATIENCE_MS = 15_000;

/** Reads data planes that have no client of their own here. Every failure is an `ArmError`. */
export class DataPlane {
    readonly #calls: Semaphore;
    readonly #credential: TokenCredential;
    readonly #pipelines = new Map<string, Pipeline>();
    readonly #timeoutMs: number;

    constructor(
        credential: TokenCredential,
        { maxConcurrentCalls, timeoutMs }: CallLimits,
        private readonly http: HttpClient = boundedHttpClient(),
        private readonly sleep?: Sleep,
    ) {
        this.#calls = new Semaphore(maxConcurrentCalls);
        this.#credential = boundedCredential(credential, timeoutMs);
        this.#timeoutMs = Math.min(timeoutMs, PATIENCE_MS);
    }

    /** The answer's JSON; repeated after throttling, failures that pass and answers that cannot be used. */
    async read({ url, audience, accept }: DataPlaneRequest): Promise<unknown> {
        const call = { method: "GET", path: url.replace(/\?.*$/, "") } as const;
        const way = this.#pipelineFor(audience);
        return repeatUntilUsable(async () => {
            const request = createPipelineRequest({ url, timeout: this.#timeoutMs });
            request.headers.set("Accept", accept);
            const response = await this.#calls
                .runExclusive(() => way.sendRequest(this.http, request))
                .catch((error: unknown) => {
                    throw error instanceof ArmError ? error : callFailed(call, error, this.#timeoutMs);
                });
            if (response.status >= 400) {
                throw answerFailed(call, response);
            }
            const answer = usableAnswer(call, response);
            noteContent(answer);
            return answer;
        }, this.sleep);
    }

    #pipelineFor(audience: string): Pipeline {
        const found = this.#pipelines.get(audience);
        if (found !== undefined) {
            return found;
        }
        const made = tokenPipeline(this.#credential, audience);
        this.#pipelines.set(audience, made);
        return made;
    }
}
