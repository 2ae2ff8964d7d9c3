import { ask, type Fingerprints, type Regenerated, type Sequence } from "./effects";
import {
    CONFLICT_FIRST_MS,
    CONFLICT_LIMIT_MS,
    CONFLICT_LONGEST_MS,
    LIST_AFTER_LOSS_MS,
    LIST_AGAIN_MS,
} from "./patience";
import { anotherOperation, notSeen } from "./reasons";
import { RotationError } from "./rotationError";
import type { SlotKey } from "./state";

/** A key that a regenerate has made. */
export interface NewKey extends SlotKey {
    /** The answer of the only regenerate named it: a list that shows another key is late, or somebody else was at work. */
    readonly isCertain: boolean;
    /** There was more than one regenerate, and nobody can tell which of them took effect last. */
    readonly isRepeated: boolean;
    /** The key that stood in the slot before. */
    readonly former: string;
}

/** The result of a look: the key that may be regenerated now, or the reason why no key may be. */
export type LastLook<Stop> = { readonly regenerate: SlotKey } | { readonly stop: Stop };

/** A regenerate is made once. It is made once more only if nothing shows that the first one took effect. */
const MOST_REGENERATES = 2;

/**
 * Regenerates the slot that `lastLook` finds, which is asked immediately before each regenerate (rule 20). A regenerate is not repeated on
 * the word of one list (rule 21): the list may be late, so it is asked again with growing pauses first.
 */
export function* regenerateOnce<Stop>(
    lastLook: () => Sequence<LastLook<Stop>>,
    seeNewKey: typeof newKeyIn = newKeyIn,
): Sequence<{ readonly made: NewKey } | { readonly stop: Stop }> {
    let former: string | undefined;
    let waitedMs = 0;
    let pauseMs = CONFLICT_FIRST_MS;
    for (let made = 0; ; ) {
        const found = yield* lastLook();
        if ("stop" in found) {
            return found;
        }
        const { slot, fingerprint } = found.regenerate;
        if (former !== undefined && isAnother(fingerprint, former)) {
            return { made: { slot, fingerprint, former, isCertain: false, isRepeated: made > 1 } };
        }
        const answer = yield* ask({ do: "regenerate", slot });
        if (answer.kind === "conflict") {
            if (waitedMs >= CONFLICT_LIMIT_MS) {
                throw answer.cause;
            }
            const ms = Math.max(pauseMs, answer.retryAfterMs);
            yield* ask({ do: "report", line: anotherOperation(slot, ms) });
            yield* ask({ do: "pause", ms });
            waitedMs += ms;
            pauseMs = Math.min(2 * pauseMs, CONFLICT_LONGEST_MS);
            continue;
        }
        made += 1;
        former = fingerprint;
        const seen = yield* seeNewKey(found.regenerate, answer);
        if (seen !== undefined) {
            return { made: { slot, former, isRepeated: made > 1, ...seen, isCertain: seen.isCertain && made === 1 } };
        }
        if (made === MOST_REGENERATES) {
            throw answer.kind === "lost" ? answer.cause : new RotationError("service", notSeen(slot));
        }
    }
}

/** A slot without a key has no new one: a regenerate that failed may leave it so. */
function isAnother(fingerprint: string, former: string): boolean {
    return fingerprint !== former && fingerprint !== "";
}

/** The key that a regenerate has made, by its answer or else by a list that shows another key than before. */
export function* newKeyIn(
    { slot, fingerprint: former }: SlotKey,
    answer: Exclude<Regenerated, { kind: "conflict" }>,
): Sequence<{ readonly fingerprint: string; readonly isCertain: boolean } | undefined> {
    const own = answer.kind === "done" ? answer.fingerprints?.[slot] : undefined;
    if (own !== undefined && (own !== former || (answer.kind === "done" && answer.isChosen))) {
        return { fingerprint: own, isCertain: true };
    }
    const isSure = answer.kind === "done" || answer.mayBeUnderWay;
    const askedAfterMs = answer.kind === "lost" ? answer.retryAfterMs : 0;
    for (const ms of isSure ? LIST_AGAIN_MS : LIST_AFTER_LOSS_MS) {
        yield* ask({ do: "pause", ms: Math.max(ms, askedAfterMs) });
        const listed: Fingerprints = yield* ask({ do: "list" });
        const fingerprint = listed[slot] ?? "";
        if (isAnother(fingerprint, former)) {
            return { fingerprint, isCertain: false };
        }
    }
    return undefined;
}
