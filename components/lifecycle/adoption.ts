import { decideAdoption, movedBy } from "./decideAdoption";
import type { DesiredRotation } from "./decideRotation";
import type { Dependents } from "./dependent";
import { ask, type Fingerprints, type Sequence } from "./effects";
import { judgeDependents } from "./judgeDependents";
import type { Lifecycle } from "./lifecycle";
import { LIST_AGAIN_MS, LONGEST_LAG_MS } from "./patience";
import { adoptionFirst, movedToAdopted } from "./reasons";
import type { RotationConduct, RotationEnd } from "./rotationEnd";
import { keyIn, otherSlot, type RotationState } from "./state";

/**
 * Takes the pair over: reads its keys, looks at its consumers, and regenerates nothing (rule 2). `before`: the pair of another source, whose
 * triggers stay pending (rule 17).
 */
export function* adoption(
    before: RotationState | undefined,
    desired: DesiredRotation,
    conduct: RotationConduct,
    lifecycle: Lifecycle,
): Sequence<RotationEnd> {
    yield* ask({ do: "begin" });
    const seen = yield* ask({ do: "look" });
    const decision = decideAdoption(desired, seen, before !== undefined, lifecycle.adoptionRules);
    if (decision.kind === "refuse") {
        return { kind: "refused", code: decision.code, reason: decision.reason };
    }
    const { slot } = decision;
    for (const { consumer, from } of movedBy(slot, desired, seen)) {
        yield* ask({ do: "report", line: movedToAdopted(consumer, from, slot) });
    }
    yield* ask({ do: "prepare", slot });
    const isWhole = desired.slots.every((one) => keyIn(one, seen).fingerprint !== "");
    const fingerprints = yield* knownKeys(slot, isWhole ? seen.fingerprints : yield* ask({ do: "list" }));
    const state = lifecycle.adopted(desired, slot, { fingerprints }, yield* ask({ do: "now" }), before);
    const standby = keyIn(otherSlot(desired.slots, slot), { fingerprints });
    const found = conduct.dependents === undefined ? undefined : yield* shownDependents();
    if (state.trigger !== desired.trigger || state.emergency !== desired.emergency) {
        yield* ask({ do: "warn", line: adoptionFirst() });
    }
    return { kind: "given", state, standby, ...(found === undefined ? {} : { found }) };
}

/**
 * Rule 18: the key of this slot, once the service accepts it. If it accepts none of the keys, nobody can tell a late list from a data plane
 * that does not answer from here: then lists over a minute have to agree.
 */
function* knownKeys(slot: string, first: Fingerprints): Sequence<Fingerprints> {
    let listed = first;
    let agreedForMs = 0;
    for (const ms of LIST_AGAIN_MS) {
        const fingerprint = listed[slot] ?? "";
        const asked = yield* ask({ do: "canAsk", oneOf: [fingerprint] });
        if (asked.kind === "probe" || !asked.isSilent) {
            return listed;
        }
        yield* ask({ do: "pause", ms });
        listed = yield* ask({ do: "list" });
        agreedForMs = listed[slot] === fingerprint ? agreedForMs + ms : 0;
        if (agreedForMs >= LONGEST_LAG_MS) {
            return listed;
        }
    }
    return listed;
}

/** An adoption regenerates nothing, so it only shows the findings. */
function* shownDependents(): Sequence<Dependents> {
    const found = yield* ask({ do: "search" });
    const judgement = judgeDependents(found, { unregistered: "warn", notLookedAt: "warn" }, "nothing");
    for (const line of judgement.kind === "go" ? judgement.warnings : []) {
        yield* ask({ do: "warn", line });
    }
    return found;
}
