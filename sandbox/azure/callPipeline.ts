import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import type { Fault, Faults, PendingCall } from "./faults";
import type { Journal } from "./journal";

/** What to answer; a body that is not a string goes out as JSON. */
export interface Answer {
    readonly status: number;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: unknown;
}

/** The effect of a call: its answer, or "sent" where the effect answered by itself. */
export type Effect = () => Promise<Answer | "sent">;

/** The way of every call, whichever the service: the fault it meets, its effect, its answer, its line in the journal. */
export class CallPipeline {
    readonly #closing = new AbortController();

    constructor(
        private readonly journal: Journal,
        private readonly faults: Faults,
        /** Makes the effect a long-running operation: answers where to poll. */
        private readonly postpone: (effect: Effect, durationMs: number) => Answer,
    ) {}

    async run(call: PendingCall, response: ServerResponse, effect: Effect): Promise<void> {
        const at = Date.now();
        const fault = this.faults.meet(call);
        if (fault?.delayMs !== undefined && !(await this.#waited(fault.delayMs))) {
            return;
        }
        const answer = await answered(fault, effect, this.postpone);
        const status = send(answer, response);
        const errorCode = response.getHeader("x-ms-error-code");
        const detail = call.detail ?? (typeof errorCode === "string" ? errorCode : undefined);
        this.journal.record({
            ...call,
            kind: "call",
            at,
            durationMs: Date.now() - at,
            status,
            ...(detail === undefined ? {} : { detail }),
        });
    }

    /** Ends the delays that are under way. */
    stop(): void {
        this.#closing.abort();
    }

    #waited(ms: number): Promise<boolean> {
        return delay(ms, true, { signal: this.#closing.signal }).catch(() => false);
    }
}

type Outcome = Answer | "sent" | "reset" | "hang";

async function answered(
    fault: Fault | undefined,
    effect: Effect,
    postpone: (effect: Effect, durationMs: number) => Answer,
): Promise<Outcome> {
    if (fault === undefined) {
        return effect();
    }
    if (fault.longRunning !== undefined) {
        return postpone(() => ended(fault, effect), fault.longRunning.durationMs);
    }
    const own = outcomeOf(fault);
    if (fault.afterEffect === true) {
        const answer = await effect();
        await fault.hold?.();
        return answer === "sent" ? answer : (own ?? (fault.hold === undefined ? "reset" : answer));
    }
    await fault.hold?.();
    return own ?? effect();
}

/** The end of a long-running operation. */
async function ended(fault: Fault, effect: Effect): Promise<Answer | "sent"> {
    const own = ownAnswer(fault);
    if (own === undefined) {
        return effect();
    }
    if (fault.afterEffect === true) {
        await effect();
    }
    return own;
}

function outcomeOf(fault: Fault): Outcome | undefined {
    if (fault.reset === true) {
        return "reset";
    }
    return fault.hang === true ? "hang" : ownAnswer(fault);
}

function ownAnswer({ status, headers, body }: Fault): Answer | undefined {
    if (status === undefined && body === undefined) {
        return undefined;
    }
    const fallback = { error: { code: "FaultOnDemand", message: `The local Azure was told to answer ${status}.` } };
    return { status: status ?? 200, body: body ?? fallback, ...(headers === undefined ? {} : { headers }) };
}

/** Sends the outcome and returns the status that the client sees. */
function send(outcome: Outcome, response: ServerResponse): number {
    switch (outcome) {
        case "sent":
            return response.statusCode;
        case "hang":
            return 0;
        case "reset":
            response.socket?.destroy();
            return 0;
    }
    const { status, headers, body } = outcome;
    response.writeHead(status, {
        "content-type": "application/json; charset=utf-8",
        "cache-control": "no-store",
        "x-ms-request-id": randomUUID(),
        ...headers,
    });
    response.end(body === undefined ? undefined : typeof body === "string" ? body : JSON.stringify(body));
    return status;
}

/** The client's name for itself, as the journal keeps it. */
export function clientOf(request: IncomingMessage): { readonly client: string } | undefined {
    const client = request.headers["user-agent"];
    return client === undefined ? undefined : { client };
}
