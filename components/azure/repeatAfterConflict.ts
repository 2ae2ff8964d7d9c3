import { type PipelinePolicy, type PipelineResponse, retryPolicy } from "@azure/core-rest-pipeline";

const MOST_REPEATS = 3;

/**
 * Repeats a call that may be repeated where another operation was in its way, or where its answer arrived damaged: what
 * Azure's own retries leave out, after the same times.
 */
export function repeatAfterConflict(): PipelinePolicy {
    const strategy = {
        name: "repeatAfterConflict",
        retry: ({ retryCount, response }: { retryCount: number; response?: PipelineResponse }) =>
            response?.status === 409 || isDamaged(response)
                ? { retryAfterInMs: 1_000 * 2 ** retryCount }
                : { skipStrategy: true },
    };
    return { ...retryPolicy([strategy], { maxRetries: MOST_REPEATS }), name: strategy.name };
}

function isDamaged(response: PipelineResponse | undefined): boolean {
    if (response === undefined || response.status >= 300 || !response.bodyAsText) {
        return false;
    }
    try {
        JSON.parse(response.bodyAsText);
        return false;
    } catch {
        return true;
    }
}
