import { ask, type Fingerprints, type Sequence } from "./effects";
import { type Lifecycle, shipped } from "./lifecycle";
import { LIST_AGAIN_MS } from "./patience";
import { foundIsRefused } from "./reasons";
import { refusedAs } from "./rotation";
import type { Refusal } from "./rotationEnd";
import { keyIn, otherSlot, type RotationState, type SlotNames } from "./state";

/**
 * `--refresh`: finds an active key that was regenerated outside this stack, and takes over the key that is there now (rule 7), but only
 * one that the service accepts (rules 18 and 19).
 */
export function* refresh(
    state: RotationState,
    slots: SlotNames,
    lifecycle: Lifecycle = shipped,
): Sequence<{ readonly kind: "read"; readonly state: RotationState } | Refusal> {
    const { slot, fingerprint } = state.active;
    let listed = yield* ask({ do: "list" });
    if (listed[slot] === fingerprint) {
        const isRefused = (yield* lifecycle.serviceOn(state.active, listed)) === "refused";
        const later = isRefused ? yield* listedWithout(fingerprint, slot) : undefined;
        if (later === undefined) {
            return { kind: "read", state };
        }
        listed = later;
    }
    const became = yield* lifecycle.whatBecameOf(state.active, listed);
    if (became !== "changed") {
        if (became !== "there") {
            yield* ask({ do: "warn", line: refusedAs(became, slot).reason });
        }
        return { kind: "read", state };
    }
    const found = yield* acceptedNow(slot, otherSlot(slots, slot));
    return found === undefined
        ? { kind: "refused", code: "not-accepted", reason: foundIsRefused(slot) }
        : {
              kind: "read",
              state: lifecycle.refreshed(state, slots, { fingerprints: found }, yield* ask({ do: "now" })),
          };
}

/** A late list still shows a key that the service refuses: the keys once it does not; undefined if that takes too long. */
function* listedWithout(fingerprint: string, slot: string): Sequence<Fingerprints | undefined> {
    for (const ms of LIST_AGAIN_MS) {
        yield* ask({ do: "pause", ms });
        const listed = yield* ask({ do: "list" });
        if (listed[slot] !== fingerprint) {
            return listed;
        }
    }
    return undefined;
}

/**
 * The keys once the service accepts the one in this slot; undefined if it goes on to refuse it beside one that it accepts. The other one will
 * be the outgoing key, and a late list shows a former one: so it is listed again while the service refuses that.
 */
function* acceptedNow(slot: string, other: string): Sequence<Fingerprints | undefined> {
    let found: Fingerprints | undefined;
    for (const ms of [0, ...LIST_AGAIN_MS]) {
        if (ms > 0) {
            yield* ask({ do: "pause", ms });
        }
        const fingerprints = yield* ask({ do: "list" });
        const { fingerprint } = keyIn(slot, { fingerprints });
        const standby = keyIn(other, { fingerprints }).fingerprint;
        const asked = yield* ask({ do: "canAsk", oneOf: [fingerprint, standby] });
        if (asked.kind === "blind") {
            return fingerprints;
        }
        if (asked.accepted === fingerprint) {
            found = fingerprints;
            if (standby === "" || (yield* ask({ do: "accepts", fingerprint: standby }))) {
                return found;
            }
        }
    }
    return found;
}
