import { grace } from "../../../components/index";
import type { StorageSlot } from "../../../sandbox/azure/storage/storageAccount";
import type { PairChange } from "../../integration/support/photos";

/** A change that an `up` carries out, and is killed at. */
export interface Scenario {
    readonly name: string;
    /** The updates that run undisturbed before it; `n` differs from case to case. */
    readonly before: (n: number) => readonly PairChange[];
    /** The change itself, seen from the slot that was in use before all of it. */
    readonly change: (n: number, from: StorageSlot) => PairChange;
    /** Regenerates of an undisturbed run, from the first update until {@link Scenario.done}. */
    readonly regenerates: number;
    /** Whether what was wanted is in place. */
    readonly done: (pair: PairNow, n: number, from: StorageSlot) => boolean;
}

/** What the state says of the pair. */
export interface PairNow {
    readonly activeSlot: string;
    readonly trigger: string;
    readonly emergency: string;
}

/** Long enough that no test sees it over. */
const inGrace = { gates: [grace("1h")] } as PairChange;

const alternate: Scenario = {
    name: "alternate",
    before: () => [],
    change: (n) => ({ rotationTrigger: n }),
    regenerates: 2,
    done: ({ trigger }, n) => trigger === String(n),
};

const thereAndBack = (n: number): PairChange => ({ strategy: "there-and-back", rotationTrigger: n });

/** The first of the two updates; done when the pair is home again, because the next `up` always goes back. */
const there: Scenario = {
    ...alternate,
    name: "there",
    change: thereAndBack,
    done: ({ trigger, activeSlot }, n, from) => trigger === String(n) && activeSlot === from,
};

const back: Scenario = { ...there, name: "back", before: (n) => [thereAndBack(n)] };

/** A rotation, and then, while the key that consumers left is still valid, back to it without a new key. */
const rollBack: Scenario = {
    name: "roll-back",
    before: (n) => [{ rotationTrigger: n, ...inGrace }],
    change: (n, from) => ({ rotationTrigger: n, pinnedSlot: from }),
    regenerates: 2,
    done: ({ activeSlot }, _n, from) => activeSlot === from,
};

/** The grace is what an emergency does not wait for. */
const emergency: Scenario = {
    ...alternate,
    name: "emergency",
    change: (n) => ({ emergencyTrigger: n, ...inGrace }),
    done: (pair, n) => pair.emergency === String(n),
};

export const SCENARIOS: readonly Scenario[] = [alternate, there, back, rollBack, emergency];

/** What is different about a kill or its repair. */
export interface Variant {
    readonly name: string;
    /** Scenarios it applies to. */
    readonly scenarios: readonly Scenario[];
    /** Environment of the `up` that is killed. */
    readonly environment?: Readonly<Record<string, string>>;
    /** Arguments of the first repairing `up`. */
    readonly repairArguments?: readonly string[];
    /** Whether the state is put back to what it was before the change. */
    readonly restored?: true;
    /** Whether the repairing `up` goes back to the former slot instead. */
    readonly rolledBack?: true;
    /** Regenerates of unused keys that the repair may cost beyond those of an undisturbed run. */
    readonly extraRegenerates: number;
}

/** Rule 4 allows one extra regenerate where there are checkpoints; a state that knows nothing of a whole rotation costs another one. */
export const VARIANTS: readonly Variant[] = [
    { name: "up", scenarios: SCENARIOS, extraRegenerates: 1 },
    { name: "up --refresh", scenarios: SCENARIOS, repairArguments: ["--refresh"], extraRegenerates: 1 },
    {
        name: "without checkpoints",
        scenarios: SCENARIOS,
        environment: { PULUMI_SKIP_CHECKPOINTS: "true", PULUMI_EXPERIMENTAL: "true" },
        extraRegenerates: 3,
    },
    { name: "rolled back", scenarios: [alternate], rolledBack: true, extraRegenerates: 1 },
    { name: "state restored", scenarios: SCENARIOS, restored: true, extraRegenerates: 3 },
];
