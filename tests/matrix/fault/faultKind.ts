import type { Fault } from "../../../sandbox/azure/faults";
import { isChange } from "../support/isChange";
import type { ServiceCall } from "./serviceCall";

/** A way in which a call can go wrong. */
export interface FaultKind {
    readonly name: string;
    /** What the call meets; nothing, where a call of that kind cannot. */
    readonly fault: (call: ServiceCall) => Fault | undefined;
    /** Whether it is over after a while, so that the call is repeated where that is safe. */
    readonly passes: boolean;
}

/** What answers by itself: the data plane, other services, and the place at which a long-running operation is asked for. */
const NEVER_LONG_RUNNING = /^(blobService|identity|metadata|logs|operations)\//;

function refusal(status: number, code: string, message: string, headers: Fault["headers"] = {}): Fault {
    return { status, body: { error: { code, message } }, headers };
}

function always(name: string, fault: Fault, passes: boolean): FaultKind {
    return { name, fault: () => fault, passes };
}

const failing: Fault = { longRunning: { durationMs: 100 }, ...refusal(500, "OperationFailed", "It failed.") };

export const FAULT_KINDS: readonly FaultKind[] = [
    always("401", refusal(401, "ExpiredAuthenticationToken", "The access token has expired."), false),
    always("403", refusal(403, "AuthorizationFailed", "The client does not have authorization."), false),
    always("404", refusal(404, "ResourceNotFound", "The resource was not found."), false),
    always("409", refusal(409, "OperationInProgress", "Another operation is in progress."), true),
    always("429", refusal(429, "TooManyRequests", "Try again later.", { "retry-after": "1" }), true),
    always("500", refusal(500, "InternalServerError", "Something went wrong."), true),
    always("503", refusal(503, "ServiceUnavailable", "Try again later."), true),
    always("connection reset", { reset: true }, true),
    always("timeout", { hang: true }, true),
    {
        name: "timeout after the effect",
        fault: (call) => (isChange(call.operation) ? { hang: true, afterEffect: true } : undefined),
        passes: true,
    },
    {
        name: "lost response",
        fault: (call) => (call.operation === "blobService/get" ? undefined : { afterEffect: true }),
        passes: true,
    },
    {
        name: "malformed body",
        fault: (call) => ({ body: '{ "keys": [ {', ...(isChange(call.operation) ? { afterEffect: true } : {}) }),
        passes: true,
    },
    {
        name: "long-running operation that fails",
        fault: (call) => (NEVER_LONG_RUNNING.test(call.operation) ? undefined : failing),
        passes: false,
    },
    {
        name: "long-running operation that fails after the effect",
        fault: (call) => (isChange(call.operation) ? { ...failing, afterEffect: true } : undefined),
        passes: false,
    },
];
