import { text } from "node:stream/consumers";
import {
    createDefaultHttpClient,
    createHttpHeaders,
    createPipelineFromOptions,
    createPipelineRequest,
    type PipelinePolicy,
    type PipelineResponse,
} from "@azure/core-rest-pipeline";

/** One request to a data plane. */
export interface Question {
    /** `GET` unless given. */
    readonly method?: "GET" | "HEAD" | "POST";
    readonly url: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: string;
    /** Signs the request, where a library does. */
    readonly signer?: PipelinePolicy;
}

/** The answer of the data plane. */
export interface Answer {
    readonly status: number;
    /** The status line's reason and the body: some services say only in the former why they refuse. */
    readonly text: string;
}

const TEN_SECONDS = 10_000;

/** Asks once, on a connection of its own, so that no front end answers from its memory; throws if nothing answers. */
export async function ask({ method = "GET", url, headers, body, signer }: Question): Promise<Answer> {
    // A redirect would lead to a sign-in page, whose 200 says nothing of the key.
    const pipeline = createPipelineFromOptions({ retryOptions: { maxRetries: 0 }, redirectOptions: { maxRetries: 0 } });
    if (signer !== undefined) {
        pipeline.addPolicy(signer);
    }
    const response = await pipeline.sendRequest(
        createDefaultHttpClient(),
        createPipelineRequest({
            url,
            method,
            headers: createHttpHeaders({ ...headers, connection: "close" }),
            ...(body === undefined ? {} : { body }),
            // Unlike the pipeline's own timeout it also ends an answer that begins and then stops.
            abortSignal: AbortSignal.timeout(TEN_SECONDS),
            disableKeepAlive: true,
            streamResponseStatusCodes: new Set([Number.POSITIVE_INFINITY]),
        }),
    );
    return { status: response.status, text: await textOf(response) };
}

async function textOf({ readableStreamBody: stream }: PipelineResponse): Promise<string> {
    if (stream === undefined) {
        return "";
    }
    const reason = "statusMessage" in stream ? String(stream.statusMessage) : "";
    return `${reason}\n${await text(stream)}`;
}
