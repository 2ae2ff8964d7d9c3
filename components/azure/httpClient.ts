import { createDefaultHttpClient, type HttpClient, RestError } from "@azure/core-rest-pipeline";
import { durationText } from "../duration";

/**
 * An HTTP client that ends each try after the request's `timeout`, from the connection to the last byte of the answer. The
 * error is one that retries know: Azure's own client ends with an abort, which nobody repeats, and lets a body take forever.
 */
export function boundedHttpClient(client: HttpClient = createDefaultHttpClient()): HttpClient {
    return {
        async sendRequest(request) {
            const { timeout } = request;
            const signal = AbortSignal.timeout(timeout);
            try {
                return await client.sendRequest({ ...request, timeout: 0, abortSignal: signal });
            } catch (error) {
                throw signal.aborted ? new RestError(noAnswerWithin(timeout), { code: NO_ANSWER, request }) : error;
            }
        },
    };
}

/** Whether nothing was answered in time: what was asked may still be under way. */
export function isUnansweredInTime(error: unknown): boolean {
    return error instanceof Error && ((error as { code?: unknown }).code === NO_ANSWER || error.name === "AbortError");
}

/** The text about such a call. */
export function noAnswerWithin(ms: number): string {
    return `no answer within ${durationText(ms)}`;
}

const NO_ANSWER = "ETIMEDOUT";
