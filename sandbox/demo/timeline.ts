import { isOk, isRefused, isUnanswered } from "../app/load";
import type { DemoEvent, KeyValue, Recording } from "./events";
import { type Moment, momentsOf } from "./moments";
import { overlap, type Span, without } from "./spans";

/** A stretch of time with its state. */
export interface LabelledSpan extends Span {
    readonly label: string;
}

/** The history of one of the two keys. Times are in milliseconds from the beginning. */
export interface KeyLane {
    readonly slot: string;
    /** When the storage account took the slot's key. */
    readonly valid: readonly Span[];
    /** When the web app ran with the slot's key, and the storage account took it. */
    readonly inUse: readonly Span[];
    /** When the web app ran with a key of the slot that the storage account refused: the outage. */
    readonly lost: readonly Span[];
    readonly regenerated: readonly number[];
    /** When a client that had the slot's former key got a 403. */
    readonly refused: readonly number[];
}

/** The requests that were due in a stretch of time. */
export interface Bucket extends Span {
    readonly ok: number;
    readonly refused: number;
}

/** The events, in the form in which they are drawn. Times are in milliseconds from the beginning. */
export interface Timeline {
    readonly durationMs: number;
    /** Each `pulumi up`. */
    readonly updates: readonly LabelledSpan[];
    readonly keys: readonly KeyLane[];
    /** The slot whose key the Key Vault secret held. */
    readonly secret: readonly LabelledSpan[];
    /** The slot with whose key the web app ran. */
    readonly app: readonly LabelledSpan[];
    readonly settingsWritten: readonly number[];
    readonly moments: readonly Moment[];
    readonly bucketMs: number;
    readonly buckets: readonly Bucket[];
    readonly ok: number;
    readonly refused: number;
    /** Requests without an answer in time. */
    readonly unanswered: number;
    /** The number of refused requests by each status or error code. */
    readonly refusals: ReadonlyMap<number | string, number>;
    readonly slowestMs: number;
    /** From the first refused request to the last one; 0 if no request was refused. */
    readonly outageMs: number;
}

/** Requests per second at the rate of one bucket. The last bucket may be a short one. */
export function perSecond(count: number, { from, to }: Span): number {
    return (count * 1_000) / (to - from);
}

/** Makes a timeline of the observations, for the slots in this order. */
export function timelineOf(recording: Recording, slots: readonly string[], bucketMs: number): Timeline {
    const { startedAt, endedAt } = recording;
    const durationMs = endedAt - startedAt;
    const events = recording.events
        .map((event) => ({ ...event, at: Math.max(0, event.at - startedAt) }))
        .filter(({ at }) => at <= durationMs)
        .sort((one, other) => one.at - other.at);
    const requests = recording.requests.map((request) => ({ ...request, at: request.at - startedAt }));
    const refused = requests.filter(isRefused);
    const refusedAt = refused.map(({ at }) => at);
    return {
        durationMs,
        updates: updatesIn(events, durationMs),
        keys: slots.map((slot) => keyLane(events, slot, durationMs)),
        secret: slotsHeld(events, "secretSwitched", durationMs),
        app: slotsHeld(events, "appSwitched", durationMs),
        settingsWritten: events.filter(({ kind }) => kind === "settingsWritten").map(({ at }) => at),
        moments: momentsOf(events, requests, durationMs),
        bucketMs,
        buckets: bucketsOf(requests, durationMs, bucketMs),
        ok: requests.filter(isOk).length,
        refused: refused.length,
        unanswered: requests.filter(isUnanswered).length,
        refusals: countsOf(refused.map(({ outcome }) => outcome)),
        slowestMs: requests.reduce((slowest, { latencyMs }) => Math.max(slowest, latencyMs), 0),
        outageMs: refused.length === 0 ? 0 : Math.max(...refusedAt) - Math.min(...refusedAt),
    };
}

function countsOf(outcomes: readonly (number | string)[]): ReadonlyMap<number | string, number> {
    const counts = new Map<number | string, number>();
    for (const outcome of outcomes) {
        counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
    }
    return counts;
}

function updatesIn(events: readonly DemoEvent[], end: number): readonly LabelledSpan[] {
    return events.flatMap((event, index) => {
        if (event.kind !== "updateStarted") {
            return [];
        }
        const ended = events.slice(index).find(({ kind }) => kind === "updateEnded");
        return [{ from: event.at, to: ended?.at ?? end, label: event.command }];
    });
}

function keyLane(events: readonly DemoEvent[], slot: string, end: number): KeyLane {
    const valid = validity(events, slot, end);
    const ran = keysHeld(events, "appSwitched", end).filter(({ key }) => key.slot === slot);
    const validWith = (key: KeyValue) => valid.filter((span) => isSame(span.key, key));
    return {
        slot,
        valid,
        inUse: ran.flatMap((span) => overlap([span], validWith(span.key))),
        lost: ran.flatMap((span) => without([span], validWith(span.key))),
        regenerated: timesOf(events, "regenerated", slot),
        refused: timesOf(events, "refused", slot),
    };
}

/** A stretch of time with the key that somebody had in it, or that was valid. */
interface KeySpan extends Span {
    readonly key: KeyValue;
}

/** The key of a consumer, from one switch to the next. */
function keysHeld(
    events: readonly DemoEvent[],
    kind: "secretSwitched" | "appSwitched",
    end: number,
): readonly KeySpan[] {
    const held = events.flatMap((event) => (event.kind === kind ? [{ from: event.at, key: event.key }] : []));
    return held.map((span, index) => ({ ...span, to: held[index + 1]?.from ?? end }));
}

/** Of which slot the key was that a consumer had; another key of the same slot is no change. */
function slotsHeld(
    events: readonly DemoEvent[],
    kind: "secretSwitched" | "appSwitched",
    end: number,
): readonly LabelledSpan[] {
    const spans: LabelledSpan[] = [];
    for (const { from, to, key } of keysHeld(events, kind, end)) {
        const last = spans.at(-1);
        if (last?.label === key.slot) {
            spans[spans.length - 1] = { ...last, to };
        } else {
            spans.push({ from, to, label: key.slot });
        }
    }
    return spans;
}

/** From the first acceptance of each key of the slot to its refusal; the key of the beginning had been valid before. */
function validity(events: readonly DemoEvent[], slot: string, end: number): readonly KeySpan[] {
    return events.flatMap((event) => {
        if (event.kind !== "accepted" || event.key.slot !== slot) {
            return [];
        }
        const { key } = event;
        const refused = events.find((other) => other.kind === "refused" && isSame(other.key, key));
        return [{ from: key.value === 0 ? 0 : event.at, to: refused?.at ?? end, key }];
    });
}

function isSame(one: KeyValue, other: KeyValue): boolean {
    return one.slot === other.slot && one.value === other.value;
}

function timesOf(events: readonly DemoEvent[], kind: "regenerated" | "refused", slot: string): readonly number[] {
    return events.filter((event) => event.kind === kind && event.key.slot === slot).map(({ at }) => at);
}

function bucketsOf(
    requests: readonly { readonly at: number; readonly outcome: number | string }[],
    durationMs: number,
    bucketMs: number,
): readonly Bucket[] {
    const buckets = Array.from({ length: Math.ceil(durationMs / bucketMs) }, (_, index) => ({
        from: index * bucketMs,
        to: Math.min((index + 1) * bucketMs, durationMs),
        ok: 0,
        refused: 0,
    }));
    for (const request of requests) {
        const bucket = buckets[Math.floor(request.at / bucketMs)];
        if (bucket !== undefined && !isUnanswered(request)) {
            bucket[isOk(request) ? "ok" : "refused"] += 1;
        }
    }
    return buckets;
}
