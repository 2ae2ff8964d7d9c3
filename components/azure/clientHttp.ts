import type { HttpClient } from "@azure/core-rest-pipeline";
import { Semaphore } from "async-mutex";
import type { CallLimits } from "./arm";
import { boundedHttpClient } from "./httpClient";
import { usableAnswer } from "./usableAnswer";

/**
 * The HTTP client for the packages' own clients of data planes, which wait without an end, follow redirects, and take a page for an object
 * without members. Each of their requests expects a body.
 */
export function clientHttp(
    { timeoutMs, maxConcurrentCalls }: CallLimits,
    http: HttpClient = boundedHttpClient(),
): HttpClient {
    const calls = new Semaphore(maxConcurrentCalls);
    return {
        sendRequest: (request) =>
            calls.runExclusive(async () => {
                const response = await http.sendRequest(Object.assign(request, { timeout: timeoutMs }));
                if (response.status < 400) {
                    const { origin, pathname } = new URL(request.url);
                    usableAnswer({ method: request.method, path: `${origin}${pathname}`, answers: "body" }, response);
                }
                return response;
            }),
    };
}
