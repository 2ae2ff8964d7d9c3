import { createHttpPoller, type RunningOperation } from "@azure/core-lro";
import { createHttpHeaders, type PipelineResponse } from "@azure/core-rest-pipeline";
import type { ArmCall } from "../armCall";
import { ArmError } from "./armError";
import { callFailed, endUnknown, operationFailed, operationRefused } from "./armFailures";
import { isUnansweredInTime } from "./httpClient";
import { type Asked, operationAnswer } from "./operationAnswer";
import { resourceState } from "./operationState";
import { unusable } from "./usableAnswer";

/** How an operation is followed. */
export interface Following {
    /** Reads from an absolute address until the answer can be used. */
    readonly ask: <Answer>(call: ArmCall, url: string, read: (response: PipelineResponse) => Answer) => Promise<Answer>;
    /** After this long, in milliseconds, nobody waits any longer. */
    readonly limitMs: number;
    /** Time between two questions, in milliseconds, unless the service names another. */
    readonly intervalMs: number;
}

const LONGEST_PATH = 200;

/**
 * The end of the operation that a call began. Its answer may name an address to ask, whatever its status. And the resource that a write has
 * answered may say that it is not ready yet, also after the operation has ended. Without either, the answer is the end.
 *
 * @throws ArmError if it failed, or if its end cannot be found out
 */
export async function followed(request: ArmCall, first: PipelineResponse, following: Following): Promise<unknown> {
    const until = AbortSignal.timeout(following.limitMs);
    const isWrite = request.method === "PUT" || request.method === "PATCH";
    const hasAddress = addressIn(first) !== undefined || namesPlaceOfResult(first);
    const end = hasAddress
        ? await endOf(request, "result", first, following, until)
        : operationAnswer("result", request, first).flatResponse;
    if (isWrite && resourceState(end) !== undefined) {
        // The library asks the resource itself after a PUT without an address.
        const resource = { ...first, status: 200, headers: createHttpHeaders(), bodyAsText: JSON.stringify(end) };
        return endOf({ ...request, method: "PUT" }, "resource", resource, following, until);
    }
    if (first.status === 202 && !hasAddress) {
        throw unusable(request, "202, which names no address to ask");
    }
    return end;
}

/** The end of an operation that is asked for at the addresses in an answer, or of a resource that is asked for itself. */
async function endOf(
    request: ArmCall,
    answered: Asked,
    first: PipelineResponse,
    { ask, limitMs, intervalMs }: Following,
    until: AbortSignal,
): Promise<unknown> {
    const resource = first.request.url;
    let operation = addressIn(first);
    const askedAt = (address: string): Asked =>
        address === operation ? "status" : address === resource ? "resource" : "result";
    const calls: RunningOperation<unknown> = {
        sendInitialRequest: async () => operationAnswer(answered, request, first),
        async sendPollRequest(address) {
            const { href, pathname } = new URL(address, resource);
            const call = { method: "GET", path: pathname.slice(0, LONGEST_PATH), apiVersion: "" } as const;
            const asked = askedAt(address);
            return ask(call, href, (response) => {
                operation = addressIn(response) ?? operation;
                return operationAnswer(asked, call, response);
            }).catch((error: unknown) => {
                throw asked === "result" && isRefusal(error) ? operationRefused(request, error) : error;
            });
        },
    };
    // The library's own error for a failed operation is a text alone.
    const poller = createHttpPoller<unknown, OperationState>(calls, {
        intervalInMs: intervalMs,
        resolveOnUnsuccessful: true,
    });
    const last = await poller.pollUntilDone({ abortSignal: until }).catch((error: unknown) => {
        if (error instanceof ArmError && error.status === 202) {
            throw error;
        }
        throw isUnansweredInTime(error) ? callFailed(request, error, limitMs) : endUnknown(request, error);
    });
    if (poller.operationState?.status !== "succeeded") {
        throw operationFailed(request, last);
    }
    return last;
}

interface OperationState {
    status: "running" | "succeeded" | "failed" | "canceled" | "notStarted";
}

/** The address that tells the status of the operation. The library prefers the first one. */
function addressIn({ headers }: PipelineResponse): string | undefined {
    return headers.get("Operation-Location") ?? headers.get("Azure-AsyncOperation");
}

/** Whether there is a place of a result. A 201 may name its new resource in this way, and that is no operation. */
function namesPlaceOfResult({ status, headers, request }: PipelineResponse): boolean {
    const location = headers.get("Location");
    if (location === undefined || status === 202) {
        return location !== undefined;
    }
    const isOwn = new URL(location, request.url).pathname.toLowerCase() === new URL(request.url).pathname.toLowerCase();
    return status !== 204 && !isOwn;
}

/** Whether the place of an operation's result answers that the operation has failed, and not that it may not be asked or is not there. */
function isRefusal(error: unknown): error is ArmError {
    return (
        error instanceof ArmError &&
        error.status >= 400 &&
        error.status < 500 &&
        ![401, 403, 404, 408, 429].includes(error.status)
    );
}
