import type { Fault } from "../../../sandbox/azure/faults";
import type { ServiceCall } from "./serviceCall";

/** A way in which a call can go wrong. */
export interface FaultKind {
    readonly name: string;
    /** What the call meets; nothing, where a call of that kind cannot. */
    readonly fault: (call: ServiceCall) => Fault | undefined;
    /** Whether it is over after a while, so that the call is repeated where that is safe. */
    readonly passes: boolean;
}

const CHANGES = [
    "storageAccounts/regenerateKey",
    "vaults/secrets/put",
    "sites/config/appsettings/put",
    "sites/restart",
] as const;

function isChange({ operation }: ServiceCall): boolean {
    return CHANGES.some((change) => change === operation);
}

/** The data plane answers by itself, and a token or the metadata of a cloud is no long-running operation. */
function isOfResourceManager({ operation }: ServiceCall): boolean {
    return !["blobService/get", "identity/token", "metadata/endpoints"].includes(operation);
}

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
        fault: (call) => (isChange(call) ? { hang: true, afterEffect: true } : undefined),
        passes: true,
    },
    {
        name: "lost response",
        fault: (call) => (call.operation === "blobService/get" ? undefined : { afterEffect: true }),
        passes: true,
    },
    {
        name: "malformed body",
        fault: (call) => ({ body: '{ "keys": [ {', ...(isChange(call) ? { afterEffect: true } : {}) }),
        passes: true,
    },
    {
        name: "long-running operation that fails",
        fault: (call) => (isOfResourceManager(call) ? failing : undefined),
        passes: false,
    },
    {
        name: "long-running operation that fails after the effect",
        fault: (call) => (isChange(call) ? { ...failing, afterEffect: true } : undefined),
        passes: false,
    },
];
