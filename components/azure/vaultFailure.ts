import { type PipelineResponse, RestError } from "@azure/core-rest-pipeline";
import { RotationError } from "../lifecycle/rotationError";
import { errorLine } from "../oneLine";
import { ArmError } from "./armError";
import { answerFailed } from "./armFailures";
import { isUnansweredInTime } from "./httpClient";

/** The error for a failure of the SDK of Key Vault. The SDK's own error contains the request, and so a key: only status and words are kept. */
export function vaultFailure(method: string, path: string, error: unknown): RotationError {
    if (error instanceof RotationError) {
        return error;
    }
    const refusal = refusalIn(error);
    if (refusal !== undefined) {
        return answerFailed({ method, path }, refusal);
    }
    const message = errorLine(error);
    const mayBeUnderWay = isUnansweredInTime(error);
    const why = mayBeUnderWay ? message : `no usable answer (${message})`;
    return new ArmError(0, `${method} ${path}: ${why}`, { mayBeUnderWay });
}

/** The answer of the vault, with the part of the body that the SDK keeps; undefined if there was no answer. */
export function refusalIn(error: unknown): PipelineResponse | undefined {
    const { response, details, code, message }: SdkError = Object(error);
    if (response === undefined) {
        return undefined;
    }
    // A list has no details; the page of a proxy has no words of the vault.
    const said = code === RestError.PARSE_ERROR ? undefined : (details ?? { code, message });
    return { ...response, bodyAsText: JSON.stringify(said ?? null) };
}

interface SdkError {
    readonly response?: PipelineResponse;
    readonly details?: unknown;
    readonly code?: string;
    readonly message?: string;
}
