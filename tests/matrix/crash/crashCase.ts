import { type Moment, momentName, stopsWholeStack } from "./moment";
import type { Scenario } from "./scenarios";
import { keepsCheckpoints, VARIANTS, type Variant } from "./variants";
import { VICTIMS, type Victim } from "./victim";

/** One kill and its repair. */
export interface CrashCase {
    readonly scenario: Scenario;
    readonly variant: Variant;
    readonly victim: Victim;
    readonly moment: Moment;
}

export function caseName({ scenario, variant, victim, moment }: CrashCase): string {
    return `${scenario.name} / ${victim} killed ${momentName(moment)} / ${variant.name}`;
}

/**
 * Every process at every moment, repaired in every way. Only where checkpoints are not written, or thrown away, there is
 * no moment after one of them: what matters then is what was done, and that changes with calls.
 */
export function casesOf(scenario: Scenario, moments: readonly Moment[]): readonly CrashCase[] {
    return VARIANTS.flatMap((variant) =>
        VICTIMS.flatMap((victim) =>
            moments
                .filter(({ kind }) => kind === "call" || keepsCheckpoints(variant))
                .map((moment) => ({ scenario, variant, victim, moment })),
        ),
    );
}

/** Cases that one update can have at once: a pair each, the same process killed, the same repair. */
export interface Round {
    readonly variant: Variant;
    readonly victim: Victim;
    readonly cases: readonly CrashCase[];
}

/** @param size the most cases of a round; one that stops the whole stack has a round of its own. */
export function roundsOf(cases: readonly CrashCase[], size: number): readonly Round[] {
    return VARIANTS.flatMap((variant) =>
        VICTIMS.flatMap((victim) => {
            const alike = cases.filter((found) => found.variant === variant && found.victim === victim);
            const alone = alike.filter(({ moment }) => stopsWholeStack(moment));
            const beside = alike.filter(({ moment }) => !stopsWholeStack(moment));
            return [...inPieces(beside, size), ...inPieces(alone, 1)].map((piece) => ({
                variant,
                victim,
                cases: piece,
            }));
        }),
    );
}

function inPieces<Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] {
    return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
        items.slice(index * size, (index + 1) * size),
    );
}
