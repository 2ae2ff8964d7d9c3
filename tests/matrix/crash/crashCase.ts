import type { PlaceGroup } from "../places/placeGroup";
import { type Moment, momentKind, momentName } from "./moment";
import type { Scenario } from "./scenarios";
import { keepsCheckpoints, VARIANTS, type Variant } from "./variants";
import { VICTIMS, type Victim } from "./victim";

/** One kill and its repair. */
export interface CrashCase {
    /** What the pair has. */
    readonly group: PlaceGroup;
    readonly scenario: Scenario;
    readonly variant: Variant;
    readonly victim: Victim;
    readonly moment: Moment;
}

export function caseName({ group, scenario, variant, victim, moment }: CrashCase): string {
    return `${group.name} / ${scenario.name} / ${victim} killed ${momentName(moment)} / ${variant.name}`;
}

/**
 * Every process at every moment, repaired in every way. Only where checkpoints are not written, or thrown away, there is
 * no moment after one of them: what matters then is what was done, and that changes with calls.
 */
export function casesOf(
    { group, scenario }: Pick<CrashCase, "group" | "scenario">,
    moments: readonly Moment[],
): readonly CrashCase[] {
    const variants = group.isUnseen ? VARIANTS.filter(keepsCheckpoints) : VARIANTS;
    return variants.flatMap((variant) =>
        VICTIMS.flatMap((victim) =>
            moments
                .filter(({ kind }) => kind === "call" || keepsCheckpoints(variant))
                .map((moment) => ({ group, scenario, variant, victim, moment })),
        ),
    );
}

/** Cases that one update can have at once: a pair each with the same places, moments of one kind, the same process killed, the same repair. */
export type Round = readonly [CrashCase, ...CrashCase[]];

/** @param size the most cases of a round. */
export function roundsOf(cases: readonly CrashCase[], size: number): readonly Round[] {
    const alike = new Map<string, CrashCase[]>();
    for (const found of cases) {
        const key = [found.group.name, found.variant.name, found.victim, momentKind(found.moment)].join();
        alike.set(key, [...(alike.get(key) ?? []), found]);
    }
    return [...alike.values()].flatMap((found) => inPieces(found, size));
}

function inPieces(cases: readonly CrashCase[], size: number): readonly Round[] {
    const [first, ...others] = cases.slice(0, size);
    return first === undefined ? [] : [[first, ...others], ...inPieces(cases.slice(size), size)];
}
