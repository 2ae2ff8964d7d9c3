import { grace } from "../../../components/index";
import type { PairChange } from "../../integration/support/photos";
import type { PairNow } from "../support/matrixPair";
import { named } from "../support/named";

/** A change that an `up` carries out, and is killed at. */
export interface Scenario {
    readonly name: string;
    /** The next update that has to run undisturbed before the change; nothing if a settled pair is ready for it. */
    readonly preparation: (pair: PairNow, n: number) => PairChange | undefined;
    /** The change itself; `n` was not used before. */
    readonly change: (pair: PairNow, n: number) => PairChange;
    /** Whether what was wanted is in place. */
    readonly isDone: (pair: PairNow, n: number, start: PairNow) => boolean;
    /** Regenerates of an undisturbed run that ends so. */
    readonly regenerates: (end: PairNow) => number;
}

/** Long enough that no test sees it over. */
const inGrace = { gates: [grace("1h")] } as PairChange;

export const alternate: Scenario = {
    name: "alternate",
    preparation: () => undefined,
    change: (_, n) => ({ rotationTrigger: n }),
    isDone: ({ trigger }, n) => trigger === n,
    regenerates: () => 2,
};

const thereAndBack = (n: number): PairChange => ({ strategy: "there-and-back", rotationTrigger: n });

/** The first of the two updates. A repair that finds nothing to retire goes on with the second at once. */
export const there: Scenario = {
    name: "there",
    preparation: (pair) => (isHome(pair) ? undefined : thereAndBack(pair.trigger)),
    change: (_, n) => thereAndBack(n),
    isDone: ({ trigger }, n) => trigger === n,
    regenerates: (end) => (isHome(end) ? 2 : 1),
};

export const back: Scenario = {
    name: "back",
    preparation: (pair, n) => (isHome(pair) ? thereAndBack(n) : undefined),
    change: (pair) => thereAndBack(pair.trigger),
    isDone: isHome,
    regenerates: () => 1,
};

/** A rotation, and then, while the key that consumers left is still valid, back to it without a new key. */
export const rollBack: Scenario = {
    name: "roll-back",
    preparation: ({ settled }, n) => (settled ? { rotationTrigger: n, ...inGrace } : undefined),
    change: ({ trigger, activeSlot }) => ({ rotationTrigger: trigger, pinnedSlot: otherSlot(activeSlot) }),
    isDone: ({ activeSlot }, _n, start) => activeSlot !== start.activeSlot,
    regenerates: () => 1,
};

/** An emergency does not wait for the grace. */
export const emergency: Scenario = {
    name: "emergency",
    preparation: () => undefined,
    change: ({ trigger }, n) => ({ rotationTrigger: trigger, emergencyTrigger: n, ...inGrace }),
    isDone: (pair, n) => pair.emergency === String(n),
    regenerates: () => 2,
};

export const SCENARIOS: readonly Scenario[] = [alternate, there, back, rollBack, emergency];

export function scenarioNamed(name: string): Scenario {
    return named(SCENARIOS, name);
}

function isHome({ activeSlot, home }: PairNow): boolean {
    return activeSlot === home;
}

function otherSlot(slot: string): "key1" | "key2" {
    return slot === "key1" ? "key2" : "key1";
}
