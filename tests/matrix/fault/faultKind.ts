import { type Fault, FOREIGN_ANSWERS, type Weather } from "local-azure";
import { isChange } from "../support/isChange";
import type { ServiceCall } from "./serviceCall";

/** A way in which a call can go wrong. */
export interface FaultKind {
    readonly name: string;
    /** The fault of the call; undefined if a call of that kind cannot have it. */
    readonly fault: (call: ServiceCall) => Fault | undefined;
    /** Whether it is over after a while, so that the call is repeated where that is safe. */
    readonly passes: boolean;
}

/** Services that answer by themselves: the data plane, other services, and the address of a long-running operation. */
const NEVER_LONG_RUNNING = /^(blobService|identity|metadata|logs|operations)\//;

/** The stand-in for azure-native writes the secret; how it takes such answers is not ours. */
const BY_AZURE_NATIVE = "vaults/secrets/put";

function refusal(status: number, code: string, message: string, headers: Fault["headers"] = {}): Fault {
    return { status, body: { error: { code, message } }, headers };
}

function always(name: string, fault: Fault, passes: boolean): FaultKind {
    return { name, fault: () => fault, passes };
}

/** Somebody in between answers a call of ours, which took no effect, or took one where it has any. */
const foreign: readonly FaultKind[] = FOREIGN_ANSWERS.flatMap((answer) => [
    {
        name: `foreign answer: ${answer}`,
        fault: ({ operation }) => (operation === BY_AZURE_NATIVE ? undefined : { foreign: answer }),
        passes: false,
    },
    {
        name: `foreign answer after the effect: ${answer}`,
        fault: ({ operation }) =>
            operation === BY_AZURE_NATIVE || !isChange(operation) || operation === "blobService/get"
                ? undefined
                : { foreign: answer, afterEffect: true },
        passes: false,
    },
]);

/** A fault that only a regenerate can meet. */
function regenerating(name: string, weather: Partial<Weather>): FaultKind {
    const isRegenerate = (operation: string) => /\/regenerate/.test(operation);
    return { name, fault: ({ operation }) => (isRegenerate(operation) ? { weather } : undefined), passes: false };
}

/** Somebody in between repeats the call. */
export const DOUBLED = "doubled effect";

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
    ...foreign,
    regenerating("old keys in the answer", { regenerateAnswer: "old" }),
    regenerating("no keys in the answer", { regenerateAnswer: "none" }),
    regenerating("effect after the answer", { regenerateEffect: "late" }),
    regenerating("lost effect", { regenerateEffect: "lost" }),
    // The key in the answer is void by then: a key that is voided later is voided by somebody else's regenerate.
    regenerating(DOUBLED, { regenerateEffect: "doubled", lateMs: 0 }),
];
