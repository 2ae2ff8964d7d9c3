import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import type { Answer } from "./answer";
import type { Fault, Faults, PendingCall } from "./faults";
import { foreignAnswer, sendEndlessly } from "./foreignAnswers";
import type { Journal } from "./journal";
import { FINE, type Weather, type WeatherMark } from "./weather";

/** The effect of a call in that weather: its answer, or "sent" where the effect answered by itself. */
export type Effect = (weather: Readonly<Weather>) => Promise<Answer | "sent">;

/** Makes an effect a long-running operation: answers where to poll. */
export type Postpone = (effect: () => Promise<Answer | "sent">, durationMs: number) => Answer;

/** The common surroundings of all calls. */
export interface CallSurroundings {
    readonly journal: Journal;
    readonly faults: Faults;
    /** May be changed at any time; the next call takes it. Fine unless given. */
    readonly weather?: Readonly<Weather>;
    /** For faults that are long-running. */
    readonly postpone?: Postpone;
    /** `https://HOST`, where the page to sign in is that a proxy would send a client to; the host that was called unless given. */
    readonly origin?: string;
}

/** The way of every call, whichever the service: the fault it meets, its effect, its answer, its line in the journal. */
export class CallPipeline {
    readonly #closing = new AbortController();

    constructor(private readonly surroundings: CallSurroundings) {}

    async run(call: PendingCall, response: ServerResponse, effect: Effect): Promise<void> {
        const { journal, faults, weather: ofAll = FINE } = this.surroundings;
        const at = Date.now();
        const fault = faults.meet(call);
        const weather = { ...ofAll, ...fault?.weather };
        if (weather.clockMs !== 0) {
            dateBy(weather.clockMs, response);
        }
        if (fault?.delayMs !== undefined && !(await this.#waited(fault.delayMs))) {
            return;
        }
        const answer = await answered(call, fault, weather, effect, this.surroundings);
        const status = send(answer, response);
        const errorCode = response.getHeader("x-ms-error-code");
        const detail = call.detail ?? (typeof errorCode === "string" ? errorCode : undefined);
        const mark = markOf(answer, fault);
        journal.record({
            ...call,
            kind: "call",
            at,
            durationMs: Date.now() - at,
            status,
            ...(detail === undefined ? {} : { detail }),
            ...(mark === undefined ? {} : { weather: mark }),
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

type Outcome = Answer | "sent" | "reset" | "hang" | "endless";

async function answered(
    call: PendingCall,
    fault: Fault | undefined,
    weather: Readonly<Weather>,
    effect: Effect,
    { postpone = () => ({ status: 501 }), origin = "" }: CallSurroundings,
): Promise<Outcome> {
    if (fault === undefined) {
        return effect(weather);
    }
    if (fault.longRunning !== undefined) {
        return postpone(() => ended(fault, weather, effect), fault.longRunning.durationMs);
    }
    if (fault.afterEffect === true) {
        const answer = await effect(weather);
        await fault.hold?.();
        if (answer === "sent") {
            return answer;
        }
        return outcomeOf(call, fault, origin, answer) ?? (fault.hold === undefined ? "reset" : answer);
    }
    await fault.hold?.();
    return outcomeOf(call, fault, origin) ?? effect(weather);
}

/** The end of a long-running operation. */
async function ended(fault: Fault, weather: Readonly<Weather>, effect: Effect): Promise<Answer | "sent"> {
    const own = ownAnswer(fault);
    // A write that has been carried out by then is not put off once more.
    const done = () => effect({ ...weather, writes: "atOnce", operationMs: [0, 0] });
    if (own === undefined) {
        return done();
    }
    if (fault.afterEffect === true) {
        await done();
    }
    return own;
}

/** The outcome of the fault for the call, with the service's own answer if the call took effect; nothing if the call goes on. */
function outcomeOf(call: PendingCall, fault: Fault, origin: string, own?: Answer): Outcome | undefined {
    if (fault.reset === true) {
        return "reset";
    }
    if (fault.hang === true) {
        return "hang";
    }
    if (fault.foreign === undefined || fault.foreign === "endless") {
        return fault.foreign ?? ownAnswer(fault);
    }
    return foreignAnswer(fault.foreign, call.path, own, origin);
}

function ownAnswer({ status, headers, body }: Fault): Answer | undefined {
    if (status === undefined && body === undefined) {
        return undefined;
    }
    const fallback = { error: { code: "FaultOnDemand", message: `The local Azure was told to answer ${status}.` } };
    return { status: status ?? 200, body: body ?? fallback, ...(headers === undefined ? {} : { headers }) };
}

function markOf(outcome: Outcome, fault: Fault | undefined): WeatherMark | undefined {
    if (fault?.foreign !== undefined && outcome !== "sent") {
        return "foreign";
    }
    return typeof outcome === "string" ? undefined : outcome.weather;
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
        case "endless":
            sendEndlessly(response);
            return response.statusCode;
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

/** Dates the answer by a clock that is so far ahead. This covers Azurite, which names a date of its own. */
function dateBy(ms: number, response: ServerResponse): void {
    const { writeHead } = response;
    Object.assign(response, {
        writeHead(...given: unknown[]) {
            response.setHeader("date", new Date(Date.now() + ms).toUTCString());
            return Reflect.apply(writeHead, response, given);
        },
    });
}

/** The client's name for itself, as the journal keeps it. */
export function clientOf(request: IncomingMessage): { readonly client: string } | undefined {
    const client = request.headers["user-agent"];
    return client === undefined ? undefined : { client };
}
