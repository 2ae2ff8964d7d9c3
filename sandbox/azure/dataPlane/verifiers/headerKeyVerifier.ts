import type { IncomingHttpHeaders } from "node:http";
import { error, type Verdict, type Verifier } from "../verifier";

interface Read {
    readonly method: string;
    readonly path: string;
    /** The part of the request that shows a key, and the form of an accepted key there. */
    readonly shown: (headers: IncomingHttpHeaders) => string | string[] | undefined;
    readonly expected?: (key: string, name: string) => string;
    readonly refusal: Verdict;
}

/** A service that takes its key itself in a header. It knows no other paths, for any caller. */
function verifyHeader({ method, path, shown, expected = (key) => key, refusal }: Read): Verifier {
    return (request, { name, acceptedKeys }) => {
        if (request.method !== method || request.path !== path) {
            return error(404, "404", "Resource not found");
        }
        const shownKey = shown(request.headers);
        return acceptedKeys().some((key) => expected(key, name) === shownKey) ? { status: 200, body: {} } : refusal;
    };
}

const invalidSubscriptionKey = error(
    401,
    "401",
    "Access denied due to invalid subscription key or wrong API endpoint.",
);

export const verifyCognitiveServices = verifyHeader({
    method: "POST",
    path: "sts/v1.0/issueToken",
    shown: (headers) => headers["ocp-apim-subscription-key"],
    refusal: invalidSubscriptionKey,
});

/** The kind of Cognitive Services that issues no tokens. */
export const verifyOpenAI = verifyHeader({
    method: "GET",
    path: "openai/models",
    shown: (headers) => headers["api-key"],
    refusal: invalidSubscriptionKey,
});

export const verifySearch = verifyHeader({
    method: "GET",
    path: "servicestats",
    shown: (headers) => headers["api-key"],
    refusal: { status: 403 },
});

export const verifyMaps = verifyHeader({
    method: "GET",
    path: "map/copyright/caption/json",
    shown: (headers) => headers["subscription-key"],
    refusal: error(401, "401 Unauthorized", "Access denied due to invalid subscription key."),
});

export const verifyContainerRegistry = verifyHeader({
    method: "GET",
    path: "v2",
    shown: (headers) => headers.authorization,
    expected: (password, name) => `Basic ${Buffer.from(`${name}:${password}`).toString("base64")}`,
    refusal: {
        status: 401,
        headers: { "www-authenticate": 'Basic realm="registry"' },
        body: { errors: [{ code: "UNAUTHORIZED" }] },
    },
});

export const verifyDirectLine = verifyHeader({
    method: "POST",
    path: "v3/directline/tokens/generate",
    shown: (headers) => headers.authorization,
    expected: (secret) => `Bearer ${secret}`,
    refusal: error(403, "BadArgument", "Invalid token or secret"),
});
