import { ask, type Fingerprints, type Sequence } from "./effects";
import { LIST_AGAIN_MS, LONGEST_LAG_MS } from "./patience";
import type { SlotKey } from "./state";

/** The fate of a recorded key that a list does not show in its slot. */
export type Became =
    /** It is proven that somebody regenerated it. */
    | "changed"
    /** A later list shows it: the one before was late. */
    | "there"
    /** The service accepts it, but no list shows it yet. */
    | "late"
    /** Nobody can be asked, and the lists do not agree. */
    | "unsure";

/** How often a key has to be refused, while another one is accepted, before it counts as gone. */
const REFUSALS = 3;
const BETWEEN_REFUSALS_MS = 1_000;

/**
 * Rule 19: "changed outside" needs proof. The recorded key is refused while another one of the pair is accepted. Or, if nobody can be asked,
 * lists over at least a minute agree. While the service accepts the recorded key, nothing was regenerated, even if a list shows another one.
 */
export function* whatBecameOf(recorded: SlotKey, listed: Fingerprints): Sequence<Became> {
    const answer = yield* serviceOn(recorded, listed);
    if (answer === "refused") {
        return "changed";
    }
    const { slot, fingerprint } = recorded;
    const isBlind = answer === "blind";
    let agreed = listed[slot];
    let agreedForMs = 0;
    for (const ms of LIST_AGAIN_MS) {
        yield* ask({ do: "pause", ms });
        const shown = (yield* ask({ do: "list" }))[slot];
        if (shown === fingerprint) {
            return "there";
        }
        agreedForMs = shown === agreed ? agreedForMs + ms : 0;
        agreed = shown;
        if (isBlind && agreedForMs >= LONGEST_LAG_MS) {
            return "changed";
        }
    }
    return isBlind ? "unsure" : "late";
}

/** The answer of the service to a recorded key that a list does not show. `unclear`: it refused it, but not every time. */
export function* serviceOn(
    { slot, fingerprint }: SlotKey,
    listed: Fingerprints,
): Sequence<"accepted" | "refused" | "unclear" | "blind"> {
    const isTwin = Object.entries(listed).some(([other, key]) => other !== slot && key === fingerprint);
    const asked = yield* ask({ do: "canAsk", oneOf: [fingerprint, ...Object.values(listed)] });
    // A key that is also in the other slot is accepted because of that slot, and that proves nothing of this one.
    if (asked.kind === "blind" || isTwin) {
        return "blind";
    }
    if (asked.accepted === fingerprint) {
        return "accepted";
    }
    return (yield* isRefused(fingerprint, asked.accepted)) ? "refused" : "unclear";
}

/** A failure of a moment may refuse a key, so it is asked several times, beside one that is accepted. */
function* isRefused(fingerprint: string, other: string): Sequence<boolean> {
    for (let tries = 1; ; tries++) {
        const accepted = yield* ask({ do: "accepts", fingerprint });
        if (accepted || !(yield* ask({ do: "accepts", fingerprint: other }))) {
            return false;
        }
        if (tries === REFUSALS) {
            return true;
        }
        yield* ask({ do: "pause", ms: BETWEEN_REFUSALS_MS });
    }
}

/** Whether lists over at least a minute agree that a key is no longer in its slot. */
export function* isGone({ slot, fingerprint }: SlotKey): Sequence<boolean> {
    let agreedForMs = 0;
    for (const ms of LIST_AGAIN_MS) {
        yield* ask({ do: "pause", ms });
        if ((yield* ask({ do: "list" }))[slot] === fingerprint) {
            return false;
        }
        agreedForMs += ms;
        if (agreedForMs >= LONGEST_LAG_MS) {
            return true;
        }
    }
    return true;
}
