import { ask, type CanAsk, type Sequence } from "./effects";
import { LIST_AGAIN_MS, LONGEST_LAG_MS } from "./patience";
import { notAccepted, regeneratedByOther, takesEffectIn, waitingForAcceptance, waitingForList } from "./reasons";
import type { NewKey } from "./regenerate";
import { RotationError } from "./rotationError";
import type { SlotKey } from "./state";

/** How long and how often the service is asked whether it accepts a new key. */
export interface Propagation {
    readonly timeoutMs: number;
    /** The same in words. */
    readonly timeout: string;
    readonly intervalMs: number;
    /** So many answers in a row must be yes. */
    readonly consecutive: number;
}

/** A key that consumers will get next. */
export type Candidate = Pick<NewKey, "slot" | "fingerprint" | "isCertain" | "isRepeated"> & {
    /** The earlier key of the slot, which a late list may still show; absent if the slot was not regenerated. */
    readonly former?: string;
};

/** A list is asked beside the service so often. */
const LIST_EVERY_MS = 5_000;
const SAY_EVERY_MS = 15_000;
/** So many lists in a row must show another key, after the longest lag, before somebody else counts as its maker. */
const LISTS_OF_OTHER = 3;
/** How often another key that a list shows is taken up instead. */
const MOST_KEYS = 3;

/**
 * Rule 18: no unproven key. The key that consumers may get: one that the service accepts. If nobody can be asked, it is one that the list has
 * shown for the time in which the service must have it.
 *
 * @throws RotationError if there is no such key; no consumer was touched
 */
export function* acceptedKey(
    candidate: Candidate,
    asked: CanAsk,
    propagation: Propagation,
    active: SlotKey,
): Sequence<string> {
    const steady = candidate.isRepeated ? yield* steadyKey(candidate) : candidate;
    return asked.kind === "probe"
        ? yield* acceptedByService(steady, propagation, active)
        : yield* shownByList(steady, asked, active);
}

/** After two regenerates nobody can tell which took effect last: lists over a minute have to agree. */
function* steadyKey(candidate: Candidate): Sequence<Candidate> {
    const { slot } = candidate;
    let shown: string | undefined;
    for (let tries = 0; tries < MOST_KEYS; tries++) {
        const before = (yield* ask({ do: "list" }))[slot] ?? "";
        yield* ask({ do: "report", line: waitingForList(slot) });
        yield* ask({ do: "pause", ms: LONGEST_LAG_MS });
        shown = (yield* ask({ do: "list" }))[slot] ?? "";
        if (shown === before && shown !== candidate.former && shown !== "") {
            return { ...candidate, fingerprint: shown };
        }
    }
    throw new RotationError("changed-outside", regeneratedByOther(slot));
}

function* acceptedByService(candidate: Candidate, propagation: Propagation, active: SlotKey): Sequence<string> {
    const { slot, former, isCertain } = candidate;
    const { timeoutMs, timeout, intervalMs, consecutive } = propagation;
    const start = (yield* ask({ do: "now" })).getTime();
    let { fingerprint } = candidate;
    let accepted = 0;
    let listed = start;
    let said = start;
    let other = { fingerprint: "", lists: 0 };
    for (;;) {
        accepted = (yield* ask({ do: "accepts", fingerprint })) ? accepted + 1 : 0;
        if (accepted >= consecutive) {
            return fingerprint;
        }
        const now = (yield* ask({ do: "now" })).getTime();
        if (now - start >= timeoutMs) {
            throw new RotationError("not-accepted", notAccepted(slot, timeout, active.slot));
        }
        if (accepted === 0 && now - listed >= LIST_EVERY_MS) {
            listed = now;
            const shown = (yield* ask({ do: "list" }))[slot] ?? "";
            const isOther = shown !== fingerprint && shown !== former && shown !== "";
            other = { fingerprint: shown, lists: isOther ? (other.fingerprint === shown ? other.lists + 1 : 1) : 0 };
            if (isOther && !isCertain && (yield* ask({ do: "accepts", fingerprint: shown }))) {
                fingerprint = shown;
            } else if (isCertain && other.lists >= LISTS_OF_OTHER && now - start >= LONGEST_LAG_MS) {
                throw new RotationError("changed-outside", regeneratedByOther(slot));
            }
        }
        if (now - said >= SAY_EVERY_MS) {
            said = now;
            yield* ask({ do: "report", line: waitingForAcceptance(slot, Math.round((now - start) / 1_000), timeout) });
        }
        yield* ask({ do: "pause", ms: intervalMs });
    }
}

function* shownByList(
    { slot, fingerprint, former, isCertain }: Candidate,
    asked: Extract<CanAsk, { kind: "blind" }>,
    active: SlotKey,
): Sequence<string> {
    // A key that only a list has shown may be the key before the last but one: it has to be there after the longest lag.
    const waitMs = isCertain ? asked.waitMs : Math.max(asked.waitMs, former === undefined ? 0 : LONGEST_LAG_MS);
    let candidate = fingerprint;
    for (let keys = 0; keys < MOST_KEYS; keys++) {
        yield* ask({
            do: "warn",
            line: takesEffectIn(slot, asked.reason, waitMs === asked.waitMs ? asked.wait : "1m"),
        });
        yield* ask({ do: "pause", ms: waitMs });
        const shown = yield* shownKey({ slot, fingerprint: candidate, isCertain, ...(former && { former }) }, waitMs);
        if (shown === candidate) {
            return candidate;
        }
        if (shown === undefined) {
            throw new RotationError("not-accepted", notAccepted(slot, "2m", active.slot));
        }
        if (isCertain) {
            throw new RotationError("changed-outside", regeneratedByOther(slot));
        }
        candidate = shown;
    }
    throw new RotationError("changed-outside", regeneratedByOther(slot));
}

/**
 * The key of a list that no longer shows the earlier key. A key that the answer named is certain: another one may have stood there for a
 * moment, and counts as the work of somebody else only after the longest lag.
 */
function* shownKey(
    { slot, fingerprint, former, isCertain }: Omit<Candidate, "isRepeated">,
    waitedMs: number,
): Sequence<string | undefined> {
    let sinceMs = waitedMs;
    for (const ms of [0, ...LIST_AGAIN_MS]) {
        if (ms > 0) {
            yield* ask({ do: "pause", ms });
            sinceMs += ms;
        }
        const shown = (yield* ask({ do: "list" }))[slot] ?? "";
        const isOther = shown !== former && shown !== "" && (!isCertain || sinceMs >= LONGEST_LAG_MS);
        if (shown === fingerprint || isOther) {
            return shown;
        }
    }
    return undefined;
}
