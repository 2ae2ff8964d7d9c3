import assert from "node:assert/strict";
import type { HttpClient, PipelineRequest } from "@azure/core-rest-pipeline";
import type { SignedRequest } from "local-azure";

/** An HTTP client for a service's own package that keeps the last request and answers an empty object. */
export interface Capture {
    readonly httpClient: HttpClient;
    /** The request that the package signed, as a server sees it; `path` is what follows the host. */
    request(): SignedRequest;
}

export function capture(): Capture {
    let last: PipelineRequest | undefined;
    return {
        httpClient: {
            async sendRequest(request) {
                last = request;
                return { request, status: 200, headers: request.headers, bodyAsText: "{}" };
            },
        },
        request() {
            assert.ok(last !== undefined, "the package sent nothing");
            return asSeen(last.method, last.url, last.headers.toJSON());
        },
    };
}

/** A request without a body, as a server sees it. */
export function asSeen(method: string, address: string, headers: Readonly<Record<string, string>>): SignedRequest {
    const url = new URL(address);
    return {
        method,
        url,
        path: url.pathname.replace(/^\/|\/$/g, ""),
        headers: { ...headers, host: url.host },
        body: "",
    };
}
