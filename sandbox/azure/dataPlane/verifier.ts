import type { IncomingHttpHeaders } from "node:http";
import type { Answer } from "../answer";

/** A request whose authentication is to be verified. */
export interface SignedRequest {
    readonly method: string;
    /** The whole address, as the client signed it. */
    readonly url: URL;
    /** The part of the path below the resource's endpoint, without a slash at either end. */
    readonly path: string;
    readonly headers: IncomingHttpHeaders;
    readonly body: string;
}

/** A resource that has keys, as the data plane knows it. */
export interface KeyedResource {
    /** Name of the account, namespace, hub or registry. */
    readonly name: string;
    /** The keys that are accepted at this moment: the resource's own, or those of a rule or policy of it (`rule`, `queue/rule`). */
    readonly acceptedKeys: (rule?: string) => readonly string[];
    /** The rights of a rule or policy; everything unless given. */
    readonly rights?: (rule: string) => readonly string[];
    /** Whether a namespace has such a queue, topic, hub or relay; any unless given. */
    readonly has?: (entity: string) => boolean;
}

/** An answer whose status line may have a reason of its own. */
export interface Verdict extends Answer {
    readonly reason?: string;
}

/** Gives the answer of a service to a request of such a resource: how it refuses a key is part of its protocol. */
export type Verifier = (request: SignedRequest, resource: KeyedResource) => Verdict;

/** A quarter of an hour: how much the date of a signed request may differ from the service's clock. */
const SKEW_MS = 15 * 60 * 1000;

/** Whether a date in a header is close enough to now. An invalid date is not. */
export function isRecent(date: string | string[] | undefined): boolean {
    return Math.abs(Date.now() - Date.parse(String(date))) < SKEW_MS;
}

export function error(status: number, code: string, message: string): Verdict {
    return { status, body: { error: { code, message } } };
}
