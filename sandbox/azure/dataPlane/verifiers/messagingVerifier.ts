import type { SignedRequest, Verdict, Verifier } from "../verifier";
import { sharedAccess } from "./sharedAccessVerifier";

interface Read {
    readonly path: RegExp;
    readonly right: string;
    readonly type: "feed" | "entry";
}

/** The reads: a list of the namespace, the registrations of a notification hub, or an entity. */
const READS: readonly Read[] = [
    { path: /^\$resources\/[a-z]+$/i, right: "Manage", type: "feed" },
    { path: /^[^$]+\/registrations$/, right: "Listen", type: "feed" },
    { path: /^[^$]+$/, right: "Manage", type: "entry" },
];

/** Service Bus and Notification Hubs, which say in the body which right a rule lacks. */
export const verifyMessaging = verifier((_request, right) =>
    refusal(`${right},EntityRead claims required for this operation.`),
);

/** Event Hubs and Relay, which say it in the status line. */
export const verifyStreaming = verifier(({ url }) => ({
    status: 401,
    reason: `SubCode=40100: Unauthorized : Unauthorized access for 'Get' operation on endpoint 'sb://${url.host}${url.pathname}'.`,
}));

function verifier(lacksRight: (request: SignedRequest, right: string) => Verdict): Verifier {
    return (request, resource) => {
        const { path } = request;
        const read = READS.find((known) => known.path.test(path));
        // If the services do not know the entity, they answer anybody with the public list.
        if (read === undefined || (read.type === "entry" && resource.has?.(path) === false)) {
            return atom("feed", "Publicly Listed Services");
        }
        const access = sharedAccess(request, resource, (key) => Buffer.from(key));
        switch (access.kind) {
            case "missing":
                return refusal("MissingToken: The authorization header was not found.");
            case "invalid signature":
                return refusal("40103: Invalid authorization token signature");
            case "wrong audience":
                return refusal("InvalidAudience: The authorization header contains a token with a wrong audience.");
            case "expired":
                return refusal("ExpiredToken: The token is expired.");
            case "valid":
                return (resource.rights?.(access.rule) ?? [read.right]).includes(read.right)
                    ? atom(read.type, path)
                    : lacksRight(request, read.right);
        }
    };
}

function refusal(detail: string): Verdict {
    return {
        status: 401,
        headers: { "content-type": "application/xml" },
        body: `<Error><Code>401</Code><Detail>${detail}</Detail></Error>`,
    };
}

function atom(type: "feed" | "entry", title: string): Verdict {
    return {
        status: 200,
        headers: { "content-type": `application/atom+xml;type=${type};charset=utf-8` },
        body: `<${type} xmlns="http://www.w3.org/2005/Atom"><title type="text">${title}</title></${type}>`,
    };
}
