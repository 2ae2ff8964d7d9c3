import { groupNamed, type PlaceGroup } from "../places/placeGroup";
import { named } from "../support/named";
import { type Moment, momentName } from "./moment";
import { type Scenario, scenarioNamed } from "./scenarios";
import { keepsCheckpoints, VARIANTS, type Variant } from "./variants";
import { VICTIMS, type Victim } from "./victim";

/** One kill and its repair. */
export interface CrashCase {
    /** The places of the pair. */
    readonly group: PlaceGroup;
    readonly scenario: Scenario;
    readonly variant: Variant;
    readonly victim: Victim;
    readonly moment: Moment;
}

export function caseName({ group, scenario, variant, victim, moment }: CrashCase): string {
    return `${group.name} / ${scenario.name} / ${victim} killed ${momentName(moment)} / ${variant.name}`;
}

/** A case in the form for another process. */
export interface PlainCase {
    readonly group: string;
    readonly scenario: string;
    readonly variant: string;
    readonly victim: Victim;
    readonly moment: Moment;
}

export function plainCase({ group, scenario, variant, victim, moment }: CrashCase): PlainCase {
    return { group: group.name, scenario: scenario.name, variant: variant.name, victim, moment };
}

export function caseFrom({ group, scenario, variant, victim, moment }: PlainCase): CrashCase {
    return {
        group: groupNamed(group),
        scenario: scenarioNamed(scenario),
        variant: named(VARIANTS, variant),
        victim,
        moment,
    };
}

/**
 * Every moment, and each process whose death makes a difference then, repaired in each way that tells them apart:
 * - The engine: at every moment, repaired in every way. Only where checkpoints are not written, or thrown away, there is no moment after one
 *   of them: only finished work matters then, and that changes with calls.
 * - The program: work that is under way goes on to its end and is saved, so its moments are the calls, and those at which the saved state counts.
 * - The provider: it leaves the same as the engine, except for a step that another provider has under way.
 */
export function casesOf(
    { group, scenario }: Pick<CrashCase, "group" | "scenario">,
    moments: readonly Moment[],
): readonly CrashCase[] {
    const variants = group.isUnseen ? VARIANTS.filter(keepsCheckpoints) : VARIANTS;
    return variants.flatMap((variant) =>
        VICTIMS.flatMap((victim) =>
            moments
                .filter((moment) => makesADifference(victim, variant, moment))
                .map((moment) => ({ group, scenario, variant, victim, moment })),
        ),
    );
}

function makesADifference(victim: Victim, variant: Variant, moment: Moment): boolean {
    const isSaved = keepsCheckpoints(variant);
    if (moment.kind === "checkpoint") {
        return victim === "engine" && isSaved;
    }
    switch (victim) {
        case "engine":
            return true;
        case "program":
            return isSaved;
        case "provider":
            return isSaved && moment.isBesideOther === true;
    }
}
