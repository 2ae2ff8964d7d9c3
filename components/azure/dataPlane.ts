import type { TokenCredential } from "@azure/core-auth";
import { createPipelineRequest, type HttpClient, type Pipeline } from "@azure/core-rest-pipeline";
import { Semaphore } from "async-mutex";
import type { CallLimits } from "./arm";
import { ArmError } from "./armError";
import { answerFailed, callFailed } from "./armFailures";
import { boundedCredential } from "./boundedCredential";
import { boundedHttpClient } from "./httpClient";
import { repeatAfterConflict } from "./repeatAfterConflict";
import { tokenPipeline } from "./tokenPipeline";

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

/** Reads data planes that have no client of their own here. Every failure is an `ArmError` without key material. */
export class DataPlane {
    readonly #calls: Semaphore;
    readonly #credential: TokenCredential;
    readonly #pipelines = new Map<string, Pipeline>();
    readonly #timeoutMs: number;

    constructor(
        credential: TokenCredential,
        { maxConcurrentCalls, timeoutMs }: CallLimits,
        private readonly http: HttpClient = boundedHttpClient(),
    ) {
        this.#calls = new Semaphore(maxConcurrentCalls);
        this.#credential = boundedCredential(credential, timeoutMs);
        this.#timeoutMs = Math.min(timeoutMs, PATIENCE_MS);
    }

    /** The answer's JSON; repeated after throttling and failures that pass. */
    async read({ url, audience, accept }: DataPlaneRequest): Promise<unknown> {
        const call = { method: "GET", path: url.replace(/\?.*$/, "") } as const;
        const request = createPipelineRequest({ url, timeout: this.#timeoutMs });
        request.headers.set("Accept", accept);
        const way = this.#pipelineFor(audience);
        const response = await this.#calls
            .runExclusive(() => way.sendRequest(this.http, request))
            .catch((error: unknown) => {
                throw error instanceof ArmError ? error : callFailed(call, error, this.#timeoutMs);
            });
        if (response.status >= 400) {
            throw answerFailed(call, response);
        }
        try {
            return JSON.parse(response.bodyAsText ?? "");
        } catch {
            throw callFailed(call, "the answer is not JSON");
        }
    }

    #pipelineFor(audience: string): Pipeline {
        const found = this.#pipelines.get(audience);
        if (found !== undefined) {
            return found;
        }
        const made = tokenPipeline(this.#credential, audience);
        made.addPolicy(repeatAfterConflict(), { phase: "Retry" });
        this.#pipelines.set(audience, made);
        return made;
    }
}
