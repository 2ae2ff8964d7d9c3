import type { PipelineResponse } from "@azure/core-rest-pipeline";
import { UnusableAnswer } from "./armError";

/** The part of a call that tells the content of its answer. */
export interface AnsweredCall {
    readonly method: string;
    readonly path: string;
    /** Says what the answer brings if the method and the path do not tell. */
    readonly answers?: "body" | "nothing";
}

/** Whether the call only reads. ARM has many reads that are a `POST` of `…/list…`, because their answers are secret. */
export function isRead(call: AnsweredCall): boolean {
    return call.method === "GET" || (call.method === "POST" && mustHaveBody(call));
}

/**
 * The JSON of an answer of success; undefined if it has no body and needs none. A read, and a write of a resource, are answered with a body.
 * An action, such as a restart, and a removal need none. But a page is no answer to them either.
 *
 * @throws UnusableAnswer if the answer is not what was asked for
 */
export function usableAnswer(call: AnsweredCall, { status, bodyAsText, headers }: PipelineResponse): unknown {
    if (![200, 201, 204].includes(status)) {
        throw unusable(call, `${status}${headers.has("Location") ? ", which leads elsewhere" : ""}`);
    }
    if (!bodyAsText) {
        if (mustHaveBody(call) && !(status === 204 && call.method === "PATCH")) {
            throw unusable(call, `${status} without a body`);
        }
        return undefined;
    }
    const answer = jsonIn(call, bodyAsText);
    if (mustHaveBody(call) && (typeof answer !== "object" || answer === null)) {
        throw unusable(call, `${status} with ${answer === null ? "null" : `a ${typeof answer}`}`);
    }
    return answer;
}

/** The JSON of a body. */
export function jsonIn(call: AnsweredCall, text: string): unknown {
    try {
        return JSON.parse(text);
    } catch {
        throw unusable(call, "the answer is not JSON");
    }
}

export function unusable(call: AnsweredCall, why: string): UnusableAnswer {
    return new UnusableAnswer(`${call.method} ${call.path}`, why, !isRead(call));
}

function mustHaveBody({ method, path, answers }: AnsweredCall): boolean {
    if (answers !== undefined) {
        return answers === "body";
    }
    return ["GET", "PUT", "PATCH"].includes(method) || (method === "POST" && /\/list[^/]*$/i.test(path));
}
