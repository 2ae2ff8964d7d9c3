import { Agent, get } from "node:http";
import { text } from "node:stream/consumers";

/** One request of the load. */
export interface Sample {
    /** When it was due, in milliseconds since the epoch. */
    readonly at: number;
    /** From when it was due until its answer was read: a late start counts, too. */
    readonly latencyMs: number;
    /** The status, or the code of the error where there was none, such as `ECONNRESET`. */
    readonly outcome: number | string;
    /** What the application says of a request that failed. */
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
    /** So many requests are under way at most, and those that are due beyond them are left out; any number unless given. */
    readonly atMost?: number;
    /** Called with each request that is over. */
    readonly onSample?: (sample: Sample) => void;
}

/** Sends requests at a constant rate, however long their answers take, unless `atMost` bounds it. */
export function startLoad({
    url,
    perSecond,
    timeoutMs = 10_000,
    atMost = Number.POSITIVE_INFINITY,
    onSample,
}: LoadOptions): Load {
    const agent = new Agent({ keepAlive: true });
    const samples: Sample[] = [];
    const underWay = new Set<Promise<void>>();
    const startedAt = Date.now();
    let sent = 0;

    const send = (at: number): void => {
        const request = answerOf(url, agent, timeoutMs).then((answer) => {
            const sample = { at, latencyMs: Date.now() - at, ...answer };
            samples.push(sample);
            underWay.delete(request);
            onSample?.(sample);
        });
        underWay.add(request);
    };
    // Sends all that are due, also those that a busy moment has kept from being sent in time.
    const timer = setInterval(() => {
        const due = Math.floor(((Date.now() - startedAt) * perSecond) / 1000);
        for (; sent < due; sent += 1) {
            if (underWay.size < atMost) {
                send(startedAt + (sent * 1000) / perSecond);
            }
        }
    }, 5);

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
            clearInterval(timer);
            await Promise.all(underWay);
            agent.destroy();
        },
    };
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
            resolve({ outcome: isLate ? "timeout" : (error.code ?? error.name) });
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
