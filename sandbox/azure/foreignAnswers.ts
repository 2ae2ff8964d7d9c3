import type { ServerResponse } from "node:http";
import type { Answer } from "./answer";
import { resourceNotFound } from "./arm/armErrors";
import { armId } from "./arm/armId";
/** Answers in the service's place by somebody in between, such as a proxy, a firewall or a gateway. */
export const FOREIGN_ANSWERS = [
    /** 302 to a page where a person could sign in. */
    "signIn",
    /** 304 */
    "notModified",
    /** 204 */
    "noContent",
    /** 200 without a body. */
    "emptyBody",
    /** 200 with a page. */
    "html",
    /** 200 with the beginning of a JSON text: of the call's own where it took effect. */
    "truncated",
    /** 200 with a body that goes on until the client ends it. */
    "endless",
    /** 202 that names no address to ask. */
    "nowhereToAsk",
    /** 404 with the page of a proxy. */
    "proxyNotFound",
    /** 404 in the words of Resource Manager, or of a vault, for a resource that exists. */
    "untrueNotFound",
] as const;

export type ForeignAnswer = (typeof FOREIGN_ANSWERS)[number];

const HTML = { "content-type": "text/html; charset=utf-8" };
const BEGINNING = '{"value":[{"id":"/subscriptions/';
const DRIP_MS = 50;

/** The page that {@link ForeignAnswer} `signIn` leads to. */
export const SIGN_IN_PATH = "/common/oauth2/v2.0/authorize";
export const SIGN_IN_PAGE: Answer = { status: 200, headers: HTML, body: page("Sign in to your account", "Sign in") };

/**
 * The answer to a call of that path.
 *
 * @param own the answer of the service, if the call took effect.
 * @param origin address of the page to sign in.
 */
export function foreignAnswer(
    kind: Exclude<ForeignAnswer, "endless">,
    path: string,
    own: Answer | undefined,
    origin: string,
): Answer {
    switch (kind) {
        case "signIn":
            return { status: 302, headers: { location: `${origin}${SIGN_IN_PATH}?response_type=code`, ...HTML } };
        case "notModified":
            return { status: 304, headers: { etag: '"0x8DC"' } };
        case "noContent":
            return { status: 204 };
        case "emptyBody":
            return { status: 200 };
        case "html":
            return { status: 200, headers: HTML, body: page("Notice", "This site is under maintenance.") };
        case "truncated": {
            const text = own?.body === undefined ? undefined : JSON.stringify(own.body);
            return { status: 200, body: text?.slice(0, Math.ceil(text.length / 2)) ?? BEGINNING };
        }
        case "nowhereToAsk":
            return { status: 202 };
        case "proxyNotFound":
            return { status: 404, headers: HTML, body: page("404 Not Found", "nginx") };
        case "untrueNotFound":
            return notFound(path);
    }
}

/** Sends a body without an end; it ends with the connection. */
export function sendEndlessly(response: ServerResponse): void {
    response.writeHead(200, { "content-type": "application/json; charset=utf-8" });
    response.write(BEGINNING);
    const drip = setInterval(() => response.write(" "), DRIP_MS);
    response.once("close", () => clearInterval(drip));
}

/** Of the resource itself, of the one that an action is of, or of a vault's secret; nothing else has a name to say. */
function notFound(path: string): Answer {
    const segments = path.split("/");
    for (const end of [segments.length, segments.length - 1]) {
        try {
            const { type, names, resourceGroup } = armId(segments.slice(0, end).join("/"));
            return resourceNotFound(type, names.join("/"), resourceGroup).toAnswer();
        } catch {
            // An action has one segment more than its resource.
        }
    }
    const [, secret] = /^\/secrets\/([^/]+)/.exec(path) ?? [];
    const error =
        secret === undefined
            ? { code: "ResourceNotFound", message: "The Resource was not found." }
            : { code: "SecretNotFound", message: `A secret with (name/id) ${secret} was not found in this key vault.` };
    return { status: 404, body: { error } };
}

function page(title: string, text: string): string {
    return `<!DOCTYPE html><html><head><title>${title}</title></head><body><h1>${text}</h1></body></html>`;
}
