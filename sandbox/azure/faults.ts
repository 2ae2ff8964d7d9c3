import type { ForeignAnswer } from "./foreignAnswers";
import type { Call } from "./journal";
import type { Weather } from "./weather";

/** A call that has arrived and is not answered yet. */
export type PendingCall = Pick<Call, "method" | "path" | "operation" | "target" | "detail" | "client">;

/** A failure on demand. Without `operation` and `match` it meets every call. */
export interface Fault {
    readonly operation?: string;
    readonly match?: (call: PendingCall) => boolean;
    /** The first matching call to meet, counted from 1 and from the moment the fault was added; 1 unless given. */
    readonly nth?: number;
    /** How many calls in a row to meet; 1 unless given. */
    readonly times?: number;
    /** Wait this long before anything else. Alone, the call is slow and otherwise works. */
    readonly delayMs?: number;
    /** Called when the call would have its effect, or has had it with `afterEffect`; the call goes on when it is done. */
    readonly hold?: () => Promise<unknown>;
    /** Answer this status; 200 where only a body is given. */
    readonly status?: number;
    readonly headers?: Readonly<Record<string, string>>;
    /** Answer this: a string goes out as it is (so it can be malformed), anything else as JSON. */
    readonly body?: unknown;
    /** Let somebody in between answer; with `afterEffect` once the call has had its effect. */
    readonly foreign?: ForeignAnswer;
    /** The weather of this call alone, if it is not that of all. Alone, the call works in that weather. */
    readonly weather?: Partial<Weather>;
    /** Cut the connection instead of answering. */
    readonly reset?: boolean;
    /** Never answer. */
    readonly hang?: boolean;
    /**
     * Let the call take effect first; its own answer is lost (the connection is cut, unless the fault says what to answer,
     * to hang, or only to hold it). Not for the data plane, which answers by itself.
     */
    readonly afterEffect?: boolean;
    /**
     * Answer 202 with a place to poll, and let the call take effect `durationMs` later. Only for Azure Resource Manager. With
     * a `status` the operation ends with that instead, with `afterEffect` once it has taken effect.
     */
    readonly longRunning?: { readonly durationMs: number };
}

/** A fault that was added. */
export interface PlantedFault {
    /** How many calls have met it. */
    readonly hits: number;
    remove(): void;
}

interface State extends PlantedFault {
    readonly fault: Fault;
    seen: number;
    hits: number;
}

/** The failures that the local Azure is to show. */
export class Faults {
    #planted: State[] = [];

    add(fault: Fault): PlantedFault {
        const state: State = {
            fault,
            seen: 0,
            hits: 0,
            remove: () => {
                this.#planted = this.#planted.filter((other) => other !== state);
            },
        };
        this.#planted.push(state);
        return state;
    }

    clear(): void {
        this.#planted = [];
    }

    /** The fault that this call meets. Every fault counts the call; the one added first wins. */
    meet(call: PendingCall): Fault | undefined {
        const due = this.#planted.filter((state) => {
            const { operation, match, nth = 1, times = 1 } = state.fault;
            if ((operation !== undefined && operation !== call.operation) || match?.(call) === false) {
                return false;
            }
            state.seen += 1;
            return state.seen >= nth && state.seen < nth + times;
        });
        const [met] = due;
        if (met !== undefined) {
            met.hits += 1;
        }
        return met?.fault;
    }
}
