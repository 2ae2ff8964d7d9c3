import {
    createDefaultHttpClient,
    createPipelineFromOptions,
    createPipelineRequest,
    type PipelineResponse,
} from "@azure/core-rest-pipeline";
import { noAnswerWithin } from "../azure/httpClient";
import type { WebAnswer } from "../gates/gateAccess";

/** A page of the user's own may be of any length. */
const MOST_BYTES = 1_000_000;

/** Asks a page once. Throws if no whole answer comes in time; of a long one only the beginning is read. */
export async function getPage(url: string, timeoutMs: number): Promise<WebAnswer> {
    // A redirect leads to another page, such as one to sign in. Its answer tells nothing of this one.
    const pipeline = createPipelineFromOptions({ retryOptions: { maxRetries: 0 }, redirectOptions: { maxRetries: 0 } });
    const signal = AbortSignal.timeout(timeoutMs);
    const request = createPipelineRequest({
        url,
        timeout: 0,
        abortSignal: signal,
        disableKeepAlive: true,
        allowInsecureConnection: true,
        streamResponseStatusCodes: new Set([Number.POSITIVE_INFINITY]),
    });
    try {
        const answer = await pipeline.sendRequest(createDefaultHttpClient(), request);
        return { status: answer.status, body: await beginningOf(answer), redirectsTo: redirectIn(answer) };
    } catch (error) {
        throw signal.aborted ? new Error(noAnswerWithin(timeoutMs)) : error;
    }
}

async function beginningOf({ readableStreamBody: stream }: PipelineResponse): Promise<string> {
    const pieces: Buffer[] = [];
    let length = 0;
    for await (const piece of stream ?? []) {
        pieces.push(Buffer.from(piece));
        length += piece.length;
        if (length >= MOST_BYTES) {
            break;
        }
    }
    return Buffer.concat(pieces).toString("utf8", 0, MOST_BYTES);
}

/** Without the query, which may have secrets. */
function redirectIn({ status, headers, request }: PipelineResponse): string {
    const location = headers.get("Location");
    if (status < 300 || status >= 400 || location === undefined || !URL.canParse(location, request.url)) {
        return "";
    }
    const { origin, pathname } = new URL(location, request.url);
    return `${origin}${pathname}`;
}
