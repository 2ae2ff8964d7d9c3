import type { OperationResponse } from "@azure/core-lro";
import type { PipelineResponse } from "@azure/core-rest-pipeline";
import { goesOn, hasFailed, operationState, resourceState } from "./operationState";
import { type AnsweredCall, jsonIn, unusable, usableAnswer } from "./usableAnswer";

/**
 * The questions while an operation is followed: the operation for its status, the place of its result, which answers 202 until the result exists,
 * or the resource itself.
 */
export type Asked = "status" | "result" | "resource";

/**
 * An answer in the form that `@azure/core-lro` understands. The library takes an answer for the end, among others, if the status is in
 * other letters than it expects, or stands in another member (Device Provisioning: `properties.state`), or beside a 200 of a place that
 * should have answered 202. And it fails at a status that is null.
 *
 * @throws UnusableAnswer if it does not tell what was asked for
 */
export function operationAnswer(
    asked: Asked,
    call: AnsweredCall,
    response: PipelineResponse,
): OperationResponse<unknown> {
    const body = bodyOf(asked, call, response);
    const state = asked === "resource" ? resourceState(body) : operationState(body);
    return {
        flatResponse: body,
        rawResponse: {
            statusCode: asked === "result" ? statusCodeOf(state, response.status) : response.status,
            headers: response.headers.toJSON(),
            body: state === undefined ? {} : { status: state, provisioningState: state },
            request: { method: call.method, url: response.request.url },
        },
    };
}

function bodyOf(asked: Asked, call: AnsweredCall, response: PipelineResponse): unknown {
    const { status, bodyAsText } = response;
    if (asked === "resource") {
        return usableAnswer({ ...call, answers: "body" }, response);
    }
    if (status === 202) {
        return bodyAsText ? jsonIn(call, bodyAsText) : undefined;
    }
    const body = usableAnswer({ ...call, answers: "nothing" }, response);
    // Real services were recorded to answer `null` for an operation that has ended.
    if (asked === "status" && body !== null && operationState(body) === undefined) {
        throw unusable(call, `${status}, which says no status`);
    }
    return body;
}

function statusCodeOf(state: string | undefined, status: number): number {
    return goesOn(state) ? 202 : hasFailed(state) ? 400 : status;
}
