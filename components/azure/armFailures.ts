import type { PipelineResponse } from "@azure/core-rest-pipeline";
import { errorLine } from "../oneLine";
import { ArmError } from "./armError";
import { isUnansweredInTime, noAnswerWithin } from "./httpClient";
import { operationState } from "./operationState";
import { serviceErrorIn, serviceErrorInText, wordsOf } from "./serviceError";

/** The part of a call that is shown. */
interface Call {
    readonly method: string;
    readonly path: string;
}

/** A call without an answer, or with one that cannot be read. `limitMs` is how long it was waited for. */
export function callFailed({ method, path }: Call, cause: unknown, limitMs = 0): ArmError {
    const mayBeUnderWay = isUnansweredInTime(cause);
    const words = mayBeUnderWay ? noAnswerWithin(limitMs) : `no usable answer (${errorLine(cause)})`;
    return new ArmError(0, `${method} ${path}: ${words}`, { cause, mayBeUnderWay });
}

/** A call that was answered with an error. */
export function answerFailed({ method, path }: Call, { status, bodyAsText, headers }: PipelineResponse): ArmError {
    const said = serviceErrorInText(bodyAsText);
    return new ArmError(status, `${method} ${path}: ${status} (${wordsOf(said)})`, {
        armCode: said.code,
        retryAfterMs: retryAfterMs(headers.get("Retry-After")),
    });
}

/** Seconds, or a moment. */
function retryAfterMs(text: string | undefined): number | undefined {
    const ms = /^\d+$/.test(text ?? "") ? Number(text) * 1_000 : Date.parse(text ?? "") - Date.now();
    return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}

/** A long-running operation that was accepted and has ended without success, with the answer that said so. */
export function operationFailed(call: Call, answer: unknown): ArmError {
    const { code, message } = serviceErrorIn(answer);
    const state = operationState(answer);
    return failedLater(call, wordsOf({ code, message: message ?? (code === undefined ? state : undefined) }), code);
}

/** The same, where the place of its result answers with an error. */
export function operationRefused(call: Call, refusal: ArmError): ArmError {
    return failedLater(call, refusal.message, refusal.armCode);
}

function failedLater({ method, path }: Call, why: string, armCode: string | undefined): ArmError {
    return new ArmError(202, `${method} ${path}: was accepted but failed later (${why})`, { armCode });
}

/** A long-running operation that was accepted and then could not be followed. */
export function endUnknown({ method, path }: Call, cause: unknown): ArmError {
    return new ArmError(202, `${method} ${path}: accepted, but its end is not known (${errorLine(cause)})`, {
        cause,
        mayBeUnderWay: true,
    });
}
