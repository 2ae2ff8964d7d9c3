import type { PipelineResponse } from "@azure/core-rest-pipeline";
import { ArmError, withoutKeys } from "./armError";
import { isUnansweredInTime, noAnswerWithin } from "./httpClient";

/** As much of a call as is told. */
interface Call {
    readonly method: string;
    readonly path: string;
}

/** A call without an answer, or with one that cannot be read. `limitMs` is how long it was waited for. */
export function callFailed({ method, path }: Call, cause: unknown, limitMs = 0): ArmError {
    const mayBeUnderWay = isUnansweredInTime(cause);
    const why = cause instanceof Error ? cause.message : String(cause);
    const words = mayBeUnderWay ? noAnswerWithin(limitMs) : `no usable answer (${withoutKeys(why)})`;
    return new ArmError(0, `${method} ${path}: ${words}`, { cause, mayBeUnderWay });
}

/** A call that was answered with an error. */
export function answerFailed({ method, path }: Call, { status, bodyAsText, headers }: PipelineResponse): ArmError {
    const said = errorIn(parsed(bodyAsText));
    const seconds = Number(headers.get("Retry-After") ?? Number.NaN);
    return new ArmError(status, `${method} ${path}: ${status} (${wordsOf(said)})`, {
        armCode: said.code,
        retryAfterMs: Number.isFinite(seconds) ? seconds * 1_000 : undefined,
    });
}

/** A long-running operation that was accepted and has ended without success, with the answer that said so. */
export function operationFailed({ method, path }: Call, answer: unknown): ArmError {
    const said = errorIn(answer);
    return new ArmError(202, `${method} ${path}: accepted, and failed then (${wordsOf(said)})`, { armCode: said.code });
}

/** A long-running operation that was accepted and then could not be followed. */
export function endUnknown({ method, path }: Call, cause: unknown): ArmError {
    const why = cause instanceof Error ? cause.message : String(cause);
    return new ArmError(202, `${method} ${path}: accepted, but its end is not known (${withoutKeys(why)})`, {
        cause,
        mayBeUnderWay: true,
    });
}

interface ServiceError {
    readonly code?: string;
    readonly message?: string;
}

function wordsOf({ code, message }: ServiceError): string {
    return withoutKeys([code, message].filter(Boolean).join(": ") || "no further word");
}

/** ARM's `{ error: { code, message } }`, as far as it is there. */
function errorIn(answer: unknown): ServiceError {
    const { error } = (answer ?? {}) as { readonly error?: ServiceError | null };
    return error ?? {};
}

function parsed(body: string | null | undefined): unknown {
    try {
        return JSON.parse(body ?? "");
    } catch {
        return undefined;
    }
}
