import { type PipelinePolicy, type PipelineResponse, retryPolicy } from "@azure/core-rest-pipeline";

const MOST_REPEATS = 3;

/** ARM's word, with a 409, for a service that the subscription has never had ("Resolve errors for resource provider registration"). */
export const UNREGISTERED = "MissingSubscriptionRegistration";

/**
 * Repeats a call that may be repeated where another operation was in its way, or where its answer arrived damaged: what
 * Azure's own retries leave out, after the same times.
 */
export function repeatAfterConflict(): PipelinePolicy {
    const strategy = {
        name: "repeatAfterConflict",
        retry: ({ retryCount, response }: { retryCount: number; response?: PipelineResponse }) =>
            isConflict(response) || isDamaged(response)
                ? { retryAfterInMs: 1_000 * 2 ** retryCount }
                : { skipStrategy: true },
    };
    return { ...retryPolicy([strategy], { maxRetries: MOST_REPEATS }), name: strategy.name };
}

function isConflict(response: PipelineResponse | undefined): boolean {
    return response?.status === 409 && !response.bodyAsText?.includes(UNREGISTERED);
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
