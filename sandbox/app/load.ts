import { Agent, get } from "node:http";
import { text } from "node:stream/consumers";
import { setTimeout } from "node:timers/promises";

const TIMEOUT = "timeout";

/** One request of the load. */
export interface Sample {
    /** When it was due, or, of a client that waits for its answers, when it was sent; in milliseconds since the epoch. */
    readonly at: number;
    /** From then until its answer was read. */
    readonly latencyMs: number;
    /** The status, or the code of the error where there was none, such as `ECONNRESET`. */
    readonly outcome: number | string;
    /** The reason of a failed request in the application's words. */
    readonly reason?: string;
}

/** The requests due in a stretch of time. */
export interface LoadBucket {
    readonly at: number;
    readonly ok: number;
    readonly failed: number;
}

/** A load that is running or has run. */
export interface Load {
    readonly ok: number;
    readonly failed: number;
    /** Every request that is over, in the order in which they ended. */
    readonly samples: readonly Sample[];
    /** Ok and failed per stretch of `bucketMs`, also the stretches without any. */
    series(bucketMs: number): readonly LoadBucket[];
    /** Sends no more, and returns when all that were sent are over. */
    stop(): Promise<void>;
}

export interface LoadOptions {
    readonly url: string;
    readonly perSecond: number;
    /** A request without an answer by then has failed; 10 s unless given. */
    readonly timeoutMs?: number;
    /** So many clients send them, each its next one when the one before is answered; without any, requests are sent whatever became of those before. */
    readonly clients?: number;
    /** Called with each request that is over. */
    readonly onSample?: (sample: Sample) => void;
}

/** Sends requests at a constant rate, however long their answers take, unless `clients` wait for them. */
export function startLoad({ url, perSecond, timeoutMs = 10_000, clients, onSample }: LoadOptions): Load {
    const agent = new Agent({ keepAlive: true });
    const samples: Sample[] = [];
    const underWay = new Set<Promise<void>>();
    const startedAt = Date.now();
    let sent = 0;

    const send = (at: number): Promise<void> => {
        const request = answerOf(url, agent, timeoutMs).then((answer) => {
            const sample = { at, latencyMs: Date.now() - at, ...answer };
            samples.push(sample);
            underWay.delete(request);
            onSample?.(sample);
        });
        underWay.add(request);
        return request;
    };
    const stopping = new AbortController();
    const sending =
        clients === undefined
            ? sendAllDue()
            : Promise.all(Array.from({ length: clients }, (_, index) => sendInTurn(index, clients)));

    /** Sends all that are due, also those that a busy moment has kept from being sent in time. */
    async function sendAllDue(): Promise<void> {
        while (!stopping.signal.aborted) {
            const due = Math.floor(((Date.now() - startedAt) * perSecond) / 1000);
            for (; sent < due; sent += 1) {
                void send(startedAt + (sent * 1000) / perSecond);
            }
            await pause(5, stopping.signal);
        }
    }

    /** One of several clients: a busy machine makes them slower, and never gives them more to wait for. */
    async function sendInTurn(index: number, all: number): Promise<void> {
        const everyMs = (all * 1000) / perSecond;
        await pause((index * everyMs) / all, stopping.signal);
        while (!stopping.signal.aborted) {
            const at = Date.now();
            await send(at);
            await pause(at + everyMs - Date.now(), stopping.signal);
        }
    }

    return {
        samples,
        get ok() {
            return samples.filter(isOk).length;
        },
        get failed() {
            return samples.length - samples.filter(isOk).length;
        },
        series: (bucketMs) => series(samples, startedAt, bucketMs),
        async stop() {
            stopping.abort();
            await sending;
            await Promise.all(underWay);
            agent.destroy();
        },
    };
}

/** Returns early where it is aborted. */
async function pause(ms: number, signal: AbortSignal): Promise<void> {
    await setTimeout(Math.max(0, ms), undefined, { signal }).catch(() => undefined);
}

/** Whether nobody has answered in time, which says nothing of the key. */
export function isUnanswered({ outcome }: Pick<Sample, "outcome">): boolean {
    return outcome === TIMEOUT;
}

/** Whether it was answered with a refusal, or lost on its way. */
export function isRefused(sample: Pick<Sample, "outcome">): boolean {
    return !isOk(sample) && !isUnanswered(sample);
}

/** Whether the application did what it was asked. */
export function isOk({ outcome }: Pick<Sample, "outcome">): boolean {
    return outcome === 200;
}

function answerOf(url: string, agent: Agent, timeoutMs: number): Promise<Pick<Sample, "outcome" | "reason">> {
    return new Promise((resolve) => {
        const request = get(url, { agent, signal: AbortSignal.timeout(timeoutMs) }, (response) => {
            const outcome = response.statusCode ?? "no status";
            text(response).then(
                (body) => resolve(outcome === 200 ? { outcome } : { outcome, reason: body.trim() }),
                () => resolve({ outcome: "cut off" }),
            );
        });
        request.once("error", (error: NodeJS.ErrnoException) => {
            const isLate = error.name === "AbortError" || error.name === "TimeoutError";
            resolve({ outcome: isLate ? TIMEOUT : (error.code ?? error.name) });
        });
    });
}

function series(samples: readonly Sample[], startedAt: number, bucketMs: number): readonly LoadBucket[] {
    const buckets: { at: number; ok: number; failed: number }[] = [];
    for (const sample of samples) {
        const index = Math.floor((sample.at - startedAt) / bucketMs);
        while (buckets.length <= index) {
            buckets.push({ at: startedAt + buckets.length * bucketMs, ok: 0, failed: 0 });
        }
        const bucket = buckets[index];
        if (bucket !== undefined) {
            bucket[isOk(sample) ? "ok" : "failed"] += 1;
        }
    }
    return buckets;
}
