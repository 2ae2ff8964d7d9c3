import type { DesiredRotation } from "./decideRotation";
import type { RotationErrorCode } from "./errorCodes";
import { bothHeld, contradictsInitialSlot, heldByNobodyKnown } from "./reasons";
import { firstDecision, type Rule } from "./rule";
import { holdersOf, keyIn, type Observed, otherSlot } from "./state";

/** The value of `initialSlot` that takes the slot whose key the consumers hold. */
export const FOUND = "found";

/** The request for an adoption. */
export type DesiredAdoption = Pick<DesiredRotation, "slots" | "initialSlot" | "pinnedSlot">;

export type AdoptionDecision =
    /** Take the key in this slot as the one in use; regenerate nothing. */
    | { readonly kind: "adopt"; readonly slot: string }
    /** The keys of the consumers contradict the program. */
    | { readonly kind: "refuse"; readonly code: RotationErrorCode; readonly reason: string };

/** The case that a rule of an adoption judges. */
export interface AdoptionCase {
    readonly desired: DesiredAdoption;
    readonly observed: Observed;
    /** Whether the pair had another source before (rule 17). */
    readonly isMoved: boolean;
}

/** The slot with which a pair is adopted. The first rule that applies decides. */
export const adoptionRules: readonly Rule<AdoptionCase, AdoptionDecision>[] = [
    {
        id: 9,
        sentence: "A pin holds from the first update on, whatever consumers hold.",
        decide: ({ desired: { pinnedSlot } }) =>
            pinnedSlot === undefined ? undefined : { kind: "adopt", slot: pinnedSlot },
    },
    {
        id: 0,
        sentence: "`found` takes the slot that consumers hold, and is refused where they hold both, or may.",
        decide: ({ desired, observed }) => (desired.initialSlot === FOUND ? slotFound(desired, observed) : undefined),
    },
    {
        id: 34,
        sentence: "A slot that no consumer holds is refused where consumers hold the other one.",
        decide: ({ desired, observed, isMoved }) => {
            const { slots, initialSlot } = desired;
            const other = otherSlot(slots, initialSlot);
            const onOther = namesOn(other, observed);
            // A pair that had another source has moved its consumers itself: `initialSlot` was about the time before that.
            return isMoved || onOther.length === 0 || namesOn(initialSlot, observed).length > 0
                ? undefined
                : {
                      kind: "refuse",
                      code: "initial-slot",
                      reason: contradictsInitialSlot(initialSlot, other, onOther),
                  };
        },
    },
    {
        id: 2,
        sentence: "An adoption takes the key in the initial slot as it is.",
        decide: ({ desired: { initialSlot } }) => ({ kind: "adopt", slot: initialSlot }),
    },
];

/** Decides which slot a pair is adopted with. */
export function decideAdoption(
    desired: DesiredAdoption,
    observed: Observed,
    isMoved: boolean,
    rules = adoptionRules,
): AdoptionDecision {
    return firstDecision(rules, { desired, observed, isMoved });
}

/** A consumer to which an adoption gives the key of the other slot. */
export interface MovedConsumer {
    readonly consumer: string;
    readonly from: string;
}

/** The consumers that hold the key of the other slot, and would be moved to this one. */
export function movedBy(
    slot: string,
    { slots }: Pick<DesiredAdoption, "slots">,
    observed: Observed,
): readonly MovedConsumer[] {
    const from = otherSlot(slots, slot);
    const isSameKey = keyIn(from, observed).fingerprint === keyIn(slot, observed).fingerprint;
    return isSameKey ? [] : namesOn(from, observed).map((consumer) => ({ consumer, from }));
}

function slotFound({ slots }: DesiredAdoption, observed: Observed): AdoptionDecision {
    const [first, second] = slots.map((slot) => namesOn(slot, observed)) as [string[], string[]];
    if (first.length > 0 && second.length > 0 && !isOneKey(slots, observed)) {
        return { kind: "refuse", code: "initial-slot", reason: bothHeld(slots, [first, second]) };
    }
    if (first.length === 0 && second.length === 0) {
        const unsure = observed.holdings.flatMap(({ holds, consumer }) => (holds === "unknown" ? [consumer] : []));
        return unsure.length > 0
            ? { kind: "refuse", code: "initial-slot", reason: heldByNobodyKnown(slots, unsure) }
            : { kind: "adopt", slot: slots[0] };
    }
    return { kind: "adopt", slot: first.length > 0 ? slots[0] : slots[1] };
}

function isOneKey(slots: DesiredAdoption["slots"], observed: Observed): boolean {
    return keyIn(slots[0], observed).fingerprint === keyIn(slots[1], observed).fingerprint;
}

/** The consumers that are known to hold the key in this slot; without the other places that were looked at. */
function namesOn(slot: string, observed: Observed): readonly string[] {
    const { fingerprint } = keyIn(slot, observed);
    const own = observed.holdings.filter(({ isOther }) => isOther !== true);
    return fingerprint === ""
        ? []
        : holdersOf(fingerprint, { holdings: own }).flatMap(({ consumer, why }) => (why === "holds" ? [consumer] : []));
}
